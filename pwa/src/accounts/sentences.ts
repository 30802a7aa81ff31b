// What went wrong with an account, in words for the place where it happened.

import { SomebodyElses } from "../device.ts";
import { Offline, Refused, SignedOut } from "../server.ts";
import { Untrusted } from "../vault/untrusted.ts";

export const NOT_RECOGNISED =
  "These do not fit together, or there were too many tries. Wait a little and try again.";

const NO_CONNECTION =
  "The server cannot be reached just now. This needs a connection. What you typed is kept.";
const KEYS_CLOSED =
  "The server recognised you, but what it keeps for you does not open. Nothing was changed on this device. Tell whoever runs this server.";
const UNFORESEEN =
  "This could not be done just now. What you typed is kept. Load the page again if it stays like this.";

export function sentenceFor(error: unknown): string {
  if (error instanceof Offline) return NO_CONNECTION;
  if (error instanceof Refused) {
    return error.problem.type === "not-recognised" ? NOT_RECOGNISED : error.message;
  }
  if (error instanceof Untrusted) return KEYS_CLOSED;
  if (error instanceof SignedOut || error instanceof SomebodyElses) return error.message;
  return UNFORESEEN;
}
