/** What stands for a person's two public keys in an invitation link. */

import { type Bytes, fromBase64, utf8 } from "./bytes.ts";
import { sha256 } from "./sha256.ts";

/** A Person of the API, as far as keys go; `verify_key` is base64. */
export type KeyHolder = { id: string; recipient: string; verify_key: string };

const X25519_RECIPIENT = /^age1[02-9ac-hj-np-z]{58}$/;

/** Other kinds of age recipient exist, and this program's readers can open none of them. */
export function isRecipient(text: string): boolean {
  return X25519_RECIPIENT.test(text);
}

/**
 * 128 bits. The parts cannot run together into another person's: there is one NUL between any two,
 * and a part with a NUL of its own would make one too many.
 */
export async function keysHash({ id, recipient, verify_key }: KeyHolder): Promise<Bytes> {
  const hash = await sha256(utf8(["afterglow/keys/1", id, recipient, verify_key].join("\0")));
  return hash.slice(0, 16);
}

/** Throws SyntaxError when it is not an Ed25519 public key. */
export function verifyKeyOf({ verify_key }: KeyHolder): Bytes {
  const key = fromBase64(verify_key);
  if (key.length !== 32) throw new SyntaxError("This is not a key that checks signatures.");
  return key;
}
