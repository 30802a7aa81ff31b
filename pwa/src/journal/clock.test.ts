import { afterEach, beforeEach, expect, test } from "vitest";
import { BLANK_SESSION } from "../testing/people.ts";
import { dayAfter, withOffset } from "../time.ts";
import { clockAt, nextDayFrom } from "./clock.ts";
import type { Entry } from "./entry.ts";

const zone = process.env.TZ;
beforeEach(() => {
  process.env.TZ = "Europe/Berlin";
});
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const START = "2026-05-06T10:00:00+02:00";

function session(occurred_at: string, planned = false): Entry {
  return {
    id: occurred_at,
    occurred_at,
    kind: "session",
    facts: { ...BLANK_SESSION, planned },
  } as Entry;
}

/** The phase, and whose it is where there are several. */
function at(now: string, ...entries: Entry[]): string | null {
  const clock = clockAt(entries, new Date(now));
  if (!clock) return null;
  return entries.length > 1 ? `${clock.phase} of ${clock.session.id}` : clock.phase;
}

test.each([
  ["2026-05-04T23:59:59+02:00", null],
  ["2026-05-05T00:00:00+02:00", "before"],
  ["2026-05-06T09:59:59+02:00", "before"],
  ["2026-05-06T10:00:00+02:00", "first_hours"],
  ["2026-05-06T15:59:59+02:00", "first_hours"],
  ["2026-05-06T16:00:00+02:00", "evening"],
  ["2026-05-07T05:59:59+02:00", "evening"],
  ["2026-05-07T06:00:00+02:00", "next_day"],
  ["2026-05-08T09:59:59+02:00", "next_day"],
  ["2026-05-08T10:00:00+02:00", "week"],
  ["2026-05-13T23:59:59+02:00", "week"],
  ["2026-05-14T00:00:00+02:00", "later"],
  ["2026-05-26T23:59:59+02:00", "later"],
  ["2026-05-27T00:00:00+02:00", "looking_back"],
  ["2026-06-02T23:59:59+02:00", "looking_back"],
  ["2026-06-03T00:00:00+02:00", null],
])("a session at ten on 6 May, looked at on %s: %s", (now, phase) => {
  expect(at(now, session(START))).toBe(phase);
});

test("without a session there is no clock, and nothing else starts one", () => {
  expect(at(START)).toBeNull();
  const reflection = { occurred_at: START, kind: "reflection", facts: { kind: "reflection" } };
  expect(at(START, reflection as Entry)).toBeNull();
});

test("after a session late in the evening the night is not yet the next day", () => {
  const late = session("2026-05-06T22:00:00+02:00");
  expect(at("2026-05-07T03:59:59+02:00", late)).toBe("first_hours");
  expect(at("2026-05-07T09:59:59+02:00", late)).toBe("evening");
  expect(at("2026-05-07T10:00:00+02:00", late)).toBe("next_day");
});

test("hours are real hours on the night when the clocks change", () => {
  // 29 March 2026: two o'clock becomes three, so this night is an hour short.
  const before = session("2026-03-28T23:00:00+01:00");
  expect(at("2026-03-29T05:59:59+02:00", before)).toBe("first_hours");
  expect(at("2026-03-29T06:00:00+02:00", before)).toBe("evening");
  expect(at("2026-03-29T12:00:00+02:00", before)).toBe("next_day");
  // 25 October 2026: an hour comes twice. Six in the morning is six on the wall.
  expect(nextDayFrom("2026-10-24T10:00:00+02:00")).toBe(Date.parse("2026-10-25T06:00:00+01:00"));
  expect(nextDayFrom("2026-03-28T10:00:00+01:00")).toBe(Date.parse("2026-03-29T06:00:00+02:00"));
});

test("days are counted on the calendar, also across a change of the clocks", () => {
  const before = session("2026-03-24T10:00:00+01:00");
  expect(at("2026-03-31T23:59:59+02:00", before)).toBe("week");
  expect(at("2026-04-01T00:00:00+02:00", before)).toBe("later");
});

