/**
 * Stands in for the two parts of age-encryption that we never seal to: hybrid (post-quantum) and
 * P-256 recipients. pyrage cannot open them, the vault accepts only "age1…" of X25519, and leaving
 * them out saves a third of the sealing chunk. Using one fails at once instead of sealing weakly.
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
