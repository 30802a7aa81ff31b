/** Random bytes and numbers, all from the browser's cryptographic source. */

import type { Bytes } from "./bytes.ts";

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A whole number from 0 to below `end` (at most 256), each equally likely. */
export function randomBelow(end: number): number {
  // Numbers from the last, incomplete round of the byte are drawn again: a remainder would favour the small.
  const even = 256 - (256 % end);
  for (;;) {
    const [byte] = randomBytes(1);
    if (byte !== undefined && byte < even) return byte % end;
  }
}

/** A new array in an order that nobody can guess (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[]): Item[] {
  const pile = [...items];
  return items.flatMap(() => pile.splice(randomBelow(pile.length), 1));
}
