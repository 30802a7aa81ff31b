/** The two key pairs of an account: age (X25519) opens words, Ed25519 signs entries. */

import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { type Bytes, bigEndian, fromBase64Url, utf8 } from "./bytes.ts";
import { randomBytes } from "./random.ts";

/** What a device holds while signed in. No script can read the private halves; IndexedDB can keep them. */
export type Keys = {
  account: string;
  identity: CryptoKey;
  recipient: string;
  signing: CryptoKey;
  /** HMAC-SHA-256, for readers.ts: the same on all devices of the account. */
  tagging: CryptoKey;
  verifyKey: Bytes;
};

/** The same keys readable, only while a bundle is made or opened. `signing` is the Ed25519 seed. */
export type Secrets = { account: string; identity: string; signing: Bytes };

export async function makeSecrets(account: string): Promise<Secrets> {
  return { account, identity: await generateX25519Identity(), signing: randomBytes(32) };
}

/** Throws when the secrets are not keys, or when the browser knows no X25519 or Ed25519. */
export async function importKeys({ account, identity, signing }: Secrets): Promise<Keys> {
  return {
    account,
    // age checks the checksum of the identity here, so scalarOf need not.
    recipient: await identityToRecipient(identity),
    identity: await importPrivate("X25519", X25519_PKCS8, scalarOf(identity), "deriveBits"),
    signing: await importPrivate("Ed25519", ED25519_PKCS8, signing, "sign"),
    tagging: await taggingKey(signing),
    verifyKey: await publicHalf(signing),
  };
}

// WebCrypto takes private keys of these curves as PKCS #8 only, which is this and the 32 bytes (RFC 8410).
const X25519_PKCS8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32];
const ED25519_PKCS8 = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

function importPrivate(
  curve: "X25519" | "Ed25519",
  prefix: number[],
  secret: Bytes,
  use: "deriveBits" | "sign",
): Promise<CryptoKey> {
  return crypto.subtle.importKey("pkcs8", pkcs8(prefix, secret), curve, false, [use]);
}

async function taggingKey(seed: Bytes): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey("raw", seed, "HKDF", false, ["deriveKey"]);
  const info = utf8("afterglow/readers/1");
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const hmac = { name: "HMAC", hash: "SHA-256", length: 256 };
  return crypto.subtle.deriveKey(hkdf, secret, hmac, false, ["sign"]);
}

/** WebCrypto derives a public key only on the way out, as `x` of a JSON Web Key (RFC 8037). */
async function publicHalf(seed: Bytes): Promise<Bytes> {
  const readable = await crypto.subtle.importKey(
    "pkcs8",
    pkcs8(ED25519_PKCS8, seed),
    "Ed25519",
    true,
    ["sign"],
  );
  const { x } = await crypto.subtle.exportKey("jwk", readable);
  const key = fromBase64Url(x ?? "");
  if (key?.length !== 32) throw new Error("This browser makes no public key.");
  return key;
}

function pkcs8(prefix: number[], secret: Bytes): Bytes {
  if (secret.length !== 32) throw new RangeError("A private key has 32 bytes.");
  return new Uint8Array([...prefix, ...secret]);
}

const BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/** The 32 bytes inside AGE-SECRET-KEY-1…: five bits a symbol, then six symbols of checksum (BIP 173). */
function scalarOf(identity: string): Bytes {
  let bits = 0n;
  for (const symbol of identity.toLowerCase().slice("age-secret-key-1".length, -6)) {
    bits = (bits << 5n) | BigInt(BECH32.indexOf(symbol));
  }
  // 52 symbols are 260 bits; the last four only fill up the last symbol.
  return bigEndian(bits >> 4n, 32);
}
