import { expect, test } from "vitest";
import { madeAt, uuid7 } from "./uuid.ts";

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("an id is a UUID of version 7 and carries its time", () => {
  expect(uuid7(0x0123456789ab)).toMatch(/^01234567-89ab-7/);
  for (let n = 0; n < 1000; n++) expect(uuid7()).toMatch(VERSION_7);
});

test("no two ids are the same, even in one millisecond", () => {
  expect(new Set(Array.from({ length: 10_000 }, () => uuid7(1))).size).toBe(10_000);
});

test("a clock before 1970 still makes ids", () => {
  expect(uuid7(-1)).toMatch(VERSION_7);
});

test("the time comes back out of an id", () => {
  expect(madeAt(uuid7(1_790_000_000_123))).toBe(1_790_000_000_123);
  expect(madeAt(uuid7(0))).toBe(0);
});
