// Days +1, +3, +7, +14 and +21 after a session, each by the nearest day that has a value (domain.md 5.2).
import type { CurveDay, SummaryPoint } from "./shapes.ts";

/** Day, and how many days away a value may be. */
const POINTS = [
  [1, 1],
  [3, 1],
  [7, 2],
  [14, 2],
  [21, 2],
] as const;

/** Counted from day `zero`, the curve's last session; of two that are equally near the earlier one. */
export function pointsOf(
  days: readonly CurveDay[],
  zero: number,
  baseline: number | null,
): SummaryPoint[] {
  const after = days.filter(({ day }) => day >= zero);
  return POINTS.map(([day, reach]) => {
    const away = (other: CurveDay) => Math.abs(other.day - zero - day);
    const near = after.filter((other) => away(other) <= reach);
    const nearest = near.toSorted((a, b) => away(a) - away(b) || a.day - b.day)[0];
    if (!nearest) return { day, on: null, value: null, change: null };
    const { value } = nearest;
    const change = baseline === null ? null : value - baseline;
    return { day, on: nearest.day - zero, value, change };
  });
}
