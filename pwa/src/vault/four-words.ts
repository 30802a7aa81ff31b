/**
 * A password to offer: four words drawn from 2,048 with equal chance, 44 bits. Every guess costs
 * 64 MiB of Argon2id, and none can be tried without the server's key, which no backup of the
 * database holds; so four words are enough, and people can remember them.
 * No word has fewer than three letters: with three hyphens, 15 characters at least.
 */

import { WORDS } from "./word-list.ts";

/** For example "maple-otter-violin-cloud". */
export function fourWords(): string {
  // 2,048 divides 65,536: the remainder favours no word.
  const drawn = crypto.getRandomValues(new Uint16Array(4));
  return Array.from(drawn, (number) => WORDS[number % WORDS.length]).join("-");
}
