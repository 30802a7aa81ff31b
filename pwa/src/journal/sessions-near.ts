// Which session was last, which is next, and how Today speaks of them.
import { DAY_MS, dayAfter, inSentence, instant, localDate, localDay } from "../time.ts";
import type { Entry, Session } from "./entry.ts";

export type SessionEntry = Entry & { facts: Session };

export interface NearSessions {
  /** The last one that took place. */
  last: SessionEntry | null;
  /** The next planned one. */
  next: SessionEntry | null;
  /** A plan of the last days whose hour has passed: nobody has said yet whether it took place. */
  unconfirmed: SessionEntry | null;
}

const DAYS_TO_CONFIRM = 3;

/** `entries` in any order; whatever is no session is left out. */
export function nearSessions(entries: readonly Entry[], now: Date): NearSessions {
  const sessions = entries
    .filter(isSession)
    .toSorted((a, b) => instant(a.occurred_at) - instant(b.occurred_at));
  const ms = now.getTime();
  const last = sessions.findLast((s) => !s.facts.planned && instant(s.occurred_at) <= ms) ?? null;
  const plans = sessions.filter((s) => s.facts.planned);
  // A plan older than the last session, or on its day, was overtaken by it.
  const overdue = plans.findLast((s) => instant(s.occurred_at) <= ms);
  const open =
    overdue &&
    ms - instant(overdue.occurred_at) < DAYS_TO_CONFIRM * DAY_MS &&
    (!last || localDay(last.occurred_at) < localDay(overdue.occurred_at));
  return {
    last,
    next: plans.find((s) => instant(s.occurred_at) > ms) ?? null,
    unconfirmed: open ? overdue : null,
  };
}

export function isSession(entry: Entry): entry is SessionEntry {
  return entry.facts.kind === "session";
}

/** The heading of Today: one calm sentence that knows how near a session is. */
export function headingFor({ last, next }: NearSessions, now: Date): string {
  const today = localDate(now);
  const lastDay = last && localDay(last.occurred_at);
  const nextDay = next && localDay(next.occurred_at);
  if (lastDay === today) return "Your session was today. Take it slowly.";
  if (nextDay === today || nextDay === dayAfter(today)) {
    return `Your session is ${inSentence(next?.occurred_at ?? "", now)}.`;
  }
  if (lastDay === dayAfter(today, -1)) return "Your session was yesterday. How is it today?";
  return "How are things right now?";
}
