/** Something that was made for this person, or claims to be, and is not what it claims to be. */

export type Reason =
  /** Not in the form that any device of ours writes. */
  | "malformed"
  /** A newer program wrote it, or nobody did. */
  | "version"
  /** The author's key did not sign this. */
  | "signature"
  /** Genuine, but of another author, entry, revision or edit. */
  | "elsewhere"
  /** The words are not the ones that the author signed. */
  | "words"
  /** The sealed bytes are damaged. */
  | "broken";

/** Shown as "cannot be trusted"; never opened all the same. */
export class Untrusted extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, cause?: unknown) {
    super(`Cannot be trusted: ${reason}`, { cause });
    this.name = "Untrusted";
    this.reason = reason;
  }
}
