// Which days the chart shows, and which lie before and after them.
import { dayNumber, dayOf, mondayOf } from "./days.ts";
import { lengthOf, type Span } from "./gaps.ts";
import { DAYS_A_WEEK } from "./weeks.ts";

export const RANGES = ["4-weeks", "3-months", "1-year", "all"] as const;
export type Range = (typeof RANGES)[number];

const WEEKS = { "4-weeks": 4, "3-months": 13, "1-year": 52 };
/** A longer time is drawn by weeks: on a phone single days would melt into a band. */
const MOST_DAYS_ONE_BY_ONE = 120;

/** What the person chose to see. It stands in the address, so that the way back finds it again. */
export interface View {
  range: Range;
  /** The last day shown; null is "up to now". */
  end: number | null;
  table: boolean;
}

export interface Period extends Span {
  /** By weeks, and then whole ones. */
  weekly: boolean;
}

/** What there is to see. */
export interface Known extends Span {
  today: number;
}

/** `days` are those of all check-ins and sessions. */
export function knownOf(days: readonly number[], today: number): Known {
  let [first, last] = [today, today];
  for (const day of days) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return { first, last, today };
}

export function periodAt({ range, end }: View, known: Known): Period {
  const now = presentDay(known);
  const last = Math.min(Math.max(end ?? now, known.first), known.last);
  const weeks = range === "all" ? null : WEEKS[range];
  const fourWeeks = WEEKS["4-weeks"] * DAYS_A_WEEK;
  const span = weeks
    ? { first: last - weeks * DAYS_A_WEEK + 1, last }
    : { first: Math.min(known.first, now - fourWeeks + 1), last: known.last };
  if (lengthOf(span) <= MOST_DAYS_ONE_BY_ONE) return { ...span, weekly: false };
  const sunday = mondayOf(span.last) + DAYS_A_WEEK - 1;
  const first = weeks ? sunday - weeks * DAYS_A_WEEK + 1 : mondayOf(span.first);
  return { first, last: sunday, weekly: true };
}

/** As many days further back; null where nothing lies before. */
export function earlier(view: View, period: Period, known: Known): View | null {
  return period.first > known.first ? { ...view, end: period.first - 1 } : null;
}

/** As many days further on, but not past now; null where nothing lies behind. */
export function later(view: View, period: Period, known: Known): View | null {
  if (period.last >= known.last) return null;
  const now = presentDay(known);
  const end = Math.min(period.last + lengthOf(period), known.last);
  return { ...view, end: period.last < now && end >= now ? null : end };
}

/** What the page opens with. */
export function isLastFourWeeks({ range, end }: View): boolean {
  return range === "4-weeks" && end === null;
}

/** The four weeks in which that week comes last but one, as far as they are past. */
export function around(monday: number): View {
  return { range: "4-weeks", end: monday + 2 * DAYS_A_WEEK - 1, table: false };
}

export function addressOf({ range, end, table }: View): string {
  const query = new URLSearchParams();
  if (range !== "4-weeks") query.set("range", range);
  if (end !== null) query.set("end", dayOf(end));
  if (table) query.set("as", "table");
  return `/trends${query.size > 0 ? `?${query}` : ""}`;
}

/** What cannot be read is as if it were not there. */
export function viewIn(query: URLSearchParams): View {
  const range = RANGES.find((range) => range === query.get("range")) ?? "4-weeks";
  const end = query.get("end") ?? "";
  const day = /^\d{4}-\d\d-\d\d$/.test(end) ? dayNumber(end) : Number.NaN;
  return { range, end: Number.isNaN(day) ? null : day, table: query.get("as") === "table" };
}

/** Today; or tomorrow, when that is what the calendar said where the person last wrote. */
function presentDay({ today, last }: Known): number {
  return last === today + 1 ? last : today;
}
