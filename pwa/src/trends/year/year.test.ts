import { expect, test } from "vitest";
import { dayNumber } from "../days.ts";
import type { Mark, Reading } from "../readings.ts";
import { MONTHS, yearDayInWords, yearDays } from "./year.ts";

const reading = (date: string, mood: number) => ({ day: dayNumber(date), mood }) as Reading;
const mark = (date: string) => ({ day: dayNumber(date), route: "iv" }) as Mark;
const READINGS = [
  reading("2025-12-31", 9),
  reading("2026-01-01", 2),
  reading("2026-01-01", 5),
  reading("2026-12-31", 0),
];

test("a year begins on its first day and ends on its last, and a day has the median of its check-ins", () => {
  const days = yearDays(2026, READINGS, [mark("2026-03-05"), mark("2027-01-01")], "mood");
  expect(days.map(({ month, date, value }) => [month, date, value])).toEqual([
    [0, 0, 3.5],
    [2, 4, null],
    [11, 30, 0],
  ]);
});

test("a day is said with its number, how many check-ins it had, and its session", () => {
  const days = yearDays(2026, READINGS, [mark("2026-03-05")], "mood");
  expect(days.map((day) => yearDayInWords("Mood", day))).toEqual([
    ["Mood 3.5 · 1 January 2026", "The median of 2 check-ins"],
    ["No check-in · 5 March 2026", "session, into a vein (drip)"],
    ["Mood 0 · 31 December 2026", ""],
  ]);
  expect(MONTHS.join(" ")).toBe("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec");
});
