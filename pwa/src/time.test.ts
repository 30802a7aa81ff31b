import { afterEach, beforeEach, expect, test } from "vitest";
import {
  dayAfter,
  dayInWords,
  fromField,
  inSentence,
  instant,
  inWords,
  localClock,
  localDay,
  toField,
  whenInSentence,
  withOffset,
} from "./time.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("a moment carries the offset of its own season", () => {
  expect(withOffset(new Date("2026-11-22T13:05:09Z"))).toBe("2026-11-22T14:05:09+01:00");
  expect(withOffset(new Date("2026-07-01T12:05:00Z"))).toBe("2026-07-01T14:05:00+02:00");
});

test("west of Greenwich and by half hours too", () => {
  process.env.TZ = "America/St_Johns";
  expect(withOffset(new Date("2026-11-22T12:00:00Z"))).toBe("2026-11-22T08:30:00-03:30");
});

test("a field gives back the moment that was put into it", () => {
  const at = "2026-11-22T14:05:00+01:00";
  expect(fromField(toField(at))).toBe(at);
});

test("a blank or broken field is no moment", () => {
  expect(fromField("")).toBeNull();
  expect(fromField("2026-11")).toBeNull();
});

test("an hour that the clocks skip becomes a real one", () => {
  const at = fromField("2026-03-29T02:30") as string;
  expect(instant(at)).toBe(Date.parse("2026-03-29T01:30:00Z"));
});

test("an entry written abroad keeps its own day and hour", () => {
  const at = "2026-11-22T23:40:00-08:00";
  expect(localDay(at)).toBe("2026-11-22");
  expect(localClock(at)).toBe("23:40");
});

test("days are counted on the calendar, not in hours", () => {
  expect(dayAfter("2026-03-28")).toBe("2026-03-29");
  expect(dayAfter("2026-03-29")).toBe("2026-03-30");
  expect(dayAfter("2027-01-01", -1)).toBe("2026-12-31");
});

test("near days have names, far ones a year", () => {
  const now = new Date("2026-11-22T13:00:00Z");
  expect(inWords("2026-11-22T14:05:00+01:00", now)).toBe("Today, 14:05");
  expect(inWords("2026-11-21T14:05:00+01:00", now)).toBe("Yesterday, 14:05");
  expect(inWords("2026-11-23T09:00:00+01:00", now)).toBe("Tomorrow, 09:00");
  expect(dayInWords("2026-11-20", now)).toBe("Friday 20 November");
  expect(dayInWords("2025-11-20", now)).toBe("Thursday 20 November 2025");
});

test("inside a sentence a near day starts small and a weekday does not", () => {
  const now = new Date("2026-11-22T13:00:00Z");
  const today = "2026-11-22T14:05:00+01:00";
  const friday = "2026-11-20T14:05:00+01:00";
  expect(inSentence(today, now)).toBe("today, 14:05");
  expect(inSentence(friday, now)).toBe("Friday 20 November, 14:05");
  expect(whenInSentence(today, now)).toBe("today, 14:05");
  expect(whenInSentence(friday, now)).toBe("on Friday 20 November, 14:05");
});

test("text that is no moment is refused", () => {
  expect(() => instant("soon")).toThrow();
});
