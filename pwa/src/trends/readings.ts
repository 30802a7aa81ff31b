// What the chart is drawn from: check-ins and treatment sessions on the person's own calendar.
import type { Entry, Mood, Route } from "../journal/entry.ts";
import { instant, localClock, localDay } from "../time.ts";
import { dayNumber } from "./days.ts";
import type { MeasureKey } from "./measures.ts";

/** A place on the chart: the day and hour that the person's own calendar and wall showed. */
export interface Place {
  id: string;
  /** A whole number of days, see days.ts. */
  day: number;
  /** "14:05". */
  clock: string;
  /** The day and the part of it that had passed: 20780.5 is noon of day 20780. */
  at: number;
  /** Milliseconds since 1970: which of two came first, wherever they were. */
  ms: number;
}

export interface Reading extends Place, Record<MeasureKey, number> {}

export interface Mark extends Place {
  /** Null when the person did not say. */
  route: Route | null;
  /** The course that it is part of, if any. */
  course: string | null;
}

/** In the order in which they are drawn, from left to right. */
export function readingsOf(moods: readonly Mood[], author: string): Reading[] {
  return moods
    .filter((mood) => mood.author === author)
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, at, day, clock, mood, anxiety, energy }) => ({
      ...placed(id, day, clock, at),
      mood,
      anxiety,
      energy,
    }))
    .toSorted(leftToRight);
}

/** Sessions that took place; a plan is not one yet. */
export function marksOf(sessions: readonly Entry[], author: string): Mark[] {
  return sessions
    .flatMap(({ id, author: by, occurred_at, facts, session }) =>
      by === author && facts.kind === "session" && !facts.planned
        ? [
            {
              ...placed(id, localDay(occurred_at), localClock(occurred_at), instant(occurred_at)),
              route: facts.route,
              course: session,
            },
          ]
        : [],
    )
    .toSorted(leftToRight);
}

// Who flies west, or sets the clock back, sees an hour twice: the wall clock decides where a dot
// stands, and since sorting is stable two at the same minute keep the order in which they were made.
export function leftToRight(a: Pick<Place, "at">, b: Pick<Place, "at">): number {
  return a.at - b.at;
}

function placed(id: string, date: string, clock: string, ms: number): Place {
  const day = dayNumber(date);
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return { id, day, clock, at: day + (hours * 60 + minutes) / (24 * 60), ms };
}
