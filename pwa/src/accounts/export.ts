// The two files that a person can take along: the journal opened, for them to read, and what this
// device alone holds, still sealed.

import type { Edit } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import type { Entry, Facts, Reader, Text, Tombstone } from "../journal/entry.ts";
import { toEdit } from "../outbox.ts";
import { openText } from "../sealed-entry.ts";
import { localDate, withOffset } from "../time.ts";
import { toBase64 } from "../vault/bytes.ts";

export interface JournalFile {
  format: "afterglow/journal/1";
  made_at: string;
  name: string;
  email: string;
  entries: ExportedEntry[];
  /** How many entries have words that did not open. */
  unopened: number;
}

export interface ExportedEntry {
  id: string;
  occurred_at: string;
  recorded_at: string;
  facts: Facts;
  /** Null when nothing was written; `unopened` says when they did not open. */
  words: Text | null;
  unopened: boolean;
  /** The treatment session that it belongs to; of a session, its course. */
  session: string | null;
  readers: Reader[];
}

/** What the person wrote, by when it happened. Contacts and openings are no journal. */
export async function journalFile(device: Device): Promise<JournalFile> {
  const { account, store } = device;
  const own = await store.read((tx) => tx.entriesOf(account.id));
  const journal = own.filter(isJournal).toSorted(byMoment);
  const entries: ExportedEntry[] = [];
  // One after another: a ten-year journal opened at once would not fit into a phone's memory.
  for (const entry of journal) entries.push(await exported(device, entry));
  return {
    format: "afterglow/journal/1",
    made_at: withOffset(),
    name: account.name,
    email: account.email,
    entries,
    unopened: entries.filter(({ unopened }) => unopened).length,
  };
}

export interface UnsyncedFile {
  format: typeof UNSYNCED_FORMAT;
  /** SignedUnsynced sealed to the person themselves, in base64: the facts in it are not sealed otherwise. */
  sealed: string;
}

export interface SignedUnsynced {
  /** Unsynced as JSON, to the letter as it was signed. */
  signed: string;
  signature: string;
}

export interface Unsynced {
  made_at: string;
  account: string;
  /** As `POST /api/entries` takes them, the words sealed. */
  edits: Edit[];
  /** Sealed to the person themselves, in base64. */
  drafts: Record<string, string>;
}

export const UNSYNCED_FORMAT = "afterglow/unsynced/1";

/**
 * What would be lost with this device. Nobody can open it but with the keys of this account, and from
 * nobody else is one taken back (bring-back.ts): deletions and withdrawals carry no signature of their own.
 */
export async function unsyncedFile({ account, keys, store }: Device): Promise<UnsyncedFile> {
  const unsynced = await store.read(async (tx): Promise<Unsynced> => {
    const waiting = await tx.outbox();
    const drafts: Record<string, string> = {};
    for (const name of await tx.draftNames()) {
      const sealed = await tx.draft(name);
      if (sealed) drafts[name] = toBase64(sealed);
    }
    return { made_at: withOffset(), account: account.id, edits: waiting.map(toEdit), drafts };
  });
  const { signFile } = await import("../vault/sign-file.ts");
  const { sealDraft } = await import("../vault/seal.ts");
  const signed = JSON.stringify(unsynced);
  const content: SignedUnsynced = { signed, signature: await signFile(signed, keys) };
  return {
    format: UNSYNCED_FORMAT,
    sealed: toBase64(await sealDraft(content, UNSYNCED_FORMAT, keys)),
  };
}

export function fileName(what: "journal" | "unsynced", now: Date = new Date()): string {
  return `afterglow-${what}-${localDate(now)}.json`;
}

type Written = Entry & { facts: Facts };

function isJournal(entry: Entry | Tombstone): entry is Written {
  return !entry.deleted && JOURNAL.has(entry.kind);
}

const JOURNAL: ReadonlySet<Entry["kind"]> = new Set([
  "session",
  "course",
  "preparation",
  "event",
  "reflection",
  "check_in",
  "effects",
  "vitals",
  "safety_plan",
  "measure",
]);

function byMoment(a: Entry, b: Entry): number {
  return Date.parse(a.occurred_at) - Date.parse(b.occurred_at);
}

async function exported(device: Device, entry: Written): Promise<ExportedEntry> {
  const { id, occurred_at, recorded_at, facts, session, readers } = entry;
  const rest = { id, occurred_at, recorded_at, facts, session, readers };
  try {
    const words = await openText(device, entry);
    return { ...rest, words, unopened: words === null && entry.words !== null };
  } catch {
    // One damaged entry must not keep the others from being taken along.
    return { ...rest, words: null, unopened: true };
  }
}
