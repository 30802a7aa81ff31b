/** HKDF-SHA-256 (RFC 5869) with an empty salt: one secret, one key for each label. */

import { type Bytes, utf8 } from "./bytes.ts";

/** 32 bytes. */
export async function expand(secret: Bytes, label: string): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.deriveBits(hkdf(label), await imported(secret), 256));
}

/** The same 32 bytes as an AES-256-GCM key that no script can read. */
export async function expandToWrap(secret: Bytes, label: string): Promise<CryptoKey> {
  const aes = { name: "AES-GCM", length: 256 };
  const uses = ["encrypt", "decrypt"] as const;
  return crypto.subtle.deriveKey(hkdf(label), await imported(secret), aes, false, [...uses]);
}

/** The same 32 bytes as an HMAC-SHA-256 key that no script can read. */
export async function expandToMac(secret: Bytes, label: string): Promise<CryptoKey> {
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  const uses = ["sign", "verify"] as const;
  return crypto.subtle.deriveKey(hkdf(label), await imported(secret), hmac, false, [...uses]);
}

function hkdf(label: string): HkdfParams {
  return { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(label) };
}

function imported(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits", "deriveKey"]);
}
