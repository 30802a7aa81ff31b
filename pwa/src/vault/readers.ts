/**
 * Who was to read a revision, signed so that nobody else learns it. Each reader is a tag under a key
 * that only the author's devices have, filled up with random ones to four like the recipients of the
 * words. So a server that names a reader whom the author did not choose is not believed, and the next
 * revision is not sealed to that reader.
 */

import { type Bytes, toHex, utf8 } from "./bytes.ts";
import type { Keys } from "./keys.ts";
import { randomBytes } from "./random.ts";

/** `until` is a time in RFC 3339, or null for "until taken back". */
export type Reader = { account: string; until: string | null };

const FEWEST_TAGS = 4;
/** More than half of the HMAC, as RFC 2104 asks of a shortened one. */
const TAG_BYTES = 20;

/** In hexadecimal digits, sorted: the order says nothing. */
export async function tagReaders(readers: Reader[], edit: string, keys: Keys): Promise<string> {
  const tags = await Promise.all(readers.map((reader) => tagOf(reader, edit, keys)));
  while (tags.length < FEWEST_TAGS) tags.push(toHex(randomBytes(TAG_BYTES)));
  return tags.sort().join("");
}

/** Those of `readers` whom the author of this revision chose, for that long. */
export async function chosenReaders(
  readers: Reader[],
  { edit, reader_tags }: { edit: string; reader_tags: string },
  keys: Keys,
): Promise<Reader[]> {
  const tags = new Set(reader_tags.match(new RegExp(`.{${2 * TAG_BYTES}}`, "g")));
  const chosen = await Promise.all(
    readers.map(async (reader) => tags.has(await tagOf(reader, edit, keys))),
  );
  return readers.filter((_, at) => chosen[at]);
}

async function tagOf({ account, until }: Reader, edit: string, keys: Keys): Promise<string> {
  // As milliseconds, because one moment can be written in many ways.
  const end = until === null ? "" : Date.parse(until);
  const said: Bytes = utf8(`afterglow/reader/1\0${edit}\0${account}\0${end}`);
  const tag = new Uint8Array(await crypto.subtle.sign("HMAC", keys.tagging, said));
  return toHex(tag.slice(0, TAG_BYTES));
}
