// What it was like before (domain.md 5.2): the median of days' values, from three days on.
import { spreadOf, summaryOf } from "../median.ts";
import { completion, countOf, type Days, type Dose, dayValue, readIn } from "./answers.ts";
import type { Series } from "./series.ts";
import type { Baseline, Usual } from "./shapes.ts";

const COURSE_DAYS = 14;
const SESSION_DAYS = 3;
const NOTICEABLE_POINTS = 2;

/** Days -14 to -1 before a course's first session. */
export function courseBaseline(days: Days, first: Dose): Baseline {
  return baseline(days, first, "course", COURSE_DAYS);
}

/** Days -3 to -1 of a session that stands alone; sessions that overlap have that of their course. */
export function baselineOf(days: Days, series: Series, courseFirst: Dose): Baseline {
  if (series.length > 1) return courseBaseline(days, courseFirst);
  return baseline(days, series[0], "session", SESSION_DAYS);
}

/** From how many points on a change is noticeable: 2, or the baseline's spread where that is larger. */
export function noticeable({ value, spread }: Baseline): number | null {
  return value === null ? null : Math.max(NOTICEABLE_POINTS, spread ?? 0);
}

/** What a stretch of days was usually like; null with too few of them. */
export function usualOf(days: Days, first: number, last: number): Usual | null {
  const read = readIn(days, first, last);
  const { median: value, range } = summaryOf(read.map(dayValue));
  if (value === null) return null;
  const readings = countOf(read);
  return { value, readings, range: range && [...range], completion: completion(days, first, last) };
}

function baseline(days: Days, dose: Dose, of: Baseline["of"], length: number): Baseline {
  const [first, last] = [dose.day - length, dose.day - 1];
  const read = readIn(days, first, last);
  const values = read.map(dayValue);
  const { median: value, range } = summaryOf(values);
  return {
    of,
    value,
    readings: countOf(read),
    range: range && [...range],
    spread: spreadOf(values),
    completion: completion(days, first, last),
  };
}
