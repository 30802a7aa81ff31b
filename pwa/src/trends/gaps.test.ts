import fc from "fast-check";
import { expect, test } from "vitest";
import { gapsIn, holds, lengthOf } from "./gaps.ts";

test("what lies between, before and behind the days that are there", () => {
  expect(gapsIn([3, 4, 4, 7], { first: 1, last: 9 })).toEqual([
    { first: 1, last: 2 },
    { first: 5, last: 6 },
    { first: 8, last: 9 },
  ]);
  expect(gapsIn([], { first: 1, last: 2 })).toEqual([{ first: 1, last: 2 }]);
  expect(gapsIn([1, 2], { first: 1, last: 2 })).toEqual([]);
});

test("days with a check-in and days in gaps make up the whole time, and never both", () => {
  const days = fc.array(fc.integer({ min: 0, max: 50 })).map((days) => days.sort((a, b) => a - b));
  fc.assert(
    fc.property(days, (days) => {
      const gaps = gapsIn(days, { first: 0, last: 50 });
      const missing = gaps.reduce((sum, gap) => sum + lengthOf(gap), 0);
      expect(missing + new Set(days).size).toBe(51);
      for (const day of days) expect(gaps.some((gap) => holds(gap, day))).toBe(false);
    }),
  );
});
