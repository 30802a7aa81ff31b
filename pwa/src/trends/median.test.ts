import fc from "fast-check";
import { expect, test } from "vitest";
import { LEAST_FOR_A_MEDIAN, LEAST_FOR_A_RANGE, median, summaryOf } from "./median.ts";

const answers = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 });

test.each([
  [[5], 5],
  [[2, 9], 5.5],
  [[10, 0, 3], 3],
  [[4, 4, 5, 10], 4.5],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test("at least half of the values lie on either side of the median, and it is a whole or a half", () => {
  fc.assert(
    fc.property(answers, (values) => {
      const middle = median(values);
      const half = values.length / 2;
      expect(values.filter((value) => value <= middle).length).toBeGreaterThanOrEqual(half);
      expect(values.filter((value) => value >= middle).length).toBeGreaterThanOrEqual(half);
      expect(Number.isInteger(middle * 2)).toBe(true);
    }),
  );
});

test("the order of the values says nothing, and they stay as they are", () => {
  fc.assert(
    fc.property(answers, (values) => {
      const before = [...values];
      expect(median(values.toReversed())).toBe(median(values));
      expect(values).toEqual(before);
    }),
  );
});

test("below three values there is no median, below five no range", () => {
  fc.assert(
    fc.property(answers, (values) => {
      const { count, median, range } = summaryOf(values);
      expect(count).toBe(values.length);
      expect(median === null).toBe(values.length < LEAST_FOR_A_MEDIAN);
      expect(range === null).toBe(values.length < LEAST_FOR_A_RANGE);
      if (range) expect(range).toEqual([Math.min(...values), Math.max(...values)]);
    }),
  );
  expect([LEAST_FOR_A_MEDIAN, LEAST_FOR_A_RANGE]).toEqual([3, 5]);
});
