import { expect, test } from "vitest";
import { DAY_MS } from "../time.ts";
import { dayNumber } from "./days.ts";
import { MEASURES } from "./measures.ts";
import { summaryOf } from "./median.ts";
import type { Mark, Reading } from "./readings.ts";
import { rowsOf } from "./rows.ts";
import { type Stop, stopsIn } from "./stops.ts";
import { weeksOf } from "./weeks.ts";
import {
  addressAt,
  completionInWords,
  counted,
  descriptionOf,
  numberAt,
  routeName,
  rulesInWords,
  shortTitleOf,
  spanInWords,
  stopInWords,
} from "./words.ts";

const [MOOD, ANXIETY] = MEASURES as [(typeof MEASURES)[number], (typeof MEASURES)[number]];

function reading(date: string, clock: string, mood: number): Reading {
  const day = dayNumber(date);
  const [hours = 0] = clock.split(":").map(Number);
  const at = day + hours / 24;
  return { id: `${date} ${clock}`, day, clock, at, ms: at * DAY_MS, mood, anxiety: 3, energy: 5 };
}

function mark(date: string, route: Mark["route"]): Mark {
  const day = dayNumber(date);
  const at = day + 10 / 24;
  return { id: date, day, clock: "10:00", at, ms: at * DAY_MS, route, course: null };
}

const READINGS = [
  reading("2026-11-16", "09:00", 2),
  reading("2026-11-16", "20:00", 6),
  reading("2026-11-17", "20:00", 7),
  reading("2026-11-20", "20:00", 5),
];
const MARKS = [mark("2026-11-16", "nasal")];
const days = (readings: Reading[], marks: Mark[]) => stopsIn({ readings, marks, weeks: null });
const weeks = (readings: Reading[], marks: Mark[]) =>
  stopsIn({ readings, marks, weeks: weeksOf(readings) });
const said = (stops: Stop[]) => stops.map(stopInWords);

test("day by day, every check-in and every session is said in its order", () => {
  expect(said(days(READINGS, MARKS))).toEqual([
    "Monday 16 November, 09:00: mood 2, anxiety 3, energy 5.",
    "Monday 16 November, 10:00: session, nasal spray.",
    "Monday 16 November, 20:00: mood 6, anxiety 3, energy 5.",
    "Tuesday 17 November, 20:00: mood 7, anxiety 3, energy 5.",
    "Friday 20 November, 20:00: mood 5, anxiety 3, energy 5.",
  ]);
});

test("week by week, the median stands where there are three check-ins, else they themselves", () => {
  const few = [reading("2026-11-02", "08:00", 1), reading("2026-11-03", "08:00", 4)];
  const stops = weeks([...few, ...READINGS], [mark("2026-10-28", null), ...MARKS]);
  expect(said(stops)).toEqual([
    "Week of 26 October 2026: no check-in; session.",
    "Week of 2 November 2026: 2 check-ins on 2 days; mood 1 and 4; anxiety 3 and 3; energy 5 and 5.",
    "Week of 16 November 2026: 4 check-ins on 3 days; mood usually 5.5; anxiety usually 3; energy usually 5; session, nasal spray.",
  ]);
  expect(stops.map((stop) => numberAt(stop, MOOD))).toEqual([null, "1 and 4", "5.5"]);
  expect(stops.map((stop) => numberAt(stop, ANXIETY))).toEqual([null, "3 and 3", "3"]);
  expect(stops.map(shortTitleOf)).toEqual(["26 Oct 2026", "2 Nov 2026", "16 Nov 2026"]);
});

test("from five check-ins on a week has a range", () => {
  const [week] = weeks([...READINGS, reading("2026-11-22", "08:00", 9)], []);
  expect(week && numberAt(week, MOOD)).toBe("6 (2 to 9)");
});

test("a dot leads to its day, and a week to its days", () => {
  const [day] = days(READINGS, []);
  expect(day && addressAt(day)).toBe("/journal/2026-11-16");
  const [week] = weeks(READINGS, []);
  expect(week && addressAt(week)).toBe("/trends?end=2026-11-29");
});

test("the table lists what is drawn, newest first, and every gap", () => {
  const lived = { first: dayNumber("2026-11-16"), last: dayNumber("2026-11-22") };
  const rows = rowsOf(days(READINGS, MARKS), lived, false).map((row) =>
    row.kind === "stop" ? shortTitleOf(row.stop) : row.gap.last - row.gap.first + 1,
  );
  expect(rows).toEqual([
    2,
    "Fri 20 Nov, 20:00",
    2,
    "Tue 17 Nov, 20:00",
    "Mon 16 Nov, 20:00",
    "Mon 16 Nov, 10:00",
    "Mon 16 Nov, 09:00",
  ]);
});

test("between weeks only whole weeks are gaps", () => {
  const readings = [reading("2026-11-04", "08:00", 1), ...READINGS];
  const lived = { first: dayNumber("2026-11-04"), last: dayNumber("2026-11-25") };
  const kinds = rowsOf(weeks(readings, []), lived, true).map(({ kind }) => kind);
  expect(kinds).toEqual(["stop", "gap", "stop"]);
});

test("a session without a route, and one with a long name, have a short one", () => {
  expect(routeName(null)).toBe("Session");
  expect(routeName("unknown")).toBe("Session");
  expect(routeName("iv")).toBe("Into a vein");
});

test("how complete it is stands in plain words", () => {
  expect(completionInWords(1, 1, 1)).toBe("1 check-in on 1 of 1 day.");
  expect(completionInWords(3550, 2657, 3645)).toBe("3,550 check-ins on 2,657 of 3,645 days.");
  expect(completionInWords(0, 0, 28)).toBe("No check-in in this time.");
  expect(counted(1_234_567, "day")).toBe("1,234,567 days");
});

test("a time is named by its first and its last day", () => {
  const span = (first: string, last: string) =>
    spanInWords({ first: dayNumber(first), last: dayNumber(last) });
  expect(span("2026-10-26", "2026-11-22")).toBe("26 October to 22 November 2026");
  expect(span("2025-11-24", "2026-11-22")).toBe("24 November 2025 to 22 November 2026");
});

test("the rules are printed with the number of gaps and a version", () => {
  expect(rulesInWords(false, 9).join(" ")).toMatch(/gap \(9 here\).*version 1/);
  expect(rulesInWords(true, 9).join(" ")).toMatch(/3 check-ins.*5 or more.*version 1/);
});

test("the picture is described with what is usual and with its sessions", () => {
  const summary = summaryOf(READINGS.map(({ mood }) => mood));
  expect(descriptionOf(MOOD, READINGS, summary, MARKS)).toMatch(
    "Mood: usually 5.5. 1 session: 16 November 2026, Nasal spray.",
  );
  const many = Array.from({ length: 20 }, () => MARKS[0] as Mark);
  expect(descriptionOf(MOOD, [], summaryOf([]), many)).toMatch(
    "Mood: no check-in. 20 sessions: the last ones 16 November 2026",
  );
});
