// What became of an entry's sharing. Two witnesses: the server, which notes when it let somebody read
// and when it handed the words over, and the reader, who signs that they opened them.

import type { Delivery, Sharing } from "../api-shapes.ts";
import type { Entry } from "../journal/entry.ts";

/** Signed by the reader. `at` is by the reader's clock, in milliseconds since 1970. */
export interface Opening {
  number: number;
  reader: string;
  entry: string;
  revision: number;
  at: number;
}

export interface Happened {
  what: "shared" | "taken-back" | "handed-over" | "opened";
  reader: string;
  at: number;
}

/** The mark of opening follows the words within seconds; on a poor network it may take a little. */
const MARK_FOLLOWS_MS = 5 * 60_000;

/** What others opened of `me`, as their `opened` entries say; anything else is left out. */
export function openingsOf(entries: readonly Entry[], me: string): Opening[] {
  return entries.flatMap(({ author, facts, occurred_at }) => {
    if (facts.kind !== "opened" || facts.author !== me || author === me) return [];
    const { number, entry, revision } = facts;
    return [{ number, reader: author, entry, revision, at: Date.parse(occurred_at) }];
  });
}

/** Newest first. All of these are about one entry. */
export function historyOf(
  sharings: readonly Sharing[],
  deliveries: readonly Delivery[],
  openings: readonly Opening[],
): Happened[] {
  return [
    ...sharings.map(({ reader, withdrawn, at }) => ({
      what: withdrawn ? ("taken-back" as const) : ("shared" as const),
      reader,
      at: Date.parse(at),
    })),
    ...deliveries.map(({ reader, at }) => ({
      what: "handed-over" as const,
      reader,
      at: Date.parse(at),
    })),
    ...openings.map(({ reader, at }) => ({ what: "opened" as const, reader, at })),
  ].sort((a, b) => b.at - a.at);
}

/** Since when somebody has been reading without a break; null when the server has not said so. */
export function since(sharings: readonly Sharing[], reader: string): number | null {
  const last = sharings.findLast((sharing) => sharing.reader === reader);
  return last && !last.withdrawn ? Date.parse(last.at) : null;
}

/** Deliveries that nobody has marked as opened, though there was time to. `now` by the server's clock. */
export function unmarked(
  deliveries: readonly Delivery[],
  openings: readonly Opening[],
  now: number,
): Delivery[] {
  return deliveries.filter(
    ({ reader, revision, at }) =>
      now - Date.parse(at) > MARK_FOLLOWS_MS &&
      !openings.some((opening) => opening.reader === reader && opening.revision === revision),
  );
}

/** How many of a reader's openings, which are numbered from one, have not arrived here. */
export function missing(openings: readonly Opening[], reader: string): number {
  const numbers = new Set(openings.flatMap((o) => (o.reader === reader ? [o.number] : [])));
  return Math.max(0, ...numbers) - numbers.size;
}
