import fc from "fast-check";
import { expect, test } from "vitest";
import type { Entry, Mood } from "../journal/entry.ts";
import { moodOf } from "../store.ts";
import { localDay } from "../time.ts";
import { dayNumber, dayOf, mondayOf } from "./days.ts";
import { marksOf, readingsOf } from "./readings.ts";
import { segments } from "./segments.ts";

/** The row of the light store, made as the store makes it. */
function mood(occurred_at: string, id = occurred_at, author = "ana"): Mood {
  const facts = { kind: "check_in", mood: 6, anxiety: 3, energy: 5 };
  const row = moodOf({ author, id, occurred_at, day: localDay(occurred_at), facts } as Entry);
  if (!row) throw new Error("not a check-in");
  return row;
}

const dates = (moods: Mood[]) => readingsOf(moods, "ana").map(({ day }) => dayOf(day));

test("a check-in belongs to the day on the person's own calendar, wherever that was", () => {
  // One instant apart by a minute, on three different dates of the world.
  expect(dates([mood("2026-11-22T23:59:00-10:00")])).toEqual(["2026-11-22"]);
  expect(dates([mood("2026-11-23T10:00:00+00:00")])).toEqual(["2026-11-23"]);
  expect(dates([mood("2026-11-24T00:01:00+14:00")])).toEqual(["2026-11-24"]);
});

test("a day in which the clocks change is as wide as any other, and no gap", () => {
  // Berlin, 24 to 26 October 2026: the 25th has 25 hours. And 28 to 30 March: the 29th has 23.
  for (const [before, day, after] of [
    ["2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00", "2026-10-26T12:00:00+01:00"],
    ["2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00", "2026-03-30T12:00:00+02:00"],
  ] as const) {
    const readings = readingsOf([mood(before), mood(day), mood(after)], "ana");
    expect(readings.map(({ at }) => at - (readings[0]?.at ?? 0))).toEqual([0, 1, 2]);
    expect(segments(readings, ({ day }) => day)).toHaveLength(1);
  }
});

test("in the hour that comes twice the line never runs backwards", () => {
  const first = mood("2026-10-25T02:40:00+02:00");
  const second = mood("2026-10-25T02:10:00+01:00");
  const readings = readingsOf([second, first], "ana");
  expect(readings.map(({ clock }) => clock)).toEqual(["02:10", "02:40"]);
});

test("readings stand from left to right within their own day, whatever the offsets", () => {
  const moment = fc.record({
    utc: fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
    offset: fc.integer({ min: -12 * 4, max: 14 * 4 }),
  });
  fc.assert(
    fc.property(fc.array(moment), (moments) => {
      const moods = moments.map(({ utc, offset }, at) => mood(inOffset(utc, offset * 15), `${at}`));
      const readings = readingsOf(moods, "ana");
      expect(readings).toHaveLength(moods.length);
      for (const [at, reading] of readings.entries()) {
        const source = moods[Number(reading.id)];
        expect(dayOf(reading.day)).toBe(source?.day);
        expect(Math.floor(reading.at)).toBe(reading.day);
        expect(reading.at).toBeGreaterThanOrEqual(readings[at - 1]?.at ?? 0);
      }
    }),
  );
});

test("somebody else's check-ins and plans are not drawn", () => {
  expect(readingsOf([mood("2026-11-22T10:00:00+01:00", "a", "theo")], "ana")).toEqual([]);
  const session = (id: string, planned: boolean, author = "ana") =>
    ({
      author,
      id,
      occurred_at: "2026-11-20T10:30:00+01:00",
      facts: { kind: "session", planned, route: "nasal" },
      session: "c",
    }) as Entry;
  const marks = marksOf(
    [session("a", false), session("b", true), session("c", false, "theo")],
    "ana",
  );
  expect(marks).toEqual([
    {
      id: "a",
      day: dayNumber("2026-11-20"),
      clock: "10:30",
      at: marks[0]?.at,
      ms: Date.parse("2026-11-20T09:30:00Z"),
      route: "nasal",
      course: "c",
    },
  ]);
  expect((marks[0]?.at ?? 0) % 1).toBeCloseTo(10.5 / 24);
});

test("days are counted without gaps, and weeks begin on Mondays", () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
      expect(dayNumber(dayOf(day))).toBe(day);
      expect(new Date(`${dayOf(mondayOf(day))}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(day - mondayOf(day)).toBeLessThan(7);
      expect(mondayOf(day)).toBeLessThanOrEqual(day);
    }),
  );
});

function inOffset(utc: number, minutes: number): string {
  const wall = new Date(utc + minutes * 60_000).toISOString().slice(0, 19);
  const size = Math.abs(minutes);
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  return `${wall}${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}
