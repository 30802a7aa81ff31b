import { afterEach, beforeEach, expect, test } from "vitest";
import type { Entry } from "./entry.ts";
import { headingFor, nearSessions } from "./sessions-near.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const NOON = new Date("2026-11-22T12:00:00+01:00");

function session(id: string, occurred_at: string, planned = false): Entry {
  const facts = { kind: "session", planned, route: null, product: null, dose_mg: null };
  return { id, occurred_at, kind: "session", facts: { ...facts, duration_min: null } } as Entry;
}

function near(...entries: Entry[]) {
  const { last, next, unconfirmed } = nearSessions(entries, NOON);
  return [last?.id, next?.id, unconfirmed?.id];
}

test("without sessions there is none near", () => {
  expect(near()).toEqual([undefined, undefined, undefined]);
});

test("last is the latest that took place, next the first that is planned", () => {
  expect(
    near(
      session("later", "2026-12-01T10:00:00+01:00", true),
      session("older", "2026-11-01T10:00:00+01:00"),
      session("latest", "2026-11-20T10:00:00+01:00"),
      session("soon", "2026-11-25T10:00:00+01:00", true),
    ),
  ).toEqual(["latest", "soon", undefined]);
});

test("moments are compared, not texts", () => {
  expect(
    near(
      session("east", "2026-11-22T11:30:00+09:00"),
      session("west", "2026-11-21T23:00:00-08:00"),
    ),
  ).toEqual(["west", undefined, undefined]);
});

test("a plan whose hour has passed asks to be confirmed, for three days", () => {
  expect(near(session("plan", "2026-11-22T10:00:00+01:00", true))[2]).toBe("plan");
  expect(near(session("plan", "2026-11-19T11:00:00+01:00", true))[2]).toBeUndefined();
});

test("a session written down on the same day has overtaken the plan", () => {
  expect(
    near(
      session("plan", "2026-11-22T10:00:00+01:00", true),
      session("done", "2026-11-22T09:45:00+01:00"),
    )[2],
  ).toBeUndefined();
});

test("the heading knows the day of the session, the day before and the day after", () => {
  const heading = (...entries: Entry[]) => headingFor(nearSessions(entries, NOON), NOON);
  expect(heading()).toBe("How are things right now?");
  expect(heading(session("a", "2026-11-22T10:00:00+01:00"))).toMatch(/^Your session was today\./);
  expect(heading(session("a", "2026-11-21T10:00:00+01:00"))).toMatch(
    /^Your session was yesterday\./,
  );
  expect(heading(session("a", "2026-11-23T09:30:00+01:00", true))).toBe(
    "Your session is tomorrow, 09:30.",
  );
  expect(heading(session("a", "2026-11-10T10:00:00+01:00"))).toBe("How are things right now?");
});
