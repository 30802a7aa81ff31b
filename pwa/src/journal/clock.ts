// Where the clock of the nearest session stands: one pure function, by domain.md 4.2. Hours are counted
// between moments, days on the calendar of the place where the session was.
import { DAY_MS, dayAfter, HOUR_MS, instant, localDate, localDay } from "../time.ts";
import type { Entry } from "./entry.ts";
import { isSession, type SessionEntry } from "./sessions-near.ts";

/**
 * `before`: from the day before. `first_hours`: 0 to 6 hours after the start. `evening`: until the next
 * morning. `next_day`: until 48 hours. `week`: until day 7. `later`: until day 20. `looking_back`: day 21
 * and the week after it.
 */
export type Phase =
  | "before"
  | "first_hours"
  | "evening"
  | "next_day"
  | "week"
  | "later"
  | "looking_back";

export interface Clock {
  phase: Phase;
  /** A plan, as long as nobody has said that it took place. */
  session: SessionEntry;
}

export const FIRST_HOURS = 6;
const NEXT_DAY_HOURS = 12;
/** When a new day counts as begun: the evening's questions end, those of the day after come. */
const MORNING_HOUR = 6;
const WEEK_HOURS = 48;
const WEEK_DAYS = 7;
const LOOKING_BACK_DAY = 21;
const LOOKING_BACK_DAYS = 7;

/** Null when no session is near. `entries` in any order; whatever is no session is left out. */
export function clockAt(entries: readonly Entry[], now: Date): Clock | null {
  const sessions = entries.filter(isSession);
  const clocks = sessions.flatMap((session) => {
    const phase = wasOvertaken(session, sessions) ? null : phaseOf(session, now);
    return phase ? [{ phase, session }] : [];
  });
  // What has just begun comes before all else, and of two the one that began last.
  const going = clocks.filter(({ phase }) => phase === "first_hours" || phase === "evening");
  const choice = going.length > 0 ? going : clocks;
  const distance = ({ session }: Clock) => Math.abs(now.getTime() - instant(session.occurred_at));
  return choice.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** When the questions of the evening end and those of the day after begin; milliseconds since 1970. */
export function nextDayFrom(start: string): number {
  const [year, month, day] = localDay(start).split("-").map(Number) as [number, number, number];
  const morning = new Date(year, month - 1, day + 1, MORNING_HOUR).getTime();
  return Math.max(instant(start) + NEXT_DAY_HOURS * HOUR_MS, morning);
}

function phaseOf({ facts, occurred_at }: SessionEntry, now: Date): Phase | null {
  const hours = (now.getTime() - instant(occurred_at)) / HOUR_MS;
  const today = localDate(now);
  const day = localDay(occurred_at);
  if (hours < 0) return today >= dayAfter(day, -1) ? "before" : null;
  if (hours < FIRST_HOURS) return "first_hours";
  if (now.getTime() < nextDayFrom(occurred_at)) return "evening";
  // Whether a plan took place is asked; until then nothing is built on it.
  if (facts.planned) return null;
  if (hours < WEEK_HOURS) return "next_day";
  if (today <= dayAfter(day, WEEK_DAYS)) return "week";
  if (today < dayAfter(day, LOOKING_BACK_DAY)) return "later";
  return today < dayAfter(day, LOOKING_BACK_DAY + LOOKING_BACK_DAYS) ? "looking_back" : null;
}

/** A plan for which a session was written down on its day, or within a day of it. */
function wasOvertaken(plan: SessionEntry, sessions: readonly SessionEntry[]): boolean {
  if (!plan.facts.planned) return false;
  return sessions.some(
    ({ facts, occurred_at }) =>
      !facts.planned &&
      localDay(occurred_at) === localDay(plan.occurred_at) &&
      Math.abs(instant(occurred_at) - instant(plan.occurred_at)) < DAY_MS,
  );
}
