// The person's own entries, newest first, so many at a time.
import type { ReadTx } from "../store.ts";
import { dayAfter, instant, localDate, localDay } from "../time.ts";
import type { Entry, Kind } from "./entry.ts";

const FAR_AHEAD = "9999-12-31";
/** Nothing is earlier (domain.md 1.9). */
const EARLIEST = "1990-01-01";
const FIRST_SPAN_DAYS = 60;
/** What belongs to the device or stands for itself, and not to a day of the journal. */
const NOT_WRITTEN: readonly Kind[] = ["contact", "opened", "safety_plan"];

/** At least `count` of them, or all there are; whole days only. */
export async function newest(
  tx: ReadTx,
  author: string,
  count: number,
  now: Date = new Date(),
): Promise<Entry[]> {
  const found: Entry[] = [];
  let last = FAR_AHEAD;
  let first = dayAfter(localDate(now), -FIRST_SPAN_DAYS);
  let span = FIRST_SPAN_DAYS;
  for (;;) {
    const entries = await tx.entriesBetween(first, last);
    found.push(...entries.filter((entry) => isJournal(entry, author)).toReversed());
    if (found.length >= count || first < EARLIEST) return found;
    // Twice as far each time: a gap of years costs a few reads.
    span *= 2;
    last = dayAfter(first, -1);
    first = dayAfter(last, -span);
  }
}

export interface Day {
  day: string;
  entries: Entry[];
}

/** By the person's own calendar, newest first; within a day the latest first. */
export function byDay(entries: readonly Entry[]): Day[] {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = localDay(entry.occurred_at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, entries]) => ({
    day,
    entries: entries.toSorted((a, b) => instant(b.occurred_at) - instant(a.occurred_at)),
  }));
}

export function isJournal({ author, kind }: Entry, self: string): boolean {
  return author === self && !NOT_WRITTEN.includes(kind);
}
