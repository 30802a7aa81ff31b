/**
 * Stands in for the parts of age-encryption that are never used here. Hybrid (post-quantum) and P-256
 * recipients: pyrage cannot open them, and the vault accepts only "age1…" of X25519. Passphrases
 * (scrypt): ours go through Argon2id. X25519 in JavaScript: no keys are made in a browser that has no
 * X25519 of its own (vault/support.ts). Together they are half of the sealing chunk. Using one fails at
 * once instead of sealing weakly.
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
export const scrypt = undefined;

const NOT_HERE = "This browser has no X25519.";

export const x25519 = {
  /** The base point, RFC 7748 section 4.1: u = 9, little-endian. */
  GuBytes: new Uint8Array(32).fill(9, 0, 1),
  scalarMult(): never {
    throw new Error(NOT_HERE);
  },
  scalarMultBase(): never {
    throw new Error(NOT_HERE);
  },
};
