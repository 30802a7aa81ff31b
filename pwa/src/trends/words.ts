// The chart in words: what is read aloud, what stands in the table, and the rules it is drawn by.
import type { Route } from "../journal/entry.ts";
import { routeInWords } from "../journal/session-words.ts";
import { longDay } from "../time.ts";
import { dateInWords, dayOf, shortDate } from "./days.ts";
import type { Span } from "./gaps.ts";
import { MEASURES, type Measure } from "./measures.ts";
import type { Summary } from "./median.ts";
import { addressOf, around } from "./period.ts";
import type { Mark, Reading } from "./readings.ts";
import type { Stop } from "./stops.ts";
import type { Week } from "./weeks.ts";

/** Goes up when a rule below changes: another rule tells another story (domain.md 5.3). */
const RULES_VERSION = 1;

export function rulesInWords(weekly: boolean, gapDays: number): string[] {
  const version = `Rules, version ${RULES_VERSION}.`;
  if (weekly) {
    return [
      "Weeks run from Monday to Sunday. A large dot is the median of a week with 3 check-ins or more, a band goes from the lowest to the highest of a week with 5 or more. Small dots are the check-ins of a week with fewer than 3.",
      `The line breaks at a week without a median, and nothing is filled in. ${version}`,
    ];
  }
  return [
    "Each dot is one check-in. The line joins check-ins of the same day and of days that follow each other.",
    `A day without a check-in is a gap (${gapDays} here): the line breaks, and nothing is filled in. ${version}`,
  ];
}

/** "19 October to 15 November 2026". */
export function spanInWords({ first, last }: Span): string {
  const [from, to] = [dateInWords(first), dateInWords(last)];
  const sameYear = from.slice(-4) === to.slice(-4);
  return `${sameYear ? from.slice(0, -5) : from} to ${to}`;
}

/** "23 check-ins on 19 of 28 days." */
export function completionInWords(readings: number, days: number, of: number): string {
  if (readings === 0) return "No check-in in this time.";
  return `${counted(readings, "check-in")} on ${grouped(days)} of ${counted(of, "day")}.`;
}

/** "5 (2 to 8)", the median and the range; null when there are too few. */
export function summaryInWords({ median, range }: Summary): string | null {
  if (median === null) return null;
  return range ? `${median} (${range[0]} to ${range[1]})` : String(median);
}

/** Short, to stand beside a line. */
export function routeName(route: Route | null): string {
  return routeInWords(route)?.replace(/ \(.*\)$/, "") ?? "Session";
}

export function sessionInWords(route: Route | null): string {
  const words = routeInWords(route);
  return words ? `session, ${words.charAt(0).toLowerCase()}${words.slice(1)}` : "session";
}

/** When it was. Single days need no year: few months at once are shown one by one. */
export function titleOf(stop: Stop): string {
  if (stop.kind === "week") return `Week of ${dateInWords(stop.monday)}`;
  const { day, clock } = stop.kind === "reading" ? stop.reading : stop.mark;
  return `${longDay(dayOf(day))}, ${clock}`;
}

/** When it was, in the narrow first column of the table. */
export function shortTitleOf(stop: Stop): string {
  if (stop.kind === "week")
    return `${shortDate(stop.monday)} ${dateInWords(stop.monday).slice(-4)}`;
  const { day, clock } = stop.kind === "reading" ? stop.reading : stop.mark;
  return `${longDay(dayOf(day)).slice(0, 3)} ${shortDate(day)}, ${clock}`;
}

/** All of it in one sentence or two, as a screen reader says it. */
export function stopInWords(stop: Stop): string {
  const title = titleOf(stop);
  if (stop.kind === "session") return `${title}: ${sessionInWords(stop.mark.route)}.`;
  if (stop.kind === "reading") {
    const values = MEASURES.map(({ key, name }) => `${name.toLowerCase()} ${stop.reading[key]}`);
    return `${title}: ${values.join(", ")}.`;
  }
  const { week, marks } = stop;
  const values = week
    ? [
        `${counted(week.readings.length, "check-in")} on ${counted(week.days, "day")}`,
        ...MEASURES.map((measure) => `${measure.name.toLowerCase()} ${usualOf(week, measure)}`),
      ]
    : ["no check-in"];
  const sessions = marks.map(({ route }) => sessionInWords(route));
  return `${title}: ${[...values, ...sessions].join("; ")}.`;
}

/** The number of that measure there; null where there is none. */
export function numberAt(stop: Stop, { key }: Measure): string | null {
  if (stop.kind === "session") return null;
  if (stop.kind === "reading") return String(stop.reading[key]);
  if (!stop.week) return null;
  const { readings, summary } = stop.week;
  return summaryInWords(summary[key]) ?? readings.map((reading) => reading[key]).join(" and ");
}

function usualOf({ readings, summary }: Week, { key }: Measure): string {
  const { median, range } = summary[key];
  if (median === null) return readings.map((reading) => reading[key]).join(" and ");
  return range ? `usually ${median}, from ${range[0]} to ${range[1]}` : `usually ${median}`;
}

/** Where it leads: a day to the journal, a week to its days. */
export function addressAt(stop: Stop): string {
  if (stop.kind === "week") return addressOf(around(stop.monday));
  return `/journal/${dayOf(stop.kind === "reading" ? stop.reading.day : stop.mark.day)}`;
}

/** The picture of one measure for somebody who does not see it. */
export function descriptionOf(
  { name, key }: Measure,
  readings: readonly Reading[],
  summary: Summary,
  marks: readonly Mark[],
): string {
  const values = readings.map((reading) => reading[key]);
  const usual = summaryInWords(summary);
  const said = usual === null ? values.join(", then ") || "no check-in" : `usually ${usual}`;
  return [
    `${name}: ${said}.`,
    marks.length > 0 && `${counted(marks.length, "session")}: ${sessionsInWords(marks)}.`,
    "The arrow keys after it and the table say every number.",
  ]
    .filter(Boolean)
    .join(" ");
}

const MOST_SESSIONS_SAID = 8;

function sessionsInWords(marks: readonly Mark[]): string {
  const said = marks.slice(-MOST_SESSIONS_SAID);
  const words = said.map(({ day, route }) => `${dateInWords(day)}, ${routeName(route)}`);
  return said.length < marks.length ? `the last ones ${words.join("; ")}` : words.join("; ");
}

export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** "3,550". */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
