import { expect, test } from "vitest";
import type { Curve } from "../rules/shapes.ts";
import { gapsInWords } from "./gaps-in-words.ts";
import { lastedInWords, pointInWords } from "./lasted.ts";

const curve = (change: object) =>
  ({ baseline: { value: 3 }, last_session: 0, onset: 1, benefit: null, ...change }) as Curve;

test("what was lost has its day, and what was not is only known to have been there so long", () => {
  const lost = { at_least: 8, lost_on: 9, ended_by: "loss" };
  expect(lastedInWords(curve({ benefit: lost }))).toBe(
    "a change for the better from day 1 on; on day 9 less than half was left",
  );
  const held = { at_least: 7, lost_on: null, ended_by: "next_session" };
  expect(lastedInWords(curve({ benefit: held }))).toBe(
    "a change for the better from day 1 on, seen for at least 7 days; then came the next session",
  );
  expect(lastedInWords(curve({ onset: null }))).toBe("no lasting change for the better seen");
  expect(lastedInWords(curve({ baseline: { value: null } }))).toBe("too few entries before to say");
});

test("a change has its sign in words that a screen reader says", () => {
  const point = { day: 1, on: 1 };
  expect(pointInWords({ ...point, value: 6, change: 3 })).toBe("6 (+3)");
  expect(pointInWords({ ...point, value: 2.5, change: -0.5 })).toBe("2.5 (−0.5)");
  expect(pointInWords({ ...point, value: 3, change: 0 })).toBe("3 (±0)");
  expect(pointInWords({ ...point, value: 3, change: null })).toBe("3");
  expect(pointInWords({ day: 1, on: null, value: null, change: null })).toBe("");
});

test("the gaps between sessions are told as they were", () => {
  const between = { course: null, sessions: [] };
  expect(gapsInWords({ ...between, gaps: [], median: null, range: null })).toContain("One session");
  expect(gapsInWords({ ...between, gaps: [3, 4], median: null, range: null })).toBe(
    "Days between sessions: 3, 4.",
  );
  expect(gapsInWords({ ...between, gaps: [1, 2, 3, 4, 5], median: 3, range: [1, 5] })).toBe(
    "Days between sessions: 1, 2, 3, 4, 5; usually 3, from 1 to 5.",
  );
});
