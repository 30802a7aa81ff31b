// The outbox on its way to the server.
//
// Nothing is lost and nothing is doubled, because an edit is marked as sent before it leaves and is
// then never changed: without an answer it goes out again under the same id, which the server keeps
// for life. And order within an entry is kept, because a batch holds one edit of each: the next one
// goes only when that is answered.

import type { Result } from "./api-shapes.ts";
import type { Device } from "./device.ts";
import type { Entry, Reason, Tombstone } from "./journal/entry.ts";
import { changesIn, received, toEdit, type Waiting } from "./outbox.ts";
import { Offline, Refused } from "./server.ts";
import type { Tx } from "./store.ts";

const MOST_EDITS = 500;
/** The server takes 4 MiB. */
const MOST_BYTES = 3.5 * 1024 * 1024;
const FEWEST_BYTES = 16 * 1024;

/** A batch that this server will not read: one of its edits is the reason, and it is looked for. */
const UNREADABLE = [400, 413, 422];

// How much this network carried within the time of a request; less after each one that took too long.
const bytesThatPass = new WeakMap<Device, number>();

/** Sends until nothing is left to send. Throws Offline, SignedOut, or Refused when all is refused. */
export async function push(device: Device): Promise<void> {
  while (await anythingToSend(device)) {
    const batch = await nextBatch(device);
    try {
      await deliver(device, batch);
    } catch (error) {
      if (error instanceof Offline && error.slow) {
        bytesThatPass.set(device, Math.max(FEWEST_BYTES, allowance(device) / 2));
      }
      throw error;
    }
    bytesThatPass.set(device, Math.min(MOST_BYTES, allowance(device) * 2));
  }
}

/** Whether a push would send anything. */
export async function anythingToSend({ store }: Device): Promise<boolean> {
  return (await store.read((tx) => tx.outbox())).some(({ refused }) => refused === null);
}

function allowance(device: Device): number {
  return bytesThatPass.get(device) ?? MOST_BYTES;
}

/** The first edit of each entry, in order, marked as sent. */
function nextBatch(device: Device): Promise<Waiting[]> {
  return device.store.write(async (tx) => {
    const batch: Waiting[] = [];
    const entries = new Set<string>();
    let left = allowance(device);
    for (const row of await tx.outbox()) {
      if (row.refused !== null || entries.has(row.id)) continue;
      entries.add(row.id);
      left -= sizeOf(row);
      // A single edit goes out however large it is.
      if (batch.length === MOST_EDITS || (left < 0 && batch.length > 0)) break;
      const sent = { ...row, sent: true };
      if (!row.sent) await tx.putWaiting(sent);
      batch.push(sent);
    }
    return batch;
  });
}

/** In JSON; all of it is ASCII. */
function sizeOf(row: Waiting): number {
  return JSON.stringify(toEdit(row)).length + 1;
}

/** One edit that the server cannot read must not keep the others back: halves, until it stands alone. */
async function deliver(device: Device, batch: Waiting[]): Promise<void> {
  try {
    const { results } = await device.server.push(batch.map(toEdit));
    // Something else than our server answered.
    if (results?.length !== batch.length) throw new Offline();
    await settleAll(device, await applyAll(device, batch, results));
  } catch (error) {
    if (!(error instanceof Refused && UNREADABLE.includes(error.problem.status))) throw error;
    const [only] = batch;
    if (only && batch.length === 1) {
      const { type, detail } = error.problem;
      await device.store.write((tx) => refuse(device, tx, only, { type, detail }));
      return;
    }
    const half = Math.ceil(batch.length / 2);
    await deliver(device, batch.slice(0, half));
    await deliver(device, batch.slice(half));
  }
}

/** All answers in one transaction; returns the conflicts. */
function applyAll(device: Device, batch: Waiting[], results: Result[]): Promise<Result[]> {
  return device.store.write(async (tx) => {
    const conflicts: Result[] = [];
    await tx.set("turn", ((await tx.get("turn")) ?? 0) + 1);
    for (const [at, result] of results.entries()) {
      const row = batch[at];
      if (row?.edit !== result.edit) throw new Offline();
      if (result.result === "conflict") conflicts.push(result);
      else await apply(device, tx, row, result);
    }
    return conflicts;
  });
}

