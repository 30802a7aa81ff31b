import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber } from "./days.ts";
import { ticksIn } from "./ticks.ts";

const span = (first: string, last: string) => ({ first: dayNumber(first), last: dayNumber(last) });
const labels = (first: string, last: string, room: number) =>
  ticksIn(span(first, last), room).map(({ label }) => label);

test("four weeks have their Mondays, and every second one where there is less room", () => {
  expect(labels("2026-10-26", "2026-11-22", 5)).toEqual(["26 Oct", "2 Nov", "9 Nov", "16 Nov"]);
  expect(labels("2026-10-26", "2026-11-22", 9)).toEqual(["2 Nov", "16 Nov"]);
});

test("a year has months, and the year where it begins", () => {
  const ticks = labels("2025-11-24", "2026-11-22", 40);
  expect(ticks).toEqual(["2026", "Mar", "May", "Jul", "Sep", "Nov"]);
});

test("ten years have years", () => {
  expect(labels("2016-11-28", "2026-11-22", 700)).toEqual(["2018", "2020", "2022", "2024", "2026"]);
});

test("dates lie inside, in order, and never closer than there is room for", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 8000, max: 25_000 }),
      fc.integer({ min: 27, max: 12_000 }),
      fc.integer({ min: 1, max: 3000 }),
      (first, days, room) => {
        const ticks = ticksIn({ first, last: first + days }, room).map(({ day }) => day);
        for (const [at, day] of ticks.entries()) {
          expect(day).toBeGreaterThanOrEqual(first);
          expect(day).toBeLessThanOrEqual(first + days);
          if (at > 0) expect(day - (ticks[at - 1] ?? 0)).toBeGreaterThanOrEqual(room);
        }
      },
    ),
  );
});
