import fc from "fast-check";
import { expect, test } from "vitest";
import { segments } from "./segments.ts";

const days = fc
  .array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 })
  .map((days) => days.sort((a, b) => a - b));
const same = (day: number) => day;

test("the line joins one day with the next, and breaks at a day without a check-in", () => {
  expect(segments([1, 2, 2, 3, 5, 6, 9], same)).toEqual([[1, 2, 2, 3], [5, 6], [9]]);
  expect(segments([], same)).toEqual([]);
});

test("every point is in exactly one run, in its order", () => {
  fc.assert(
    fc.property(days, (days) => {
      expect(segments(days, same).flat()).toEqual(days);
    }),
  );
});

test("no run crosses a gap, and no two runs could have been one", () => {
  fc.assert(
    fc.property(days, (days) => {
      const runs = segments(days, same);
      for (const run of runs) {
        const [first = 0, last = 0] = [run[0], run.at(-1)];
        for (let day = first; day <= last; day++) expect(run).toContain(day);
      }
      for (const [at, run] of runs.slice(1).entries()) {
        expect((run[0] ?? 0) - (runs[at]?.at(-1) ?? 0)).toBeGreaterThan(1);
      }
    }),
  );
});
