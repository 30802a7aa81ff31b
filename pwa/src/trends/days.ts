// Days as whole numbers, so that a chart can count them. Calendar days only: a night in which the
// clocks change is as wide as any other.
import { DAY_MS, longDay } from "../time.ts";

/** Whole days since 1 January 1970 of a day such as "2026-11-22". */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** "2026-11-22". */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The Monday of that day's week. */
export function mondayOf(number: number): number {
  // 1 January 1970 was a Thursday.
  const sinceMonday = (((number + 3) % 7) + 7) % 7;
  return number - sinceMonday;
}

/** "20 November 2026". */
export function dateInWords(number: number): string {
  const words = longDay(dayOf(number), true);
  return words.slice(words.indexOf(" ") + 1);
}

/** "20 Nov". */
export function shortDate(number: number): string {
  const [date = "", month = ""] = dateInWords(number).split(" ");
  return `${date} ${month.slice(0, 3)}`;
}
