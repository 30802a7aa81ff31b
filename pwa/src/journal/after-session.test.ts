import { afterEach, beforeEach, expect, test } from "vitest";
import { BLANK_SESSION } from "../testing/people.ts";
import { drivingFrom, drivingNotice, longestDrivingNotice } from "./after-session.ts";
import type { SessionEntry } from "./sessions-near.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const MORNING_SESSION = "2026-11-22T10:00:00+01:00";

function notice(start: string, now: string, minutes: number | null = null): string | null {
  return drivingNotice(start, minutes, new Date(now));
}

test("24 hours count from the end of the session", () => {
  expect(drivingFrom(MORNING_SESSION, null)).toBe(Date.parse("2026-11-23T10:00:00+01:00"));
  expect(drivingFrom(MORNING_SESSION, 60)).toBe(Date.parse("2026-11-23T11:00:00+01:00"));
});

test("a session after midnight waits for the morning after the next night", () => {
  expect(drivingFrom("2026-11-22T01:00:00+01:00", null)).toBe(
    Date.parse("2026-11-23T06:00:00+01:00"),
  );
});

test("on the day of the session it says tomorrow", () => {
  expect(notice(MORNING_SESSION, "2026-11-22T12:00:00+01:00")).toBe(
    "Please do not drive, cycle in traffic or use machinery until tomorrow, after a night’s sleep and at least 24 hours.",
  );
});

test("on the next day it names the hour, and then it is over", () => {
  expect(notice(MORNING_SESSION, "2026-11-23T08:00:00+01:00")).toContain("until today, 10:00,");
  expect(notice(MORNING_SESSION, "2026-11-23T10:00:00+01:00")).toBeNull();
});

test("a session that has not begun asks nothing", () => {
  expect(notice(MORNING_SESSION, "2026-11-22T09:59:00+01:00")).toBeNull();
});

test("of two sessions the one counts after which the wait is longest", () => {
  const session = (occurred_at: string, minutes: number | null, planned = false) =>
    ({
      occurred_at,
      facts: { ...BLANK_SESSION, planned, duration_min: minutes },
    }) as SessionEntry;
  const long = session("2026-11-22T09:00:00+01:00", 180);
  const short = session("2026-11-22T10:00:00+01:00", 45);
  const now = new Date("2026-11-23T09:00:00+01:00");
  expect(longestDrivingNotice([long, short], now)).toContain("until today, 12:00,");
  expect(longestDrivingNotice([short, long], now)).toContain("until today, 12:00,");
  // A plan whose time has come counts until it is answered, one ahead does not.
  expect(
    longestDrivingNotice([session("2026-11-22T10:00:00+01:00", 45, true)], now),
  ).not.toBeNull();
  expect(longestDrivingNotice([session("2026-11-23T10:00:00+01:00", 45, true)], now)).toBeNull();
  expect(longestDrivingNotice([], now)).toBeNull();
});
