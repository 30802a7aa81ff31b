// What a device remembers, as the rest of the program sees it: in IndexedDB for a patient (db.ts),
// in memory alone for a therapist (memory.ts).

import type { ReadonlySignal } from "@preact/signals";
import type { Account } from "./api-shapes.ts";
import type { Entry, Kind, Mood, Tombstone } from "./journal/entry.ts";
import type { Questionnaire } from "./measures/questionnaire.ts";
import type { NewWaiting, Waiting } from "./outbox.ts";
import { localClock } from "./time.ts";
import type { Bytes } from "./vault/bytes.ts";
import type { Keys } from "./vault/keys.ts";

export interface Store {
  /** Shared by all tabs that open this name; null is this tab's alone. */
  readonly name: string | null;
  /** Goes up after every change, whichever tab made it. */
  readonly changes: ReadonlySignal<number>;
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>;
  /**
   * All or nothing, and on the disk when it resolves: "saved" may be said then. `work` waits for
   * nothing but the transaction's own promises. Throws StorageFull or StoreClosed.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Asks the browser, once, not to clear the store when it wants space. */
  keepForGood(): void;
  close(): void;
  /** Leaves nothing of the person on this device. */
  erase(): Promise<void>;
}

export interface ReadTx {
  entry(author: string, id: string): Promise<Entry | Tombstone | undefined>;
  /** By day, oldest first, both ends included. */
  entriesBetween(firstDay: string, lastDay: string): Promise<Entry[]>;
  /** By day, oldest first. */
  entriesOfKind(kind: Kind): Promise<Entry[]>;
  entriesOf(author: string): Promise<(Entry | Tombstone)[]>;
  /** What belongs to a session, or the sessions of a course, by the same author and in no order. */
  entriesOfSession(author: string, session: string): Promise<Entry[]>;
  entriesInNeedOfALook(): Promise<(Entry | Tombstone)[]>;
  entryKeys(): Promise<[author: string, id: string][]>;
  /** In order of time, both ends included; only the first so many where that is said. */
  moodsBetween(from: number, to: number, most?: number): Promise<Mood[]>;
  /** In the order in which they go out. */
  outbox(): Promise<Waiting[]>;
  waitingFor(id: string): Promise<Waiting[]>;
  draft(name: string): Promise<Bytes | undefined>;
  draftNames(): Promise<string[]>;
  get<Name extends keyof Meta>(name: Name): Promise<Meta[Name] | undefined>;
}

export interface Tx extends ReadTx {
  putEntry(entry: Entry | Tombstone): Promise<void>;
  dropEntry(author: string, id: string): Promise<void>;
  /** Without `seq` it goes to the end. */
  putWaiting(waiting: NewWaiting | Waiting): Promise<void>;
  dropWaiting(seq: number): Promise<void>;
  putDraft(name: string, sealed: Bytes): Promise<void>;
  dropDraft(name: string): Promise<void>;
  set<Name extends keyof Meta>(name: Name, value: Meta[Name]): Promise<void>;
}

export interface Meta {
  account: Account;
  keys: Keys;
  /** The server's id, for deriving keys from the password. */
  instance: string;
  /** How far the feed was read; null is "from the start". */
  cursor: string | null;
  /** Counts the server's answers to pushes: what was pulled before an answer is older than it. */
  turn: number;
  /** Those that the server's operator has added to the app's own. */
  questionnaires: readonly Questionnaire[];
  /** Milliseconds since 1970, by this device's clock. */
  lastSynced: number;
}

/** Nothing was kept of what was to be written. */
export class StorageFull extends Error {
  override readonly name = "StorageFull";
  override readonly message =
    "This device has no space left, so this could not be saved. Free some space and save again.";
}

/** The store was erased, or a newer version of the app is at work in another tab. */
export class StoreClosed extends Error {
  override readonly name = "StoreClosed";
  override readonly message = "Afterglow was changed in another tab. Please load this page again.";
}

/** The chart's row of an entry, or null when it is not one to draw. */
export function moodOf(entry: Entry): Mood | null {
  const { author, id, day, facts, occurred_at } = entry;
  if (facts.kind !== "check_in") return null;
  const { mood, anxiety, energy } = facts;
  const clock = localClock(occurred_at);
  return { author, id, at: Date.parse(occurred_at), day, clock, mood, anxiety, energy };
}
