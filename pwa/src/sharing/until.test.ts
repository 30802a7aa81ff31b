import { afterEach, beforeEach, expect, test } from "vitest";
import { readersAt } from "../journal/entry.ts";
import { endOfDay, lastDayMistake, untilInWords } from "./until.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const NOW = new Date("2026-05-06T22:00:00+02:00");

test("a day ends with its last second, where the person is", () => {
  expect(endOfDay("2026-05-08")).toBe("2026-05-08T23:59:59+02:00");
  // The night in which the clocks go back.
  expect(endOfDay("2026-10-25")).toBe("2026-10-25T23:59:59+01:00");
  expect(endOfDay("")).toBeNull();
});

test("the server says the same moment in its own offset, and it stays the same day", () => {
  expect(untilInWords("2026-05-08T21:59:59Z", NOW)).toBe("until Friday 8 May");
  expect(untilInWords("2026-05-06T21:59:59Z", NOW)).toBe("until today");
});

test("a day that is over is no end", () => {
  expect(lastDayMistake("", NOW)).toBeNull();
  expect(lastDayMistake("2026-05-06", NOW)).toBeNull();
  expect(lastDayMistake("2026-05-05", NOW)).toContain("later day");
  expect(lastDayMistake("20266-05-05", NOW)).toContain("later day");
});

test("whose time is over reads no more", () => {
  const readers = [
    { account: "theo", until: "2026-05-06T20:00:00Z" },
    { account: "tess", until: null },
  ];
  expect(readersAt(readers, NOW.getTime() - 1)).toHaveLength(2);
  expect(readersAt(readers, NOW.getTime())).toEqual([{ account: "tess", until: null }]);
});
