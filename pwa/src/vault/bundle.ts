/**
 * The private keys of an account, wrapped for keeping on the server:
 * 0x01, a nonce of 12 bytes, then AES-256-GCM of JSON, bound to the account and to the kind of bundle.
 */

import { type Bytes, fromBase64, toBase64, utf8 } from "./bytes.ts";
import type { Secrets } from "./keys.ts";
import { randomBytes } from "./random.ts";
import { Untrusted } from "./untrusted.ts";

/** Wrapped with the password's key, and a second time with the recovery code's. */
export type BundleKind = "bundle" | "recovery-bundle";

const VERSION = 1;
const NONCE_BYTES = 12;

export async function wrapBundle(
  { account, identity, signing }: Secrets,
  wrap: CryptoKey,
  kind: BundleKind,
): Promise<Bytes> {
  // A random nonce is safe here: one key wraps a handful of bundles in its life, not 2^32.
  const nonce = randomBytes(NONCE_BYTES);
  const content = JSON.stringify({ v: VERSION, account, identity, signing: toBase64(signing) });
  const sealed = await crypto.subtle.encrypt(aes(nonce, kind, account), wrap, utf8(content));
  return new Uint8Array([VERSION, ...nonce, ...new Uint8Array(sealed)]);
}

/** Throws Untrusted for a wrong key, another account's or another kind of bundle, and any changed bit. */
export async function openBundle(
  bundle: Bytes,
  wrap: CryptoKey,
  kind: BundleKind,
  account: string,
): Promise<Secrets> {
  if (bundle[0] !== VERSION) throw new Untrusted("version");
  const nonce = bundle.slice(1, 1 + NONCE_BYTES);
  const sealed = bundle.slice(1 + NONCE_BYTES);
  try {
    const opened = await crypto.subtle.decrypt(aes(nonce, kind, account), wrap, sealed);
    const { v, account: inner, identity, signing } = JSON.parse(new TextDecoder().decode(opened));
    if (v !== VERSION || inner !== account) throw new Untrusted("elsewhere");
    return { account, identity, signing: fromBase64(signing) };
  } catch (error) {
    throw error instanceof Untrusted ? error : new Untrusted("broken", error);
  }
}

function aes(nonce: Bytes, kind: BundleKind, account: string): AesGcmParams {
  return { name: "AES-GCM", iv: nonce, additionalData: utf8(`afterglow/${kind}/1\0${account}`) };
}
