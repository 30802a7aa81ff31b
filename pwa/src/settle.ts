// A conflict settled: the server holds another version than the one an edit was made from.

import type { ServedEntry } from "./api-shapes.ts";
import { change } from "./change.ts";
import { audience } from "./contacts.ts";
import type { Device } from "./device.ts";
import { FORGED, OLDER } from "./doubts.ts";
import type { Entry, Reason, Tombstone } from "./journal/entry.ts";
import { type Gone, merge, type Version } from "./merge.ts";
import {
  type Base,
  changesIn,
  placeCopy,
  placeDelete,
  placeWrite,
  received,
  type Standing,
} from "./outbox.ts";
import { checkedOwn, compose, composeCopy, versionOf } from "./sealed-entry.ts";
import type { Tx } from "./store.ts";
import { uuid7 } from "./uuid.ts";
import { Untrusted } from "./vault/untrusted.ts";

/** `edit` is the edit that conflicted; nothing happens when it is no longer waiting. */
export async function settle(device: Device, edit: string, served: ServedEntry): Promise<void> {
  await change(device, served.id, async (now) => {
    const conflicting = changesIn(now.waiting).find((row) => row.edit === edit);
    if (!conflicting || !now.entry) return async () => undefined;
    if (served.revision < now.entry.seen) return keepMine(now, OLDER);
    try {
      const theirs = await checkedOwn(served, device.keys);
      return await settled(device, now, conflicting.base, theirs);
    } catch (error) {
      if (error instanceof Untrusted) return keepMine(now, FORGED);
      throw error;
    }
  });
}

async function settled(
  device: Device,
  now: Standing,
  base: Base,
  theirs: Entry | Tombstone,
): Promise<(tx: Tx) => Promise<void>> {
  const before = base && (await versionOf(device, base).catch(() => null));
  // Whatever waits behind the conflicting edit was made from it: the newest state is what counts.
  const mine: Version | Gone = await versionOf(device, now.entry ?? theirs);
  const merged = merge(before, mine, await versionOf(device, theirs));
  const copy = merged.copy && (await composeCopy(device, merged.copy));
  const place = {
    id: theirs.id,
    edit: uuid7(),
    revision: theirs.revision + 1,
    seen: theirs.revision,
  };
  const { stands } = merged;
  const next =
    merged.push && !stands.deleted
      ? await compose(device, place, stands, await audience(device, stands.readers))
      : null;
  next?.notShared.push(...merged.notShared);
  return async (tx) => {
    for (const { seq } of changesIn(now.waiting)) await tx.dropWaiting(seq);
    if (copy) await placeCopy(tx, copy);
    const from = { entry: theirs, waiting: [] };
    if (next) await placeWrite(tx, from, next);
    else if (merged.push) await placeDelete(tx, from, gone(theirs), place.edit);
    else await tx.putEntry(adopted(now, theirs, merged.notShared));
  };
}

function adopted(now: Standing, theirs: Entry | Tombstone, notShared: string[]) {
  const withdrawals = now.waiting.filter(({ what }) => what === "withdraw");
  return received(theirs.deleted ? theirs : { ...theirs, notShared }, withdrawals);
}

/** The tombstone to be, made from the server's version. */
function gone({ author, id, revision, withdrawals }: Entry | Tombstone): Tombstone {
  const kept = { author, id, seen: revision, withdrawals, readers: [], reason: null };
  return { ...kept, revision: revision + 1, deleted: true, edit: null, state: "local" };
}

/** Nothing of mine is given up for a version that cannot be trusted; the person has to look. */
async function keepMine(now: Standing, reason: Reason): Promise<(tx: Tx) => Promise<void>> {
  return async (tx) => {
    for (const row of changesIn(now.waiting)) await tx.putWaiting({ ...row, refused: reason });
    if (now.entry) await tx.putEntry({ ...now.entry, state: "attention", reason });
  };
}
