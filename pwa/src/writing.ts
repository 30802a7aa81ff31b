// What a page does to an entry: save, delete, share, take back. Each ends in one transaction on this
// device, with or without a network; sync.ts tells the server later.

import { change } from "./change.ts";
import { audience, contactOf } from "./contacts.ts";
import type { Device } from "./device.ts";
import { isDoubtful } from "./doubts.ts";
import type { Entry, Facts, Reader, Text, Tombstone } from "./journal/entry.ts";
import { merge, type Version } from "./merge.ts";
import {
  mayBeOnServer,
  nextRevision,
  placeCopy,
  placeDelete,
  placeWrite,
  received,
  replaceable,
  type Standing,
} from "./outbox.ts";
import { compose, composeCopy, versionOf } from "./sealed-entry.ts";
import type { Tx } from "./store.ts";
import { uuid7 } from "./uuid.ts";

export interface ToSave {
  /** The entry as the page read it, when it is an edit; without it a new entry is made. */
  entry?: Entry;
  /** Of a new entry that there is only one of; left out, a new one is made. */
  id?: string;
  facts: Facts;
  occurred_at: string;
  text: Text | null;
  /** The treatment session it belongs to; left out, that stays as it is. */
  session?: string | null;
  /** Only for a new entry; later on sharing is its own step. */
  readers?: Reader[];
  /** The draft that this was written in: forgotten in the same transaction. */
  draft?: string;
}

/** The entry is another one than the page showed: look at it again before it is shared or deleted. */
export class Changed extends Error {
  override readonly name = "Changed";
  override readonly message =
    "This entry was changed on another device in the meantime. Please look at it again.";
}

/** There are no keys of this account that this person has pinned, or two that differ. */
export class NotPinned extends Error {
  override readonly name = "NotPinned";
  override readonly message =
    "The keys of this person are not verified on this device, so nothing can be shared yet.";
}

/**
 * Resolves when the entry is safely on this device ("Saved on this phone"). What another tab or
 * device wrote since the page read the entry is merged, never overwritten. Throws StorageFull (then
 * nothing was kept) and the vault's TooLong.
 */
export async function saveEntry(device: Device, toSave: ToSave): Promise<Entry> {
  const id = toSave.entry?.id ?? toSave.id ?? uuid7();
  const saved = await change(device, id, async (now) => {
    const [entry, copy] = await saving(device, id, now, toSave);
    return async (tx) => {
      // The copy first: if this device is lost after the next push, the other words are safe.
      if (copy) await placeCopy(tx, copy);
      await placeWrite(tx, now, entry);
      if (toSave.draft !== undefined) await tx.dropDraft(toSave.draft);
      return entry;
    };
  });
  device.store.keepForGood();
  return saved;
}

/** Throws Changed when it is not the entry that the page showed. An unsent new entry leaves no trace. */
export async function deleteEntry(device: Device, entry: Entry): Promise<void> {
  await change(device, entry.id, async (now) => {
    expectUnchanged(now, entry);
    return async (tx) => {
      // A half-written change of it goes with it: no page would lead there any more.
      await tx.dropDraft(`entry/${entry.id}`);
      if (mayBeOnServer(now)) {
        const { author, id } = entry;
        const kept = { author, id, seen: entry.seen, withdrawals: entry.withdrawals, readers: [] };
        const state = { state: "local" as const, reason: null };
        const revision = nextRevision(now);
        await placeDelete(
          tx,
          now,
          { ...kept, ...state, revision, deleted: true, edit: null },
          uuid7(),
        );
        return;
      }
      for (const { seq } of now.waiting) await tx.dropWaiting(seq);
      await tx.dropEntry(entry.author, entry.id);
    };
  });
}

/**
 * Shares exactly the version that the page showed; who reads it already goes on reading it.
 * Throws Changed, and NotPinned when one of the readers is not.
 */
export async function shareWith(device: Device, entry: Entry, readers: Reader[]): Promise<Entry> {
  for (const { account } of readers) {
    const contact = await contactOf(device, account);
    if (!contact?.recipient || contact.doubtful) throw new NotPinned();
  }
  return change(device, entry.id, async (now) => {
    const current = expectUnchanged(now, entry);
    const others = current.readers.filter((r) => !readers.some((n) => n.account === r.account));
    const shared = await sealedTo(device, now, current, [...others, ...readers]);
    return async (tx) => {
      await placeWrite(tx, now, shared);
      return shared;
    };
  });
}

