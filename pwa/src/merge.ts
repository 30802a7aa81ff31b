// What becomes of an entry that two devices changed: one pure rule, with no I/O and no clock.

import { type Facts, isBlank, type Reader, type Text } from "./journal/entry.ts";

/** One version of an entry, opened. */
export interface Version {
  deleted: false;
  edit: string;
  facts: Facts;
  occurred_at: string;
  session: string | null;
  text: Text | null;
  readers: Reader[];
  withdrawals: number;
}

export interface Gone {
  deleted: true;
}

export interface Merged {
  /** What the device holds from now on. */
  stands: Version | Gone;
  /** Whether the server has to be told. If not, the server's version stands as it is. */
  push: boolean;
  /** Words that lost their place: they become a second entry with no readers. */
  copy: Copy | null;
  /** Readers that my version was meant for and that the one that stands does not reach. */
  notShared: string[];
}

/** A second entry, "kept from another device". */
export interface Copy {
  /** The losing edit's id, so that two devices that meet the same conflict make the same entry. */
  id: string;
  occurred_at: string;
  session: string | null;
  text: Text;
}

/**
 * `base` is the server's version that mine was made from (null: not known), `theirs` is the
 * server's version now.
 *
 * Mine reaches the server after theirs, so where both changed the same thing mine stands and theirs
 * moves into the copy; where one side changed nothing, the other's change stands. Nobody ever reads
 * what was not shown to them: a reader of the result already reads theirs on the server, and where
 * the result says anything that theirs does not, is also a reader of mine.
 */
export function merge(
  base: Version | Gone | null,
  mine: Version | Gone,
  theirs: Version | Gone,
): Merged {
  if (mine.deleted || theirs.deleted) return mergeDeleted(base, mine, theirs);
  const before = base?.deleted ? null : base;

  const factsAreTheirs = before !== null && sameFacts(before, mine);
  const sessionIsTheirs = before !== null && before.session === mine.session;
  const textIsTheirs = before !== null && sameText(before.text, mine.text);
  const textIsMine = before !== null && sameText(before.text, theirs.text);
  const bothWrote = !textIsTheirs && !textIsMine && !sameText(mine.text, theirs.text);

  const stands: Version = {
    ...mine,
    ...(factsAreTheirs ? { facts: theirs.facts, occurred_at: theirs.occurred_at } : {}),
    session: sessionIsTheirs ? theirs.session : mine.session,
    text: textIsTheirs ? theirs.text : mine.text,
    readers: commonReaders(mine.readers, theirs.readers),
    withdrawals: Math.max(mine.withdrawals, theirs.withdrawals),
  };
  if (sameContent(stands, theirs)) {
    stands.readers = readersLeft(before?.readers ?? [], mine.readers, theirs.readers);
    // Nobody is told anything new, so the server's version can stay as it is.
    if (sameReaders(stands.readers, theirs.readers)) {
      return { stands: theirs, push: false, copy: null, notShared: missing(mine, theirs) };
    }
  }
  return {
    stands,
    push: true,
    copy: bothWrote ? copyOf(theirs) : null,
    notShared: missing(mine, stands),
  };
}

/**
 * An edit survives a delete, whichever came first, and comes back to its author alone. Sharing is
 * no edit: who deletes an entry that was only shared meanwhile wants it gone all the more.
 */
function mergeDeleted(
  base: Version | Gone | null,
  mine: Version | Gone,
  theirs: Version | Gone,
): Merged {
  if (theirs.deleted) {
    if (mine.deleted || unchanged(base, mine)) {
      return { stands: theirs, push: false, copy: null, notShared: [] };
    }
    return { stands: { ...mine, readers: [] }, push: true, copy: null, notShared: accounts(mine) };
  }
  if (unchanged(base, theirs)) {
    return { stands: { deleted: true }, push: true, copy: null, notShared: [] };
  }
  const shared = theirs.readers.length > 0;
  return { stands: { ...theirs, readers: [] }, push: shared, copy: null, notShared: [] };
}

/** The words of a version as a second entry; null when there is nothing in them to keep. */
export function copyOf(lost: Version): Copy | null {
  // A pinned contact is no writing of anybody: the later pin stands, and a copy would explain nothing.
  if (lost.text === null || isBlank(lost.text) || lost.facts.kind === "contact") return null;
  const { kept_from, ...fields } = lost.text;
  const written = Object.values(fields).filter((value) => value.trim() !== "");
  // The copy is a reflection too: each section keeps its place, and what somebody keeps to themselves stays so.
  const text = lost.facts.kind === "reflection" ? fields : { first_capture: written.join("\n\n") };
  // What a session has there is its course, and a reflection is written about sessions only.
  const session = lost.facts.kind === "session" ? null : lost.session;
  return {
    id: lost.edit,
    occurred_at: lost.occurred_at,
    session,
    text: { ...text, kept_from: kept_from ?? lost.facts.kind },
  };
}

function unchanged(base: Version | Gone | null, version: Version): boolean {
  return base !== null && !base.deleted && sameContent(base, version);
}

function sameContent(a: Version, b: Version): boolean {
  return sameFacts(a, b) && a.session === b.session && sameText(a.text, b.text);
}

function sameFacts(a: Version, b: Version): boolean {
  return a.occurred_at === b.occurred_at && sameJson(a.facts, b.facts);
}

function sameText(a: Text | null, b: Text | null): boolean {
  return sameJson(a ?? {}, b ?? {});
}

function sameReaders(a: Reader[], b: Reader[]): boolean {
  const inOrder = (readers: Reader[]) =>
    [...readers].sort((x, y) => (x.account < y.account ? -1 : 1));
  return sameJson(inOrder(a), inOrder(b));
}

/** Equal as JSON, whatever the order of the keys. */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const left = Object.entries(a);
  return (
    left.length === Object.keys(b).length &&
    left.every(([key, value]) => sameJson(value, (b as Record<string, unknown>)[key]))
  );
}

function commonReaders(mine: Reader[], theirs: Reader[]): Reader[] {
  return theirs.flatMap((reader) => {
    const other = mine.find(({ account }) => account === reader.account);
    return other ? [sooner(other, reader)] : [];
  });
}

/** Theirs, without those that mine took out and for no longer than mine allows. */
function readersLeft(before: Reader[], mine: Reader[], theirs: Reader[]): Reader[] {
  const takenOut = before.filter(({ account }) => !mine.some((r) => r.account === account));
  return theirs
    .filter(({ account }) => !takenOut.some((r) => r.account === account))
    .map((reader) => {
      const other = mine.find(({ account }) => account === reader.account);
      return other ? sooner(other, reader) : reader;
    });
}

function sooner(a: Reader, b: Reader): Reader {
  if (a.until === null) return b;
  if (b.until === null) return a;
  return Date.parse(a.until) <= Date.parse(b.until) ? a : b;
}

function missing(mine: Version, stands: Version): string[] {
  return accounts(mine).filter((account) => !stands.readers.some((r) => r.account === account));
}

function accounts(version: Version): string[] {
  return version.readers.map(({ account }) => account);
}
