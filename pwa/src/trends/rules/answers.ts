// One person's days (domain.md 5.2): every answer stands on the day of their own calendar then.
import { median } from "../median.ts";
import type { Completion } from "./shapes.ts";

export interface Moment {
  /** A whole number of days, see ../days.ts: the date that the person's own calendar showed. */
  day: number;
  /** Milliseconds since 1970. */
  ms: number;
}

export interface Answer extends Moment {
  value: number;
}

/** A treatment session that took place, at its start. */
export interface Dose extends Moment {
  id: string;
  course: string | null;
}

export type Days = ReadonlyMap<number, readonly Answer[]>;

/** A day without an answer is not in it: gaps stay gaps. */
export function byDay(answers: readonly Answer[]): Days {
  return Map.groupBy(answers, ({ day }) => day);
}

/** One day's value: the median of that day's answers. */
export function dayValue(answers: readonly Answer[]): number {
  return median(answers.map(({ value }) => value));
}

export function datesFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
}

/** Days with an answer, of the days in the window. */
export function completion(days: Days, first: number, last: number): Completion {
  const window = datesFrom(first, last);
  return { days: window.filter((day) => days.has(day)).length, of: window.length };
}

export function countOf(answers: readonly (readonly Answer[])[]): number {
  return answers.reduce((sum, { length }) => sum + length, 0);
}

/** The days of a window that have answers. */
export function readIn(days: Days, first: number, last: number): (readonly Answer[])[] {
  return datesFrom(first, last).flatMap((day) =>
    [days.get(day) ?? []].filter((of) => of.length > 0),
  );
}
