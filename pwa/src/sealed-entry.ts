// Between what a person writes and the entry that is kept: sealing and signing, opening and checking.
// The vault is loaded on first use; the first screen comes without it.

import type { ServedEntry } from "./api-shapes.ts";
import type { Device } from "./device.ts";
import {
  type Entry,
  type Facts,
  isBlank,
  isKeptToOneself,
  type Reader,
  type Text,
  type Tombstone,
} from "./journal/entry.ts";
import type { Copy, Gone, Version } from "./merge.ts";
import { localDay, withOffset } from "./time.ts";
import { uuid7 } from "./uuid.ts";
import { type Bytes, fromBase64 } from "./vault/bytes.ts";
import type { Keys } from "./vault/keys.ts";
import type { Signed } from "./vault/sign.ts";
import { Untrusted } from "./vault/untrusted.ts";

/** A new state of an entry, before it is sealed. */
export interface Written {
  facts: Facts;
  occurred_at: string;
  session: string | null;
  text: Text | null;
  withdrawals: number;
  /** When nothing of it is new: the time at which it was written down, which stays. */
  recorded_at?: string;
}

/** Who is to read it: `recipients` are the keys of `readers`, `notShared` has none that we trust. */
export interface Audience {
  readers: Reader[];
  recipients: string[];
  notShared: string[];
}

const NOBODY: Audience = { readers: [], recipients: [], notShared: [] };

/** An entry as this device saves it: sealed, signed, not yet sent. Throws the vault's TooLong. */
export async function compose(
  { keys }: Device,
  place: { id: string; edit: string; revision: number; seen: number },
  written: Written,
  audience: Audience,
): Promise<Entry> {
  const { id, edit, revision, seen } = place;
  const { facts, occurred_at, session, text, withdrawals } = written;
  // Here and nowhere else words are sealed to others, so here it is held.
  const { readers, recipients, notShared } = isKeptToOneself(text) ? NOBODY : audience;
  const author = keys.account;
  const [{ signEntry }, { tagReaders }] = await signing();
  let words: Bytes | null = null;
  if (text !== null && !isBlank(text)) {
    const { sealWords } = await import("./vault/seal.ts");
    words = await sealWords(text, { author, id, edit }, [keys.recipient, ...recipients]);
  }
  const recorded_at = written.recorded_at ?? withOffset();
  const reader_tags = await tagReaders(readers, edit, keys);
  const times = { occurred_at, recorded_at };
  const fields = { id, revision, edit, ...times, facts: { ...facts }, reader_tags, words };
  return {
    deleted: false,
    author,
    id,
    revision,
    edit,
    kind: facts.kind,
    day: localDay(occurred_at),
    facts,
    occurred_at,
    recorded_at,
    ...(await signEntry(fields, keys)),
    words,
    readers,
    session,
    withdrawals,
    seen,
    state: "local",
    reason: null,
    received_at: null,
    notShared: [...notShared],
  };
}

/** The second entry that a merge makes of words that lost their place. */
export function composeCopy(device: Device, { id, text, occurred_at, session }: Copy) {
  const place = { id, edit: uuid7(), revision: 1, seen: 0 };
  const facts = { kind: "reflection" as const };
  return compose(device, place, { facts, occurred_at, session, text, withdrawals: 0 }, NOBODY);
}

/**
 * The text of an entry on this device. Null when there is none, when it was left on the server, and
 * when it is not sealed to this person. Throws Untrusted.
 */
export async function openText({ keys }: Device, entry: Entry): Promise<Text | null> {
  if (entry.words === null) return null;
  const { openWords } = await import("./vault/seal.ts");
  return openWords(entry.words, entry, keys);
}

/** For a merge. Throws Untrusted: also when words of our own do not open with our own keys. */
export async function versionOf(device: Device, entry: Entry | Tombstone): Promise<Version | Gone> {
  if (entry.deleted) return { deleted: true };
  if (entry.facts.kind === "untrusted") throw new Untrusted("signature");
  const text = await openText(device, entry);
  if (text === null && entry.words !== null) throw new Untrusted("broken");
  const { edit, facts, occurred_at, session, readers, withdrawals } = entry;
  return { deleted: false, edit, facts, occurred_at, session, text, readers, withdrawals };
}

/**
 * What the server handed over of somebody else's, checked against its author's key. Throws Untrusted.
 * `whole`: words that were signed must be there, so that the server cannot leave them out unseen.
 */
export async function checked(
  served: ServedEntry,
  verifyKey: Bytes,
  whole: boolean,
): Promise<Entry | Tombstone> {
  return (await look(served, verifyKey, whole))[0];
}

/** The same of this person's own: whole, and with those readers alone whom one of their devices chose. */
export async function checkedOwn(served: ServedEntry, keys: Keys): Promise<Entry | Tombstone> {
  const [entry, signed] = await look(served, keys.verifyKey, true);
  if (entry.deleted || !signed) return { ...entry, readers: [] };
  const { chosenReaders } = await import("./vault/readers.ts");
  return { ...entry, readers: await chosenReaders(entry.readers, signed, keys) };
}

async function look(
  served: ServedEntry,
  verifyKey: Bytes,
  whole: boolean,
): Promise<[Entry | Tombstone, Signed | null]> {
  const { author, id, revision, readers, withdrawals, received_at } = served;
  const kept = { author, id, revision, readers, withdrawals, seen: revision, reason: null };
  if (served.deleted) return [{ ...kept, deleted: true, edit: null, state: "synced" }, null];
  if (served.signed === null || served.signature === null) throw new Untrusted("malformed");
  const { checkEntry } = await import("./vault/sign.ts");
  const entry = { ...served, signed: served.signed, signature: served.signature };
  const signed = await checkEntry(entry, verifyKey);
  const { edit, occurred_at, recorded_at, facts, words } = signed;
  if (whole && words !== null && served.words === null) throw new Untrusted("words");
  const checkedEntry: Entry = {
    ...kept,
    deleted: false,
    edit,
    kind: facts.kind as Facts["kind"],
    day: localDay(occurred_at),
    facts: facts as Facts & { [fact: string]: unknown },
    occurred_at,
    recorded_at,
    signed: entry.signed,
    signature: fromBase64(entry.signature),
    words: served.words === null ? null : fromBase64(served.words),
    session: served.session,
    state: "synced",
    received_at,
    notShared: [],
  };
  return [checkedEntry, signed];
}

/** Loaded together, since the one is never needed without the other. */
function signing() {
  return Promise.all([import("./vault/sign.ts"), import("./vault/readers.ts")]);
}
