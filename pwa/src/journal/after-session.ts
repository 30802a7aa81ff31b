// What the last session still asks of the day: no driving until a night's sleep and 24 hours have
// passed, whichever takes longer (domain.md, decision sheet: S001 and P04).
import { HOUR_MS, inSentence, instant, localDate, localDay, withOffset } from "../time.ts";
import type { SessionEntry } from "./sessions-near.ts";

const HOURS_WITHOUT_DRIVING = 24;
// When a night's sleep counts as slept. Nothing in the sources names an hour.
const MORNING_HOUR = 6;

/** Milliseconds since 1970. `start` is the session's occurred_at; the hours run from its end. */
export function drivingFrom(start: string, durationMin: number | null): number {
  const end = instant(start) + (durationMin ?? 0) * 60_000;
  const [year, month, day] = localDay(start).split("-").map(Number) as [number, number, number];
  const nextMorning = new Date(year, month - 1, day + 1, MORNING_HOUR).getTime();
  return Math.max(end + HOURS_WITHOUT_DRIVING * HOUR_MS, nextMorning);
}

/** The sentence of domain.md 7.3 while it applies, then null. On the next day it names the hour. */
export function drivingNotice(start: string, durationMin: number | null, now: Date): string | null {
  const from = drivingFrom(start, durationMin);
  if (now.getTime() < instant(start) || now.getTime() >= from) return null;
  const untilTomorrow = localDate(now) === localDay(start);
  const when = untilTomorrow ? "tomorrow" : inSentence(withOffset(new Date(from)), now);
  return `Please do not drive, cycle in traffic or use machinery until ${when}, after a night’s sleep and at least 24 hours.`;
}

/**
 * Of several sessions the notice that lasts longest; null when none applies. A plan whose time has come
 * counts until somebody says that it did not take place.
 */
export function longestDrivingNotice(sessions: readonly SessionEntry[], now: Date): string | null {
  const notices = sessions.flatMap(({ facts, occurred_at }) => {
    const words = drivingNotice(occurred_at, facts.duration_min, now);
    return words ? [{ words, until: drivingFrom(occurred_at, facts.duration_min) }] : [];
  });
  return notices.toSorted((a, b) => b.until - a.until)[0]?.words ?? null;
}
