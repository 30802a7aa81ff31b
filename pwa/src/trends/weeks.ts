// Weeks, Monday to Sunday, for looking at more than a few months at once.
import { mondayOf } from "./days.ts";
import { MEASURES, type MeasureKey } from "./measures.ts";
import { type Summary, summaryOf } from "./median.ts";
import type { Reading } from "./readings.ts";

export const DAYS_A_WEEK = 7;

export interface Week {
  monday: number;
  /** Never empty. */
  readings: readonly Reading[];
  /** On how many different days. */
  days: number;
  summary: Record<MeasureKey, Summary>;
}

/** Only weeks with a reading: the others are gaps. */
export function weeksOf(readings: readonly Reading[]): Week[] {
  const weeks = Map.groupBy(readings, ({ day }) => mondayOf(day));
  return [...weeks].map(([monday, inIt]) => ({
    monday,
    readings: inIt,
    days: new Set(inIt.map(({ day }) => day)).size,
    summary: Object.fromEntries(
      MEASURES.map(({ key }) => [key, summaryOf(inIt.map((reading) => reading[key]))]),
    ) as Record<MeasureKey, Summary>,
  }));
}
