/**
 * Signed entries. The author's device signs the exact text that is stored and sent on, so that
 * nobody in between, the server included, can change a fact, swap words or claim another's entry.
 */

import { type Bytes, fromBase64, toHex, utf8 } from "./bytes.ts";
import type { Keys } from "./keys.ts";
import type { Text } from "./seal.ts";
import { sha256 } from "./sha256.ts";
import { Untrusted } from "./untrusted.ts";

export type Facts = { kind: string; [fact: string]: unknown };

/** What was signed; times are RFC 3339 with offset, `words` is the hash of the sealed bytes in hex. */
export type Signed = {
  author: string;
  id: string;
  revision: number;
  edit: string;
  occurred_at: string;
  recorded_at: string;
  facts: Facts;
  /** As tagReaders gave them. */
  reader_tags: string;
  words: string | null;
};

/** What an author decides about one revision; `words` as sealWords gave them. */
export type Fields = Omit<Signed, "author" | "words"> & { words: Bytes | null };

/** An Entry of the API that is not deleted, as far as trust goes; bytes are base64. */
export type SignedEntry = {
  author: string;
  id: string;
  revision: number;
  signed: string;
  signature: string;
  words: string | null;
};

export async function signEntry(
  { id, revision, edit, occurred_at, recorded_at, facts, reader_tags, words }: Fields,
  keys: Keys,
): Promise<{ signed: string; signature: Bytes }> {
  const signed = JSON.stringify({
    author: keys.account,
    id,
    revision,
    edit,
    occurred_at,
    recorded_at,
    facts,
    reader_tags,
    words: words && toHex(await sha256(words)),
  } satisfies Signed);
  const signature = await crypto.subtle.sign("Ed25519", keys.signing, labelled(signed));
  return { signed, signature: new Uint8Array(signature) };
}

export async function verifyEntry(
  signed: string,
  signature: Bytes,
  verifyKey: Bytes,
): Promise<boolean> {
  // Half a surrogate pair becomes U+FFFD in UTF-8, so two different texts would have one signature.
  if (!signed.isWellFormed()) return false;
  const key = await crypto.subtle.importKey("raw", verifyKey, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, labelled(signed));
}

/**
 * What the author signed, without opening the words: for storing what was pulled.
 * Throws Untrusted. Nothing of `signed` is looked at before the signature holds.
 */
export async function checkEntry(entry: SignedEntry, verifyKey: Bytes): Promise<Signed> {
  if (!(await verifyEntry(entry.signed, bytesOf(entry.signature), verifyKey))) {
    throw new Untrusted("signature");
  }
  const signed = parsed(entry.signed);
  const { author, id, revision } = signed;
  if (author !== entry.author || id !== entry.id || revision !== entry.revision) {
    throw new Untrusted("elsewhere");
  }
  if (entry.words !== null && toHex(await sha256(bytesOf(entry.words))) !== signed.words) {
    throw new Untrusted("words");
  }
  return signed;
}

/**
 * The same, with the text opened. `text` is null when there are no words (`words` is null too),
 * when the server handed none over, and when they are not sealed to these keys.
 */
export async function readEntry({
  entry,
  verifyKey,
  keys,
}: {
  entry: SignedEntry;
  verifyKey: Bytes;
  keys: Keys;
}): Promise<Signed & { text: Text | null }> {
  const signed = await checkEntry(entry, verifyKey);
  if (entry.words === null) return { ...signed, text: null };
  // Loaded here, because signing and checking must not wait for age.
  const { openWords } = await import("./seal.ts");
  return { ...signed, text: await openWords(bytesOf(entry.words), signed, keys) };
}

function labelled(signed: string): Bytes {
  return utf8(`afterglow/entry/1\0${signed}`);
}

function bytesOf(base64: string): Bytes {
  try {
    return fromBase64(base64);
  } catch (error) {
    throw new Untrusted("malformed", error);
  }
}

const FIELDS: Record<keyof Signed, (value: unknown) => boolean> = {
  author: isString,
  id: isString,
  revision: Number.isSafeInteger,
  edit: isString,
  occurred_at: isString,
  recorded_at: isString,
  facts: (value) => isRecord(value) && isString(value.kind),
  reader_tags: isString,
  words: (value) => value === null || isString(value),
};

/** Exactly these fields: one that this program does not know might change what the others mean. */
function parsed(text: string): Signed {
  const value = jsonOf(text);
  const known = Object.entries(FIELDS);
  if (
    !isRecord(value) ||
    Object.keys(value).length !== known.length ||
    !known.every(([name, fits]) => fits(value[name]))
  ) {
    throw new Untrusted("malformed");
  }
  return value as Signed;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Untrusted("malformed", error);
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
