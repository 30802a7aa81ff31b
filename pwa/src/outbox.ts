// What waits to be sent: at most one unanswered edit per entry, the withdrawals after it, and one
// edit behind them that holds the newest state.

import type { Edit } from "./api-shapes.ts";
import type { Entry, Reader, Reason, Tombstone } from "./journal/entry.ts";
import type { ReadTx, Tx } from "./store.ts";
import { type Bytes, toBase64 } from "./vault/bytes.ts";

interface Waits {
  seq: number;
  /** The entry's id; the author is always the person of this device. */
  id: string;
  edit: string;
  /** It left this device, and an answer may have got lost: it is sent again exactly as it is. */
  sent: boolean;
  /** The server will not take it. It waits for the person, and stands in nobody's way. */
  refused: Reason | null;
}

export interface WaitingWrite extends Waits {
  what: "write";
  revision: number;
  signed: string;
  signature: Bytes;
  words: Bytes | null;
  readers: Reader[];
  session: string | null;
  withdrawals: number;
  base: Base;
}

export interface WaitingDelete extends Waits {
  what: "delete";
  revision: number;
  base: Base;
}

export interface WaitingWithdraw extends Waits {
  what: "withdraw";
  reader: string;
}

/** The version that an edit was made from, as the server has it: a merge compares with it. */
export type Base = Entry | Tombstone | null;

export type Waiting = WaitingWrite | WaitingDelete | WaitingWithdraw;
export type NewWaiting = New<WaitingWrite> | New<WaitingDelete> | New<WaitingWithdraw>;
type New<Row> = Omit<Row, "seq">;

/** An entry and all that waits for it. */
export interface Standing {
  entry: Entry | Tombstone | undefined;
  waiting: Waiting[];
}

export async function standing(tx: ReadTx, author: string, id: string): Promise<Standing> {
  const [entry, waiting] = await Promise.all([tx.entry(author, id), tx.waitingFor(id)]);
  return { entry, waiting };
}

/** Whether nobody, in this tab or another, touched the entry between the two. */
export function sameStanding(a: Standing, b: Standing): boolean {
  return stamp(a) === stamp(b);
}

function stamp({ entry, waiting }: Standing): string {
  return JSON.stringify([
    entry && [entry.edit, entry.revision, entry.seen, entry.withdrawals, entry.readers],
    waiting.map(({ seq, edit, sent, refused }) => [seq, edit, sent, refused]),
  ]);
}

/** The edit that a newer one replaces: it never left, or was refused for good. */
export function replaceable({ waiting }: Standing): WaitingWrite | WaitingDelete | undefined {
  return changesIn(waiting).find((row) => !row.sent || row.refused !== null);
}

export function unanswered({ waiting }: Standing): WaitingWrite | WaitingDelete | undefined {
  return changesIn(waiting).find((row) => row.sent && row.refused === null);
}

/** Writes and deletes: what makes a revision. */
export function changesIn(waiting: Waiting[]): (WaitingWrite | WaitingDelete)[] {
  return waiting.filter((row) => row.what !== "withdraw");
}

export function nextRevision(now: Standing): number {
  const replaced = replaceable(now);
  if (replaced) return replaced.revision;
  return (unanswered(now)?.revision ?? now.entry?.revision ?? 0) + 1;
}

/** Whether the server may know of the entry: a copy it may know from another device that made it. */
export function mayBeOnServer(now: Standing): boolean {
  const seen = now.entry?.seen ?? 0;
  // What cannot be trusted was served, whatever it is; nothing of it was ever taken as seen.
  const served = now.entry?.deleted === false && now.entry.facts.kind === "untrusted";
  return (
    seen > 0 ||
    served ||
    changesIn(now.waiting).some(({ base, sent, refused }) => {
      return base !== null || (sent && refused === null);
    })
  );
}

/**
 * The server's version as this device shows it: without the readers from whom it is just being taken
 * back, and marked by what still waits.
 */
export function received<Kept extends Entry | Tombstone>(theirs: Kept, waiting: Waiting[]): Kept {
  const takenBack = waiting.flatMap((row) => (row.what === "withdraw" ? [row.reader] : []));
  const refused = waiting.find((row) => row.refused !== null);
  return {
    ...theirs,
    readers: theirs.readers.filter(({ account }) => !takenBack.includes(account)),
    state: refused ? "attention" : waiting.length > 0 ? "local" : "synced",
    reason: refused?.refused ?? null,
  };
}

/** Puts a new state of an entry into the store and into the outbox, over an edit that never left. */
export async function placeWrite(tx: Tx, now: Standing, entry: Entry): Promise<void> {
  await tx.putEntry(entry);
  await place(tx, now, (base) => writeOf(entry, base));
}

/**
 * An edit that waited on a device that was erased. Whether it was sent before nobody knows, so it goes
 * out exactly as it is, and what the server has of it already is not saved twice.
 */
export async function placeAgain(tx: Tx, now: Standing, entry: Entry): Promise<void> {
  await tx.putEntry(entry);
  await tx.putWaiting({ ...writeOf(entry, now.entry ?? null), sent: true });
}

/** The entry is gone from this device at once; what was is kept beside the edit until its answer. */
export async function placeDelete(tx: Tx, now: Standing, gone: Tombstone, edit: string) {
  await tx.putEntry(gone);
  const { id, revision } = gone;
  const row = { what: "delete" as const, id, edit, revision, sent: false, refused: null };
  await place(tx, now, (base) => ({ ...row, base }));
}

/** A second entry made by a merge. It is its own base, for another device may have made it too. */
export async function placeCopy(tx: Tx, copy: Entry): Promise<void> {
  if (await tx.entry(copy.author, copy.id)) return;
  await tx.putEntry(copy);
  await tx.putWaiting(writeOf(copy, copy));
}

async function place(tx: Tx, now: Standing, row: (base: Base) => NewWaiting): Promise<void> {
  const replaced = replaceable(now);
  if (!replaced) return tx.putWaiting(row(now.entry ?? null));
  // In the same place, because others may refer to it. But after the withdrawals of its own entry:
  // taking back and then sharing again ends in being shared.
  const behind = now.waiting.some(({ what }) => what === "withdraw");
  if (behind) await tx.dropWaiting(replaced.seq);
  const next = row(replaced.base);
  await tx.putWaiting(behind ? next : { ...next, seq: replaced.seq });
}

function writeOf(entry: Entry, base: Base): New<WaitingWrite> {
  const { id, revision, signed, session, readers, withdrawals } = entry;
  return {
    what: "write",
    id,
    edit: entry.edit,
    sent: false,
    refused: null,
    revision,
    signed,
    signature: entry.signature,
    words: entry.words,
    readers,
    session,
    withdrawals,
    base,
  };
}

/** As the API takes it. */
export function toEdit(row: Waiting): Edit {
  const { edit, id } = row;
  if (row.what === "withdraw") return { edit, id, withdraw: row.reader };
  if (row.what === "delete") return { edit, id, revision: row.revision, deleted: true };
  const { signed, readers, session, withdrawals } = row;
  return {
    edit,
    signed,
    signature: toBase64(row.signature),
    words: row.words && toBase64(row.words),
    readers,
    session,
    withdrawals,
  };
}