test("a session abroad keeps its own day, and its hours are the same everywhere", () => {
  const abroad = session("2026-05-06T20:00:00-07:00");
  // Five in the morning of the 7th in Berlin.
  expect(at("2026-05-07T04:59:59+02:00", abroad)).toBe("before");
  expect(at("2026-05-07T05:00:00+02:00", abroad)).toBe("first_hours");
  expect(at("2026-05-07T11:00:00+02:00", abroad)).toBe("evening");
  expect(at("2026-05-07T17:00:00+02:00", abroad)).toBe("next_day");
  process.env.TZ = "America/Los_Angeles";
  expect(at("2026-05-06T20:00:00-07:00", abroad)).toBe("first_hours");
  expect(at("2026-05-07T07:59:59-07:00", abroad)).toBe("evening");
  expect(at("2026-05-07T08:00:00-07:00", abroad)).toBe("next_day");
  process.env.TZ = "Pacific/Auckland";
  expect(at("2026-05-07T15:00:00+12:00", abroad)).toBe("first_hours");
});

test("of two sessions near each other the nearer one counts", () => {
  const monday = "2026-05-04T10:00:00+02:00";
  const wednesday = "2026-05-06T10:00:00+02:00";
  const both = [session(monday), session(wednesday, true)];
  expect(at("2026-05-05T09:59:00+02:00", ...both)).toBe(`next_day of ${monday}`);
  expect(at("2026-05-05T10:01:00+02:00", ...both)).toBe(`before of ${wednesday}`);
  expect(at("2026-05-06T10:00:00+02:00", ...both)).toBe(`first_hours of ${wednesday}`);
});

test("what has just begun comes before what is about to", () => {
  const today = "2026-05-06T10:00:00+02:00";
  const tomorrow = "2026-05-07T08:00:00+02:00";
  const both = [session(tomorrow, true), session(today)];
  expect(at("2026-05-06T23:00:00+02:00", ...both)).toBe(`evening of ${today}`);
  expect(at("2026-05-07T07:00:00+02:00", ...both)).toBe(`before of ${tomorrow}`);
});

test("of two on one day the later one counts once it has begun", () => {
  const first = "2026-05-06T09:00:00+02:00";
  const second = "2026-05-06T12:00:00+02:00";
  const both = [session(first), session(second)];
  expect(at("2026-05-06T11:59:00+02:00", ...both)).toBe(`first_hours of ${first}`);
  expect(at("2026-05-06T12:00:00+02:00", ...both)).toBe(`first_hours of ${second}`);
});

test("an old session does not hide what the last one asks", () => {
  const old = session("2026-04-15T10:00:00+02:00");
  expect(at("2026-05-07T12:00:00+02:00", old, session(START))).toBe(`next_day of ${START}`);
  expect(at("2026-05-07T12:00:00+02:00", old)).toBe("looking_back");
});

test("a plan whose time has come has its first hours and its evening, then nothing", () => {
  const plan = session(START, true);
  expect(at("2026-05-06T11:00:00+02:00", plan)).toBe("first_hours");
  expect(at("2026-05-06T20:00:00+02:00", plan)).toBe("evening");
  expect(at("2026-05-07T06:00:00+02:00", plan)).toBeNull();
  expect(at("2026-05-27T12:00:00+02:00", plan)).toBeNull();
});

test("a plan that was written down as done under another hour is overtaken", () => {
  const done = "2026-05-06T09:30:00+02:00";
  expect(at("2026-05-06T11:00:00+02:00", session(START, true), session(done))).toBe(
    `first_hours of ${done}`,
  );
  // One of another day is not.
  const yesterday = "2026-05-05T10:30:00+02:00";
  expect(at("2026-05-06T11:00:00+02:00", session(START, true), session(yesterday))).toBe(
    `first_hours of ${START}`,
  );
});

test("whatever the zone, the clock only ever goes on", () => {
  const order = ["before", "first_hours", "evening", "next_day", "week", "later", "looking_back"];
  const wrong: string[] = [];
  for (const tz of ["America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo"]) {
    process.env.TZ = tz;
    for (const hour of [0, 5, 11, 17, 23]) {
      for (const day of ["2026-03-28", "2026-10-24", "2026-12-31"]) {
        const start = Date.parse(`${day}T${String(hour).padStart(2, "0")}:30:00Z`);
        const entry = session(withOffset(new Date(start)));
        let last = -1;
        for (let h = -47; h < 29 * 24; h += 1) {
          const clock = clockAt([entry], new Date(start + h * 3_600_000));
          const place = clock ? order.indexOf(clock.phase) : -1;
          const outside = h < -20 || h > 26 * 24;
          if (place < 0 ? !outside : place < last) wrong.push(`${tz} ${entry.occurred_at} ${h}`);
          if (place >= 0) last = place;
        }
        expect(last).toBe(6);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(dayAfter("2026-12-31")).toBe("2027-01-01");
});
