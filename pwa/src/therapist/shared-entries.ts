// What one patient shares, in the order in which a therapist reads it.

import type { Entry, Opened } from "../journal/entry.ts";
import { instant } from "../time.ts";

export interface SharedEntry {
  entry: Entry;
  /** `updated`: read before, in an earlier version. */
  mark: "new" | "updated" | "read";
}

export interface Shelf {
  /** By when it happened, newest first. */
  entries: SharedEntry[];
  unread: SharedEntry[];
  /** When the last of it came, in milliseconds since 1970; null when nothing did. */
  latest: number | null;
}

/** `openings`: what this therapist has marked as opened. */
export function shelfOf(
  patient: string,
  entries: readonly Entry[],
  openings: readonly Opened[],
): Shelf {
  const opened = highestOpened(openings.filter(({ author }) => author === patient));
  const shared = entries
    .filter(({ author }) => author === patient)
    .toSorted((a, b) => instant(b.occurred_at) - instant(a.occurred_at))
    .map((entry) => ({ entry, mark: markOf(entry, opened.get(entry.id)) }));
  const received = shared.flatMap(({ entry }) => entry.received_at ?? []).map(instant);
  return {
    entries: shared,
    unread: shared.filter(({ mark }) => mark !== "read"),
    latest: received.length > 0 ? Math.max(...received) : null,
  };
}

/** "2 new, 1 updated", or null when there is nothing to read. */
export function unreadInWords({ unread }: Shelf): string | null {
  const updated = unread.filter(({ mark }) => mark === "updated").length;
  const fresh = unread.length - updated;
  const parts = [fresh > 0 && `${fresh} new`, updated > 0 && `${updated} updated`];
  return parts.filter(Boolean).join(", ") || null;
}

function highestOpened(openings: readonly Opened[]): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { entry, revision } of openings) {
    highest.set(entry, Math.max(revision, highest.get(entry) ?? 0));
  }
  return highest;
}

function markOf({ revision }: Entry, opened: number | undefined): SharedEntry["mark"] {
  if (opened === undefined) return "new";
  return opened < revision ? "updated" : "read";
}
