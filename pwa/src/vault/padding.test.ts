import fc from "fast-check";
import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/padding.json";
import { bucket, padded } from "./padding.ts";

test.each(vectors.buckets)("%i bytes fill a bucket of %i, as in Python", (length, size) => {
  expect(bucket(length ?? 0)).toBe(size);
});

test("a bucket holds what it is for, and from 4 kB on wastes no more than 12 %", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300_000 }), (length) => {
      const size = bucket(length);
      expect(size).toBeGreaterThanOrEqual(length);
      expect(size).toBeGreaterThanOrEqual(256);
      if (length > 4096) expect(size).toBeLessThan(length * 1.12);
      expect(bucket(size)).toBe(size);
    }),
  );
});

test("every text fills its bucket to the last byte and comes back unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (text) => {
      const plain = padded({ v: 1, text });
      expect(plain.length).toBe(bucket(plain.length));
      const { v, text: back, pad } = JSON.parse(new TextDecoder().decode(plain));
      expect([v, back, pad.trim()]).toEqual([1, text, ""]);
    }),
  );
});

test("what it counts is bytes, not characters", () => {
  expect(padded({ text: "a".repeat(220) }).length).toBe(256);
  expect(padded({ text: "é".repeat(220) }).length).toBe(512);
  expect(padded({ text: "🦋".repeat(220) }).length).toBe(1024);
});
