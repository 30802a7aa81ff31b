// What to fill in around a course (domain.md 3.2), as proposals: nothing is due, nothing is missed, and a day
// with a session has none. Never sooner than the minimum gap.
import type { SessionEntry } from "../journal/sessions-near.ts";
import { DAY_MS, instant, localDate, localDay } from "../time.ts";
import { filledIn, type MeasureEntry } from "./filled-in.ts";

export interface Proposal {
  slug: string;
  why: string;
}

/** A session after a longer pause begins another course. REC, until the person says so themselves. */
const PAUSE_DAYS = 60;
const WEEK = 7;
/** The minimum gaps of the questionnaires: Today asks this without their wording. A test compares them. */
export const GAP_DAYS: Readonly<Record<string, number>> = { phq_9: 6, gad_7: 6, pcl_5: 25 };
const INDUCTION_DAYS = 4 * WEEK;
const FOLLOW_UP_DAYS = 12 * WEEK;

interface Rule {
  slug: string;
  /** Proposed when the last one is at least so many days old. */
  every: number;
  why: string;
}

/**
 * `trauma`: whether the treatment is for post-traumatic stress, as far as the person's courses say; null when
 * they say nothing.
 */
export function proposalsFor(
  sessions: readonly SessionEntry[],
  measures: readonly MeasureEntry[],
  now: Date,
  trauma: boolean | null = null,
): Proposal[] {
  const today = localDate(now);
  const days = sessions.map(({ occurred_at }) => localDay(occurred_at)).toSorted();
  if (days.includes(today)) return [];
  const first = beginning(days, today);
  if (first === null) return [];
  const rules = rulesOf(first, days, trauma ?? knowsTrauma(measures), today);
  return rules
    .filter((rule) => isTime(rule, measures, now))
    .map(({ slug, why }) => ({ slug, why }));
}

/** The first day of the course that is running or ahead; null without one. */
function beginning(days: readonly string[], today: string): string | null {
  let first: string | null = null;
  let last: string | null = null;
  for (const day of days) {
    if (last === null || between(last, day) > PAUSE_DAYS) {
      // A course that is far ahead does not end the one that runs.
      if (first !== null && between(today, day) > WEEK) break;
      first = day;
    }
    last = day;
  }
  if (first === null || last === null) return null;
  return between(last, today) > FOLLOW_UP_DAYS ? null : first;
}

function rulesOf(
  first: string,
  days: readonly string[],
  trauma: boolean | null,
  today: string,
): Rule[] {
  const day = between(first, today);
  if (day < -WEEK) return [];
  if (day < 0) return beforehand(WEEK + day, trauma);
  if (day < INDUCTION_DAYS) {
    return [
      { slug: "phq_9", every: WEEK, why: `${WEEKLY} The two weeks that it asks about overlap.` },
      { slug: "gad_7", every: 2 * WEEK, why: "Every two weeks in the first four weeks." },
    ];
  }
  if (day < INDUCTION_DAYS + WEEK) return afterInduction(day - INDUCTION_DAYS, trauma);
  if (day < FOLLOW_UP_DAYS) {
    return [{ slug: "phq_9", every: 2 * WEEK, why: "Every two weeks until week 12." }];
  }
  const next = days.find((other) => other > today);
  if (next && between(today, next) <= 3) {
    return [{ slug: "phq_9", every: 3, why: "Within the 3 days before a session." }];
  }
  return [{ slug: "phq_9", every: 30, why: "Once a month." }];
}

const WEEKLY = "Once a week at most in the first four weeks.";

/** One of each in the week before the first session. */
function beforehand(daysOfWeek: number, trauma: boolean | null): Rule[] {
  const why = "Once in the 7 days before your first session.";
  const every = daysOfWeek + 1;
  const usual = ["phq_9", "gad_7"].map((slug) => ({ slug, every, why }));
  if (trauma === false) return usual;
  const only = trauma ? "" : " Only if your treatment is for post-traumatic stress.";
  return [...usual, { slug: "pcl_5", every, why: `${why}${only}` }];
}

function afterInduction(daysSince: number, trauma: boolean | null): Rule[] {
  const why = "Once at the end of the first four weeks.";
  const slugs = ["phq_9", "gad_7", ...(trauma ? ["pcl_5"] : [])];
  return slugs.map((slug) => ({ slug, every: daysSince + 1, why }));
}

/** Whoever has used the PCL-5 needs no course that says why; of others nothing is known. */
function knowsTrauma(measures: readonly MeasureEntry[]): true | null {
  return filledIn(measures, "pcl_5").length > 0 || null;
}

function isTime({ slug, every }: Rule, measures: readonly MeasureEntry[], now: Date): boolean {
  const last = filledIn(measures, slug).at(-1);
  if (!last) return true;
  const overlaps = now.getTime() - instant(last.occurred_at) < (GAP_DAYS[slug] ?? 0) * DAY_MS;
  return !overlaps && between(localDay(last.occurred_at), localDate(now)) >= every;
}

/** Whole days from one day to another. */
function between(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
