import { expect, test } from "vitest";
import type { SessionEntry } from "../journal/sessions-near.ts";
import type { MeasureEntry } from "./filled-in.ts";
import { GAP_DAYS, proposalsFor } from "./proposals.ts";
import { SHIPPED } from "./shipped.ts";

const FIRST = new Date(2026, 2, 2, 9, 0);

/** So many days after the first session. */
function day(days: number, hour = 10): Date {
  return new Date(FIRST.getFullYear(), FIRST.getMonth(), FIRST.getDate() + days, hour);
}

function at(days: number): string {
  const date = day(days);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T10:00:00`;
}

function session(days: number, planned = false): SessionEntry {
  return { occurred_at: at(days), facts: { kind: "session", planned } } as SessionEntry;
}

function filled(slug: string, days: number): MeasureEntry {
  return { occurred_at: at(days), facts: { kind: "measure", instrument: slug } } as MeasureEntry;
}

function proposed(now: Date, sessions: SessionEntry[], measures: MeasureEntry[] = []): string[] {
  return proposalsFor(sessions, measures, now).map(({ slug }) => slug);
}

const COURSE = [0, 3, 7, 10, 14, 17].map((days) => session(days));

test("without a session nothing is proposed", () => {
  expect(proposed(day(0), [])).toEqual([]);
});

test("before the first session one of each, in the seven days before and not sooner", () => {
  const planned = [session(0, true)];
  expect(proposed(day(-8), planned)).toEqual([]);
  expect(proposed(day(-7), planned)).toEqual(["phq_9", "gad_7", "pcl_5"]);
  expect(proposed(day(-1), planned, [filled("phq_9", -6)])).toEqual(["gad_7", "pcl_5"]);
  expect(proposed(day(-1), planned, [filled("phq_9", -10)])).toContain("phq_9");
  expect(proposed(day(-7, 12), planned, [filled("phq_9", -10)])).not.toContain("phq_9");
});

test("on a day with a session nothing is proposed", () => {
  for (const days of [0, 3, 17]) expect(proposed(day(days), COURSE)).toEqual([]);
});

test("in the first four weeks the PHQ-9 once a week at most, the GAD-7 every two weeks", () => {
  expect(proposed(day(1), COURSE, [filled("phq_9", -3), filled("gad_7", -3)])).toEqual([]);
  expect(proposed(day(4), COURSE, [filled("phq_9", -3), filled("gad_7", -3)])).toEqual(["phq_9"]);
  expect(proposed(day(11), COURSE, [filled("phq_9", 5), filled("gad_7", -3)])).toEqual(["gad_7"]);
});

test("at the end of the first four weeks one of each; the PCL-5 for who has used it", () => {
  const before = [filled("phq_9", 20), filled("gad_7", 16)];
  expect(proposed(day(28), COURSE, before)).toEqual(["phq_9", "gad_7"]);
  expect(proposed(day(29), COURSE, [...before, filled("pcl_5", -2)])).toEqual([
    "phq_9",
    "gad_7",
    "pcl_5",
  ]);
  expect(proposed(day(30), COURSE, [filled("phq_9", 28), filled("gad_7", 29)])).toEqual([]);
});

test("where a course says what it is for, the PCL-5 follows it", () => {
  const proposed = (now: Date, trauma: boolean) =>
    proposalsFor(COURSE, [filled("pcl_5", -60)], now, trauma).map(({ slug }) => slug);
  expect(proposed(day(-3), true)).toContain("pcl_5");
  expect(proposed(day(-3), false)).toEqual(["phq_9", "gad_7"]);
  expect(proposed(day(29), true)).toContain("pcl_5");
  expect(proposed(day(29), false)).toEqual(["phq_9", "gad_7"]);
});

test("in weeks 5 to 12 the PHQ-9 every two weeks", () => {
  expect(proposed(day(41), COURSE, [filled("phq_9", 28)])).toEqual([]);
  expect(proposed(day(42), COURSE, [filled("phq_9", 28)])).toEqual(["phq_9"]);
});

test("later once a month, and within three days before a session, never within the minimum gap", () => {
  const kept = [...COURSE, session(45), session(75), session(105), session(135, true)];
  expect(proposed(day(110), kept, [filled("phq_9", 90)])).toEqual([]);
  expect(proposed(day(120), kept, [filled("phq_9", 90)])).toEqual(["phq_9"]);
  expect(proposed(day(131), kept, [filled("phq_9", 120)])).toEqual([]);
  expect(proposed(day(133), kept, [filled("phq_9", 120)])).toEqual(["phq_9"]);
  expect(proposed(day(133), kept, [filled("phq_9", 128)])).toEqual([]);
});

test("a course that is long over, and one that is far ahead, ask for nothing", () => {
  expect(proposed(day(17 + 90), COURSE)).toEqual([]);
  expect(proposed(day(60), [...COURSE, session(200, true)], [filled("phq_9", 20)])).toEqual([
    "phq_9",
  ]);
  expect(proposed(day(195), [...COURSE, session(200, true)])).toEqual(["phq_9", "gad_7", "pcl_5"]);
});

test("nothing it says presses or blames", () => {
  const said = [-3, 1, 28, 42, 84].flatMap((days) => proposalsFor(COURSE, [], day(days)));
  expect(said.length).toBeGreaterThan(5);
  for (const { why } of said)
    expect(why).not.toMatch(/due|overdue|miss|late|must|should|streak|!/i);
});

test("the gaps are those of the questionnaires", () => {
  for (const [slug, days] of Object.entries(GAP_DAYS)) {
    expect(SHIPPED.find((one) => one.slug === slug)?.gap_days).toBe(days);
  }
});