/** Takes an entry back from a reader. Needs no keys of the reader, and works whatever else waits. */
export async function withdraw(device: Device, entry: Entry, reader: string): Promise<void> {
  const { id } = entry;
  await change(device, id, async (now) => {
    const current = now.entry;
    // Sent in any case: what this device takes for gone, or for never sent, another one of the same
    // person may have brought to the server, and shared. There it changes nothing that is not so.
    const row = { what: "withdraw" as const, id, edit: uuid7(), reader };
    const send = (tx: Tx) => tx.putWaiting({ ...row, sent: false, refused: null });
    if (!current || current.deleted) return send;
    const readers = current.readers.filter(({ account }) => account !== reader);
    // A version that has not left yet is sealed again, without the one who shall not read it.
    const waits = replaceable(now)?.what === "write" && readers.length < current.readers.length;
    const next = waits ? await sealedTo(device, now, current, readers) : { ...current, readers };
    return async (tx) => {
      if (waits) await placeWrite(tx, now, next);
      else await tx.putEntry({ ...next, state: next.state === "synced" ? "local" : next.state });
      await send(tx);
    };
  });
}

/** When the person wants the same to be sent once more, after a refusal or over what the server has. */
export async function tryAgain(device: Device, id: string): Promise<void> {
  const { store, account } = device;
  await change(device, id, async (now) => {
    const { entry } = now;
    const refused = now.waiting.some((row) => row.refused !== null);
    if (refused || !entry || entry.deleted || isDoubtful(entry)) return async () => undefined;
    // What is here is right, and what the server has instead is not: a new revision takes its place.
    const again = await sealedTo(device, now, entry, entry.readers);
    return (tx) => placeWrite(tx, now, again);
  });
  await store.write(async (tx) => {
    for (const row of await tx.waitingFor(id)) await tx.putWaiting({ ...row, refused: null });
    const entry = await tx.entry(account.id, id);
    if (entry) await tx.putEntry(received(entry, await tx.waitingFor(id)));
  });
}

/**
 * When there is nothing to edit or to delete: it is no longer asked about. What the server refused of it
 * is not sent any more.
 */
export async function letBe(device: Device, { author, id }: Entry | Tombstone): Promise<void> {
  await device.store.write(async (tx) => {
    // Somebody else's entry may have the id of one of ours.
    const waiting = author === device.account.id ? await tx.waitingFor(id) : [];
    for (const row of waiting) if (row.refused) await tx.dropWaiting(row.seq);
    const entry = await tx.entry(author, id);
    if (entry) await tx.putEntry({ ...entry, state: "synced" });
  });
}

/** The entry to save, and the copy of another version that it would have overwritten. */
async function saving(
  device: Device,
  id: string,
  now: Standing,
  toSave: ToSave,
): Promise<[Entry, Entry | null]> {
  const { entry: read, facts, occurred_at, text } = toSave;
  const session = toSave.session === undefined ? (read?.session ?? null) : toSave.session;
  const current = now.entry;
  const place = { id, edit: uuid7(), revision: nextRevision(now), seen: current?.seen ?? 0 };
  const written = { facts, occurred_at, session, text, withdrawals: current?.withdrawals ?? 0 };
  if (!current || current.edit === read?.edit) {
    const readers = current?.readers ?? toSave.readers ?? [];
    return [await compose(device, place, written, await audience(device, readers)), null];
  }
  // Somebody else changed it while the page was open: the same as two devices.
  const mine: Version = {
    ...written,
    deleted: false,
    edit: place.edit,
    readers: read?.readers ?? [],
  };
  const base = read && !current.deleted ? await versionOf(device, read) : null;
  const { stands, copy, notShared } = merge(base, mine, await versionOf(device, current));
  const merged = stands.deleted ? mine : stands;
  const entry = await compose(device, place, merged, await audience(device, merged.readers));
  entry.notShared.push(...notShared);
  return [entry, copy && (await composeCopy(device, copy))];
}

async function sealedTo(device: Device, now: Standing, current: Entry, readers: Reader[]) {
  const version = await versionOf(device, current);
  if (version.deleted) throw new Changed();
  const { id, seen, recorded_at } = current;
  const place = { id, edit: uuid7(), revision: nextRevision(now), seen };
  const same = { ...version, recorded_at };
  return compose(device, place, same, await audience(device, readers));
}

function expectUnchanged({ entry: current }: Standing, read: Entry): Entry {
  if (!current || current.deleted || current.edit !== read.edit) throw new Changed();
  return current;
}
