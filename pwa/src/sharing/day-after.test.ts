import { expect, test } from "vitest";
import type { Entry, Facts } from "../journal/entry.ts";
import { BLANK_SESSION } from "../testing/people.ts";
import { instant } from "../time.ts";
import { uuid7 } from "../uuid.ts";
import { dayAfter, offerOf, sharedBefore } from "./day-after.ts";

const DOSE = "2026-05-06T10:00:00+02:00";
const at = (moment: string) => new Date(moment);

function entry(facts: Facts, more: Partial<Entry> = {}): Entry {
  return { author: "ana", edit: uuid7(), facts, readers: [], ...more } as Entry;
}

function session(planned = false, duration_min: number | null = null, occurred_at = DOSE): Entry {
  return entry({ ...BLANK_SESSION, planned, duration_min }, { occurred_at });
}

test("the day after lasts 24 hours from the end of a session that took place", () => {
  const began = instant(DOSE);
  const hour = 3_600_000;
  expect(dayAfter([session()], at(DOSE))).toEqual({ began, ends: began + 24 * hour });
  expect(dayAfter([session()], at("2026-05-07T09:59:59+02:00"))).not.toBeNull();
  expect(dayAfter([session()], at("2026-05-07T10:00:00+02:00"))).toBeNull();
  expect(dayAfter([session()], at("2026-05-06T09:59:59+02:00"))).toBeNull();
  const long = dayAfter([session(false, 90)], at("2026-05-07T11:00:00+02:00"));
  expect(long?.ends).toBe(began + 25.5 * hour);
});

test("a plan ahead and other entries begin no such day", () => {
  const before = at("2026-05-06T09:59:59+02:00");
  expect(dayAfter([session(true), entry({ kind: "reflection" })], before)).toBeNull();
  expect(dayAfter([entry({ kind: "reflection" })], at(DOSE))).toBeNull();
});

test("a plan whose time has come counts until it is answered", () => {
  expect(dayAfter([session(true)], at(DOSE))?.began).toBe(instant(DOSE));
  expect(dayAfter([session(true)], at("2026-05-07T10:00:00+02:00"))).toBeNull();
});

test("of two sessions close together the later end counts, and the earlier beginning", () => {
  const second = session(false, null, "2026-05-06T20:00:00+02:00");
  expect(dayAfter([second, session()], at("2026-05-06T21:00:00+02:00"))).toEqual({
    began: instant(DOSE),
    ends: instant("2026-05-07T20:00:00+02:00"),
  });
});

test("on that day nobody new is let in, but effects can be shared with anybody", () => {
  const day = { began: 1000, ends: 2000 };
  expect(offerOf("reflection", null, false)).toBe("now");
  expect(offerOf("effects", null, false)).toBe("now");
  expect(offerOf("reflection", day, true)).toBe("or-tomorrow");
  expect(offerOf("reflection", day, false)).toBe("tomorrow");
  expect(offerOf("check_in", day, false)).toBe("tomorrow");
  expect(offerOf("session", day, false)).toBe("tomorrow");
  expect(offerOf("effects", day, false)).toBe("or-tomorrow");
  expect(offerOf("effects", day, true)).toBe("or-tomorrow");
  expect(offerOf("safety_plan", day, false)).toBe("or-tomorrow");
});

test("who was shared with before that day, or has opened something before it, is not new", () => {
  const day = { began: 1_000_000, ends: 2_000_000 };
  const readers = [{ account: "theo", until: null }];
  const before = uuid7(day.began - 1);
  const today = uuid7(day.began);
  const effects: Facts = { kind: "effects", effects: [], signs: [], acting: null, tier: null };
  const opened: Facts = { kind: "opened", number: 1, author: "ana", entry: "e", revision: 1 };
  const is = (...entries: Entry[]) => sharedBefore(entries, "theo", day);

  expect(is()).toBe(false);
  expect(is(entry({ kind: "reflection" }))).toBe(false);
  expect(
    is(entry({ kind: "reflection" }, { readers: [{ account: "mallory", until: null }] })),
  ).toBe(false);
  expect(is(entry({ kind: "reflection" }, { readers, edit: before }))).toBe(true);
  // Edited today: it could only have been shared because theo was let in before.
  expect(is(entry({ kind: "reflection" }, { readers, edit: today }))).toBe(true);
  // Effects shared today say nothing about before.
  expect(is(entry(effects, { readers, edit: today }))).toBe(false);
  expect(is(entry(effects, { readers, edit: before }))).toBe(true);
  expect(is(entry(opened, { author: "theo", edit: before }))).toBe(true);
  expect(is(entry(opened, { author: "theo", edit: today }))).toBe(false);
  expect(is(entry(opened, { author: "mallory", edit: before }))).toBe(false);
});
