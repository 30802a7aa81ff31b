// The dates under the chart: as many as there is room for, at Mondays, months or years.
import { dateInWords, dayNumber, dayOf, mondayOf, shortDate } from "./days.ts";
import type { Span } from "./gaps.ts";
import { DAYS_A_WEEK } from "./weeks.ts";

export interface Tick {
  /** The day at whose beginning it stands. */
  day: number;
  label: string;
}

/** `room` is how many days one label covers. */
export function ticksIn(span: Span, room: number): Tick[] {
  for (const weeks of [1, 2]) if (weeks * DAYS_A_WEEK >= room) return mondays(span, weeks);
  const [months] = MONTHS.find(([, days]) => days >= room) ?? [240];
  return firstsOfMonths(span, months);
}

/** Steps between dates, and the fewest days that such a step has. */
const MONTHS = [
  [1, 28],
  [2, 59],
  [3, 90],
  [6, 181],
  [12, 365],
  [24, 730],
  [60, 1826],
  [120, 3652],
] as const;

function mondays({ first, last }: Span, weeks: number): Tick[] {
  const ticks: Tick[] = [];
  const step = weeks * DAYS_A_WEEK;
  // Counted from the last one: the newest date is the one that is looked for.
  for (let day = mondayOf(last); day >= first; day -= step) {
    ticks.unshift({ day, label: shortDate(day) });
  }
  return ticks;
}

function firstsOfMonths({ first, last }: Span, months: number): Tick[] {
  const ticks: Tick[] = [];
  const [year = 0, month = 1] = dayOf(first).split("-").map(Number);
  // Counted from the year 0 on, so that every sixth month is a January or a July.
  let count = Math.ceil((year * 12 + month - 1) / months) * months;
  for (;;) {
    const day = firstOfMonth(count);
    if (day > last) return ticks;
    if (day >= first) ticks.push({ day, label: monthLabel(day, count) });
    count += months;
  }
}

function firstOfMonth(count: number): number {
  const year = String(Math.floor(count / 12)).padStart(4, "0");
  return dayNumber(`${year}-${String((count % 12) + 1).padStart(2, "0")}-01`);
}

/** "Nov", and in January the year. */
function monthLabel(day: number, count: number): string {
  const [, month = "", year = ""] = dateInWords(day).split(" ");
  return count % 12 === 0 ? year : month.slice(0, 3);
}
