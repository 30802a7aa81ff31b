// What the arrow keys move through and the table lists: exactly what is drawn, from left to right.

import { mondayOf } from "./days.ts";
import { leftToRight, type Mark, type Reading } from "./readings.ts";
import { DAYS_A_WEEK, type Week } from "./weeks.ts";

export type Stop =
  | { kind: "reading"; at: number; reading: Reading }
  | { kind: "session"; at: number; mark: Mark }
  /** A week with check-ins, with sessions, or with both. */
  | { kind: "week"; at: number; monday: number; week: Week | null; marks: readonly Mark[] };

/** What lies in the period. */
export interface Drawn {
  readings: readonly Reading[];
  marks: readonly Mark[];
  /** Null when single days are drawn. */
  weeks: readonly Week[] | null;
}

export function stopsIn({ readings, marks, weeks }: Drawn): Stop[] {
  return weeks ? weekStops(weeks, marks) : dayStops(readings, marks);
}

function dayStops(readings: readonly Reading[], marks: readonly Mark[]): Stop[] {
  const stops: Stop[] = [
    ...marks.map((mark): Stop => ({ kind: "session", at: mark.at, mark })),
    ...readings.map((reading): Stop => ({ kind: "reading", at: reading.at, reading })),
  ];
  return stops.sort(leftToRight);
}

function weekStops(weeks: readonly Week[], marks: readonly Mark[]): Stop[] {
  const read = new Map(weeks.map((week) => [week.monday, week]));
  const marked = Map.groupBy(marks, ({ day }) => mondayOf(day));
  return [...new Set([...read.keys(), ...marked.keys()])]
    .sort((a, b) => a - b)
    .map((monday) => ({
      kind: "week",
      at: monday + DAYS_A_WEEK / 2,
      monday,
      week: read.get(monday) ?? null,
      marks: marked.get(monday) ?? [],
    }));
}
