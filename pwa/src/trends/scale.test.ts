import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest, scaleOf } from "./scale.ts";

const box = { left: 5, right: 323, top: 20, bottom: 132 };

test("10 is at the top and 0 at the bottom, and the last day is wholly inside", () => {
  const { x, y, pxPerDay } = scaleOf({ first: 100, last: 127 }, box);
  expect([y(10), y(5), y(0)]).toEqual([20, 76, 132]);
  expect(x(100)).toBe(5);
  expect(x(128)).toBeCloseTo(323);
  expect(pxPerDay * 28).toBeCloseTo(318);
});

test("what is later stands farther right, what is higher stands higher", () => {
  const span = fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 4_000 }));
  fc.assert(
    fc.property(span, fc.double({ min: 0, max: 0.99, noNaN: true }), ([first, days], part) => {
      const { x, y } = scaleOf({ first, last: first + days }, box);
      const at = first + part * (days + 1);
      expect(x(at)).toBeGreaterThanOrEqual(box.left);
      expect(x(at)).toBeLessThanOrEqual(box.right);
      expect(x(at + 0.001)).toBeGreaterThan(x(at));
      for (let value = 1; value <= 10; value++) expect(y(value)).toBeLessThan(y(value - 1));
    }),
  );
});

test("the nearest is the nearest, and there is none among none", () => {
  expect(nearest([], 5)).toBeNull();
  const places = fc.array(fc.integer({ min: 0, max: 330 }), { minLength: 1 });
  fc.assert(
    fc.property(places, fc.integer({ min: -50, max: 400 }), (places, to) => {
      const found = places[nearest(places, to) ?? -1] ?? Number.NaN;
      for (const place of places) {
        expect(Math.abs(found - to)).toBeLessThanOrEqual(Math.abs(place - to));
      }
    }),
  );
});
