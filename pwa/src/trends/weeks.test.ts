import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "./days.ts";
import type { Reading } from "./readings.ts";
import { weeksOf } from "./weeks.ts";

function reading(date: string, mood: number): Reading {
  const day = dayNumber(date);
  return {
    id: `${date} ${mood}`,
    day,
    clock: "12:00",
    at: day + 0.5,
    ms: (day + 0.5) * 86_400_000,
    mood,
    anxiety: 0,
    energy: 10,
  };
}

test("a week runs from Monday to Sunday", () => {
  const weeks = weeksOf([
    reading("2026-11-15", 1),
    reading("2026-11-16", 4),
    reading("2026-11-22", 8),
    reading("2026-11-22", 5),
    reading("2026-12-07", 2),
  ]);
  expect(weeks.map(({ monday, readings, days }) => [monday, readings.length, days])).toEqual([
    [dayNumber("2026-11-09"), 1, 1],
    [dayNumber("2026-11-16"), 3, 2],
    [dayNumber("2026-12-07"), 1, 1],
  ]);
  expect(weeks[1]?.summary.mood).toEqual({ count: 3, median: 5, range: null });
  expect(weeks[0]?.summary.mood.median).toBeNull();
});

test("no reading is lost or counted twice, and a week without one is not there", () => {
  const readings = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 10 })))
    .map((some) => some.sort(([a], [b]) => a - b))
    .map((some) =>
      some.map(([days, mood]) => {
        const date = new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10);
        return reading(date, mood);
      }),
    );
  fc.assert(
    fc.property(readings, (readings) => {
      const weeks = weeksOf(readings);
      expect(weeks.flatMap((week) => week.readings)).toEqual(readings);
      for (const { monday, readings, days } of weeks) {
        expect(readings.length).toBeGreaterThan(0);
        expect(days).toBeLessThanOrEqual(Math.min(7, readings.length));
        for (const { day } of readings) expect(day - monday).toBeLessThan(7);
        for (const { day } of readings) expect(day).toBeGreaterThanOrEqual(monday);
      }
    }),
  );
});
