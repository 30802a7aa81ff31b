// One calendar year as rows of months: what stands where, and what is said of it.
import { dateInWords, dayNumber, dayOf, shortDate } from "../days.ts";
import type { MeasureKey } from "../measures.ts";
import { median } from "../median.ts";
import type { Mark, Reading } from "../readings.ts";
import { said } from "../rules/sentence.ts";
import { counted, sessionInWords } from "../words.ts";

export interface YearDay {
  day: number;
  /** 0 is January. */
  month: number;
  /** 0 is the first. */
  date: number;
  /** The median of the day's check-ins; null when there is none. */
  value: number | null;
  readings: number;
  sessions: readonly Mark[];
}

/** The days of a year that have a check-in or a session, in order. */
export function yearDays(
  year: number,
  readings: readonly Reading[],
  marks: readonly Mark[],
  of: MeasureKey,
): YearDay[] {
  const inYear = ({ day }: { day: number }) => yearOf(day) === year;
  const read = Map.groupBy(readings.filter(inYear), ({ day }) => day);
  const marked = Map.groupBy(marks.filter(inYear), ({ day }) => day);
  return [...new Set([...read.keys(), ...marked.keys()])]
    .sort((a, b) => a - b)
    .map((day) => {
      const values = (read.get(day) ?? []).map((reading) => reading[of]);
      const [, month = 1, date = 1] = dayOf(day).split("-").map(Number);
      const value = values.length > 0 ? median(values) : null;
      const sessions = marked.get(day) ?? [];
      return { day, month: month - 1, date: date - 1, value, readings: values.length, sessions };
    });
}

export function yearOf(day: number): number {
  return Number(dayOf(day).slice(0, 4));
}

/** "Jan" to "Dec". */
export const MONTHS = Array.from({ length: 12 }, (_, n) =>
  shortDate(dayNumber(`2026-${String(n + 1).padStart(2, "0")}-01`)).slice(2),
);

export function yearDayInWords(
  name: string,
  { day, value, readings, sessions }: YearDay,
): readonly [string, string] {
  const felt = value === null ? "No check-in" : `${name} ${said(value)}`;
  const more = readings > 1 ? [`The median of ${counted(readings, "check-in")}`] : [];
  const routes = sessions.map(({ route }) => sessionInWords(route));
  return [`${felt} · ${dateInWords(day)}`, [...more, ...routes].join("; ")];
}
