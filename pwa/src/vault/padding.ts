/** Padding: how much somebody wrote must not be told by how many bytes are stored. */

import { type Bytes, utf8 } from "./bytes.ts";

/** The smallest bucket for `length` bytes: 256 doubling to 4096, then steps of at most 12 %. */
export function bucket(length: number): number {
  let size = 256;
  while (size < length) size = size < 4096 ? size * 2 : size + Math.floor((size * 12) / 100);
  return size;
}

/** JSON of `content`, filled up to its bucket by spaces in a last field `pad`. */
export function padded(content: object): Bytes {
  const bare = JSON.stringify({ ...content, pad: "" });
  const length = utf8(bare).length;
  return utf8(`${bare.slice(0, -2)}${" ".repeat(bucket(length) - length)}"}`);
}