async function settleAll(device: Device, conflicts: Result[]): Promise<void> {
  if (conflicts.length === 0) return;
  const { settle } = await import("./settle.ts");
  for (const { edit, entry } of conflicts) if (entry) await settle(device, edit, entry);
}

async function apply(device: Device, tx: Tx, row: Waiting, result: Result): Promise<void> {
  const waiting = await tx.waitingFor(row.id);
  // Another tab was told first.
  if (!waiting.some(({ edit }) => edit === row.edit)) return;
  if (result.result === "refused") {
    const { type, detail } = result;
    return refuse(device, tx, row, { type: type ?? "refused", detail: detail ?? "" });
  }
  await tx.dropWaiting(row.seq);
  const left = waiting.filter(({ seq }) => seq !== row.seq);
  const entry = await tx.entry(device.account.id, row.id);
  const unknown = row.what === "delete" && result.revision === null && left.length === 0;
  // Nothing to remember of what the server never had: another device may still bring it.
  if (unknown) await tx.dropEntry(device.account.id, row.id);
  else if (entry) await tx.putEntry(received(answered(entry, row, result), left));
  for (const next of changesIn(left)) {
    const base = next.base && answered(next.base, row, result);
    const after = next.what === "write" ? { ...next, ...readersAfter(next, row, result) } : next;
    await tx.putWaiting({ ...after, base });
  }
}

/** What this device holds, once the server has answered one of its edits. */
function answered<Kept extends Entry | Tombstone>(kept: Kept, row: Waiting, result: Result): Kept {
  const after = { ...kept, ...readersAfter(kept, row, result) };
  // A withdrawal makes no revision, and names one that this device may not have seen.
  if (row.what === "withdraw") return after;
  const revision = result.revision ?? row.revision;
  after.seen = Math.max(kept.seen, revision);
  if (after.deleted) return row.what === "delete" ? { ...after, revision } : after;
  if (after.edit === row.edit) after.received_at = result.received_at;
  after.notShared = [...new Set([...after.notShared, ...result.not_shared])];
  return after;
}

/**
 * After a write the server's readers are those of the write without `not_shared`. A state with those
 * readers, or fewer, knows all withdrawals up to its count. One that was shared with more people
 * behind that write was shared by somebody who had not heard of them: the old count stands, and the
 * server leaves those people out. After a withdrawal the count is known only if it was the one
 * counted: a higher one means that another device took back something too, which the next pull tells.
 */
function readersAfter(
  { readers, withdrawals }: Pick<Entry, "readers" | "withdrawals">,
  row: Waiting,
  { withdrawals: count, not_shared }: Result,
): Pick<Entry, "readers" | "withdrawals"> {
  if (count === null) return { readers, withdrawals };
  if (row.what === "withdraw") {
    return { readers, withdrawals: count <= withdrawals + 1 ? count : withdrawals };
  }
  const left = readers.filter(({ account }) => !not_shared.includes(account));
  const told = row.what === "write" ? row.readers : [];
  const shown = left.every(({ account }) => told.some((reader) => reader.account === account));
  return { readers: left, withdrawals: shown ? count : withdrawals };
}

/** The edit waits for the person, who can mend or delete the entry. A delete that is refused undoes itself. */
async function refuse(device: Device, tx: Tx, row: Waiting, reason: Reason): Promise<void> {
  const entry = await tx.entry(device.account.id, row.id);
  const attention = { state: "attention" as const, reason };
  if (row.what === "delete" && row.base && !row.base.deleted && entry?.deleted) {
    await tx.dropWaiting(row.seq);
    await tx.putEntry({ ...row.base, ...attention });
    return;
  }
  await tx.putWaiting({ ...row, refused: reason });
  if (entry) await tx.putEntry({ ...entry, ...attention });
}
