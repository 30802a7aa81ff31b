// When a change for the better began, and how long it lasted at least (domain.md 5.2).
import type { Benefit } from "./shapes.ts";

/** Of each logged day from day 0 on, in order: points for the better. */
export type Gains = readonly (readonly [day: number, points: number])[];

/** The first day with a noticeable change for the better on 2 of 3 consecutive logged days. */
export function onsetOf(gains: Gains, threshold: number): number | null {
  const began = gains.find(
    ([, points], n) =>
      points >= threshold && gains.slice(n + 1, n + 3).some(([, other]) => other >= threshold),
  );
  return began?.[0] ?? null;
}

/**
 * Lost on the first of two consecutive logged days on which less than half of the best gain so far
 * remains; else "at least" as long as half of it was still there. Counted from day `zero`, the curve's
 * last session: before it nothing is lost. `followed` says that there is a next session.
 */
export function benefitOf(gains: Gains, onset: number, zero: number, followed: boolean): Benefit {
  const since = gains.filter(([day]) => day >= onset);
  let best = 0;
  let held = onset;
  for (const [n, [day, points]] of since.entries()) {
    const [, next = best] = since[n + 1] ?? [];
    if (points >= best / 2) held = day;
    else if (day > zero && next < best / 2) {
      return { at_least: Math.max(held - zero, 0), lost_on: day - zero, ended_by: "loss" };
    }
    best = Math.max(best, points);
  }
  const ended_by = followed ? "next_session" : "end_of_data";
  return { at_least: Math.max(held - zero, 0), lost_on: null, ended_by };
}
