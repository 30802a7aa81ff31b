// The worked cases that api/trends is held to as well, and what every journal keeps.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { localDay } from "../../time.ts";
import { dayNumber } from "../days.ts";
import type { Answer, Dose } from "./answers.ts";
import { measureTrend } from "./measure-trend.ts";
import { coursesOf, intervalsOf } from "./series.ts";
import type { Slug } from "./shapes.ts";

interface Case {
  name: string;
  measure: Slug;
  today: string;
  sessions: [id: string, at: string, course?: string][];
  readings: [at: string, value: number][];
  trend: unknown;
  intervals?: unknown;
}

function cases(name: string): Case[] {
  const file = new URL(`../../../../tests/vectors/trends/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")).cases;
}

const moment = (at: string) => ({ day: dayNumber(localDay(at)), ms: Date.parse(at) });

test.each(["before", "after", "sessions"].flatMap(cases))("$name", (worked) => {
  const answers = worked.readings.map(([at, value]) => ({ ...moment(at), value }));
  const doses = worked.sessions.map(([id, at, course = null]) => ({ ...moment(at), id, course }));
  const found = measureTrend(worked.measure, answers, doses, dayNumber(worked.today));
  expect(found).toMatchObject(worked.trend as object);
  if (worked.intervals) {
    const intervals = [...coursesOf(doses)].map(([course, of]) => intervalsOf(course, of));
    expect(intervals).toMatchObject(worked.intervals as object);
  }
});

const at = fc.record({
  day: fc.integer({ min: 20_000, max: 20_100 }),
  minute: fc.integer({ min: 0, max: 1439 }),
});
const placed = ({ day, minute }: { day: number; minute: number }) => ({
  day,
  ms: (day * 1440 + minute) * 60_000,
});
const journals = fc.record({
  answers: fc.array(
    fc
      .tuple(at, fc.integer({ min: 0, max: 10 }))
      .map(([at, value]): Answer => ({ ...placed(at), value })),
    { maxLength: 60 },
  ),
  doses: fc.uniqueArray(
    at.map((at): Dose => ({ ...placed(at), id: JSON.stringify(at), course: null })),
    { maxLength: 6, selector: ({ id }) => id },
  ),
});
const TODAY = 20_150;

test("the order of the entries says nothing", () => {
  fc.assert(
    fc.property(journals, ({ answers, doses }) => {
      const there = measureTrend("mood", answers, doses, TODAY);
      expect(measureTrend("mood", answers.toReversed(), doses.toReversed(), TODAY)).toEqual(there);
    }),
  );
});

test("shifting all dates shifts nothing else", () => {
  const later = <T extends { day: number; ms: number }>(it: T): T => ({
    ...it,
    day: it.day + 400,
    ms: it.ms + 400 * 86_400_000,
  });
  fc.assert(
    fc.property(journals, ({ answers, doses }) => {
      const shifted = measureTrend("mood", answers.map(later), doses.map(later), TODAY + 400);
      const here = measureTrend("mood", answers, doses, TODAY);
      const bare = ({ curves, aligned }: typeof here) => [
        aligned,
        curves.map((curve) => ({ ...curve, day_0: "" })),
      ];
      expect(bare(shifted)).toEqual(bare(here));
    }),
  );
});

test("a day without answers has no value, and none changes another's", () => {
  fc.assert(
    fc.property(journals, fc.integer({ min: 20_000, max: 20_100 }), ({ answers, doses }, gone) => {
      const before = measureTrend("mood", answers, doses, TODAY);
      const left = answers.filter(({ day }) => day !== gone);
      for (const [n, { days }] of measureTrend("mood", left, doses, TODAY).curves.entries()) {
        const curve = before.curves[n];
        const index = gone - dayNumber(curve?.day_0 ?? "");
        expect(days).toEqual(curve?.days.filter(({ day }) => day !== index));
      }
    }),
  );
});
