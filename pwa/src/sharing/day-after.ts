// Sharing on the day after a dose (domain.md 4.3): judgement may be affected, so the choice can wait
// until tomorrow, and somebody who has read nothing so far is not let in meanwhile. What is about safety
// can be shared with anybody.

import type { Entry, Kind } from "../journal/entry.ts";
import { HOUR_MS, instant } from "../time.ts";
import { madeAt } from "../uuid.ts";

const HOURS_AFTER = 24;
const ABOUT_SAFETY: ReadonlySet<string> = new Set(["effects", "vitals", "measure", "safety_plan"]);

/** In milliseconds since 1970. */
export interface DayAfter {
  began: number;
  ends: number;
}

/** `now`: share; `or-tomorrow`: share, or decide tomorrow; `tomorrow`: not before the day is over. */
export type Offer = "now" | "or-tomorrow" | "tomorrow";

/**
 * The hours during and after sessions; null when none is that near. A plan whose time has come counts
 * until somebody says that it did not take place: on that day few think of saying so.
 */
export function dayAfter(sessions: readonly Entry[], now: Date): DayAfter | null {
  const running = sessions.flatMap(({ facts, occurred_at }) => {
    if (facts.kind !== "session") return [];
    const began = instant(occurred_at);
    const ends = began + (facts.duration_min ?? 0) * 60_000 + HOURS_AFTER * HOUR_MS;
    return began <= now.getTime() && now.getTime() < ends ? [{ began, ends }] : [];
  });
  if (running.length === 0) return null;
  return {
    began: Math.min(...running.map(({ began }) => began)),
    ends: Math.max(...running.map(({ ends }) => ends)),
  };
}

export function offerOf(kind: Kind, day: DayAfter | null, sharedBefore: boolean): Offer {
  if (day === null) return "now";
  return sharedBefore || ABOUT_SAFETY.has(kind) ? "or-tomorrow" : "tomorrow";
}

/**
 * Whether this person was let in before the day began. `entries`: one's own and what that person
 * opened. What was shared today for safety's sake opens the door to nothing else; an entry of another
 * kind can only be shared because the door was open.
 */
export function sharedBefore(entries: readonly Entry[], reader: string, day: DayAfter): boolean {
  return entries.some(({ author, edit, facts, readers }) => {
    if (author === reader) return facts.kind === "opened" && madeAt(edit) < day.began;
    if (!readers.some(({ account }) => account === reader)) return false;
    return !ABOUT_SAFETY.has(facts.kind) || madeAt(edit) < day.began;
  });
}
