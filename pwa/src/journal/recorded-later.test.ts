import { expect, test } from "vitest";
import { DAY_MS, withOffset } from "../time.ts";
import { uuid7 } from "../uuid.ts";
import { recordedLater } from "./recorded-later.ts";

const HAPPENED = Date.parse("2026-05-06T10:00:00Z");
const occurred_at = "2026-05-06T12:00:00+02:00";
const written = (ms: number) => recordedLater({ id: uuid7(ms), occurred_at });

test("what is first written down more than 30 days later is marked, with its day", () => {
  expect(written(HAPPENED)).toBeNull();
  expect(written(HAPPENED + 30 * DAY_MS)).toBeNull();
  const late = HAPPENED + 30 * DAY_MS + 1000;
  expect(written(late)).toBe(withOffset(new Date(late)));
});

test("what was planned ahead is not", () => {
  expect(written(HAPPENED - 90 * DAY_MS)).toBeNull();
});
