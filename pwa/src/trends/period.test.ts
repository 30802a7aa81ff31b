import fc from "fast-check";
import { expect, test } from "vitest";
import { dayNumber, dayOf, mondayOf } from "./days.ts";
import { lengthOf } from "./gaps.ts";
import {
  addressOf,
  around,
  earlier,
  knownOf,
  later,
  type Period,
  periodAt,
  RANGES,
  type View,
  viewIn,
} from "./period.ts";

const TODAY = dayNumber("2026-11-22");
const TEN_YEARS = knownOf([dayNumber("2016-11-30"), TODAY], TODAY);
const dates = ({ first, last }: Period) => [dayOf(first), dayOf(last)];
const view = (range: View["range"], end: number | null = null): View => ({
  range,
  end,
  table: false,
});

test("the last four weeks end today, and are shown day by day", () => {
  const period = periodAt(view("4-weeks"), TEN_YEARS);
  expect(dates(period)).toEqual(["2026-10-26", "2026-11-22"]);
  expect(period.weekly).toBe(false);
});

test("three months are shown day by day, a year and more by whole weeks", () => {
  expect(periodAt(view("3-months"), TEN_YEARS)).toMatchObject({ weekly: false });
  expect(lengthOf(periodAt(view("3-months"), TEN_YEARS))).toBe(91);
  const year = periodAt(view("1-year"), TEN_YEARS);
  expect([year.weekly, lengthOf(year)]).toEqual([true, 364]);
  const all = periodAt(view("all"), TEN_YEARS);
  expect(dates(all)).toEqual(["2016-11-28", "2026-11-22"]);
  expect(all.weekly).toBe(true);
});

test("all of a short journal is still four weeks wide, and shown day by day", () => {
  const period = periodAt(view("all"), knownOf([TODAY - 3], TODAY));
  expect([lengthOf(period), period.weekly]).toEqual([28, false]);
});

test("a check-in from where tomorrow has begun is not left out", () => {
  const known = knownOf([TODAY + 1], TODAY);
  expect(periodAt(view("4-weeks"), known).last).toBe(TODAY + 1);
});

test("a clock that was years ahead does not move the present, but can be reached", () => {
  const known = knownOf([TODAY, TODAY + 3650], TODAY);
  const now = periodAt(view("4-weeks"), known);
  expect(now.last).toBe(TODAY);
  expect(later(view("4-weeks"), now, known)).not.toBeNull();
});

test("earlier and later walk over every day once, and stop at both ends", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("4-weeks", "3-months", "1-year" as const),
      fc.integer({ min: 0, max: 2000 }),
      (range, age) => {
        const known = knownOf([TODAY - age], TODAY);
        let at: View = { range, end: null, table: false };
        let period = periodAt(at, known);
        const seen = [period];
        for (let next = earlier(at, period, known); next; next = earlier(at, period, known)) {
          at = next;
          const before = period;
          period = periodAt(at, known);
          expect(period.last).toBe(before.first - 1);
          expect(lengthOf(period)).toBe(lengthOf(before));
          seen.push(period);
        }
        expect(period.first).toBeLessThanOrEqual(TODAY - age);
        for (let next = later(at, period, known); next; next = later(at, period, known)) {
          at = next;
          period = periodAt(at, known);
        }
        expect(at.end).toBeNull();
        expect(period).toEqual(seen[0]);
      },
    ),
  );
});

test("a week leads to four weeks that hold it", () => {
  const monday = mondayOf(TODAY - 700);
  const period = periodAt(around(monday), TEN_YEARS);
  expect(period.weekly).toBe(false);
  expect(period.first).toBeLessThanOrEqual(monday);
  expect(period.last).toBeGreaterThanOrEqual(monday + 6);
});

test("the address keeps what was chosen", () => {
  const views = fc.record({
    range: fc.constantFrom(...RANGES),
    end: fc.option(fc.integer({ min: dayNumber("1990-01-01"), max: TODAY })),
    table: fc.boolean(),
  });
  fc.assert(
    fc.property(views, (view) => {
      const query = new URL(addressOf(view), "http://localhost").searchParams;
      expect(viewIn(query)).toEqual(view);
    }),
  );
  expect(addressOf(view("4-weeks"))).toBe("/trends");
});

test("an address that says nothing sensible shows the last four weeks", () => {
  for (const query of ["", "range=forever", "end=yesterday", "end=2026-99-99", "as=1"]) {
    expect(viewIn(new URLSearchParams(query))).toEqual(view("4-weeks"));
  }
  const far = viewIn(new URLSearchParams("end=9999-01-01"));
  expect(periodAt(far, TEN_YEARS).last).toBe(TODAY);
});
