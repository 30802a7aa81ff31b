// What the server handed over and cannot be trusted: why, and what is kept of it.

import type { ServedEntry } from "./api-shapes.ts";
import type { Entry, Reason } from "./journal/entry.ts";
import { localDay } from "./time.ts";
import { type Bytes, fromBase64, toBase64 } from "./vault/bytes.ts";

/** The server went back to before what this device has seen. */
export const OLDER: Reason = {
  type: "untrusted",
  detail:
    "The server handed back an older version of this entry than it had before. It was not accepted.",
};

/** Forged, swapped, or damaged. */
export const FORGED: Reason = {
  type: "untrusted",
  detail:
    "This entry does not carry its author's signature in the version on the server. It cannot be trusted and is not shown.",
};

export const UNVERIFIED: Reason = {
  type: "unverified",
  detail: "The keys of the person who wrote this are not verified on this device yet.",
};

/**
 * Stands for an entry that failed its checks. None of its facts can be shown by mistake, and a
 * genuine version of any revision can take its place.
 */
export function doubtful(served: ServedEntry, reason: Reason): Entry {
  const { author, id, revision, readers, session, withdrawals, received_at } = served;
  return {
    deleted: false,
    author,
    id,
    revision,
    edit: "",
    kind: "untrusted",
    day: localDay(received_at),
    facts: { kind: "untrusted" },
    occurred_at: received_at,
    recorded_at: received_at,
    signed: served.signed ?? "",
    signature: bytesOf(served.signature),
    words: served.words === null ? null : bytesOf(served.words),
    readers,
    session,
    withdrawals,
    seen: 0,
    state: "attention",
    reason,
    received_at,
    notShared: [],
  };
}

export function isDoubtful({ facts }: Entry): boolean {
  return facts.kind === "untrusted";
}

/** The same entry once more, to be checked with a key that is known now. */
export function servedAs(entry: Entry): ServedEntry {
  const { author, id, revision, signed, readers, session, withdrawals } = entry;
  return {
    author,
    id,
    revision,
    deleted: false,
    signed,
    signature: toBase64(entry.signature),
    words: entry.words && toBase64(entry.words),
    readers,
    session,
    withdrawals,
    received_at: entry.received_at ?? "",
  };
}

function bytesOf(base64: string | null): Bytes {
  try {
    return fromBase64(base64 ?? "");
  } catch {
    return new Uint8Array();
  }
}
