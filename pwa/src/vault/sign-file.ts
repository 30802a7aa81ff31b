/** Files that a person keeps and brings back: only what their own device made is taken from them. */

import { type Bytes, fromBase64, toBase64, utf8 } from "./bytes.ts";
import type { Keys } from "./keys.ts";

export async function signFile(text: string, keys: Keys): Promise<string> {
  const signature = await crypto.subtle.sign("Ed25519", keys.signing, labelled(text));
  return toBase64(new Uint8Array(signature));
}

/** Whether the holder of these keys signed exactly this text as a file. */
export async function isOwnFile(text: string, signature: string, keys: Keys): Promise<boolean> {
  // Half a surrogate pair becomes U+FFFD in UTF-8, so two different texts would have one signature.
  if (!text.isWellFormed()) return false;
  const key = await crypto.subtle.importKey("raw", keys.verifyKey, "Ed25519", false, ["verify"]);
  try {
    return await crypto.subtle.verify("Ed25519", key, fromBase64(signature), labelled(text));
  } catch {
    return false;
  }
}

/** Never the label of an entry: what was signed as the one cannot be taken for the other. */
function labelled(text: string): Bytes {
  return utf8(`afterglow/file/1\0${text}`);
}
