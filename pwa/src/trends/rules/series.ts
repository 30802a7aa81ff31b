// Which sessions are looked at together: series that overlap, and courses (domain.md 5.2).
import { summaryOf } from "../median.ts";
import type { Dose } from "./answers.ts";
import type { Intervals } from "./shapes.ts";

const OVERLAP_DAYS = 7;

export type Series = readonly [Dose, ...Dose[]];

export function inOrder(doses: readonly Dose[]): Dose[] {
  return doses.toSorted((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1));
}

/** Runs of sessions each less than 7 days after the one before. The days of a longer run than one belong
 * to none of its sessions. */
export function seriesOf(doses: readonly Dose[]): Series[] {
  const runs: [Dose, ...Dose[]][] = [];
  for (const dose of inOrder(doses)) {
    const run = runs.at(-1);
    if (run && dose.day - lastOf(run).day < OVERLAP_DAYS) run.push(dose);
    else runs.push([dose]);
  }
  return runs;
}

export function lastOf(series: Series): Dose {
  return series.at(-1) ?? series[0];
}

/** The sessions of each course, oldest first. Those that name no course are one course together. */
export function coursesOf(doses: readonly Dose[]): Map<string | null, Dose[]> {
  return Map.groupBy(inOrder(doses), ({ course }) => course);
}

/** The gaps between a course's sessions, in days: what they were, and no word on what they ought to be. */
export function intervalsOf(course: string | null, doses: readonly Dose[]): Intervals {
  const gaps = doses.slice(1).map(({ day }, n) => day - (doses[n]?.day ?? day));
  const { median, range } = summaryOf(gaps);
  return { course, sessions: doses.map(({ id }) => id), gaps, median, range: range && [...range] };
}
