// The median and the range of a few values, where there are enough to be fair (domain.md 5.3).

export const LEAST_FOR_A_MEDIAN = 3;
export const LEAST_FOR_A_RANGE = 5;

export interface Summary {
  count: number;
  /** Null when there are too few. */
  median: number | null;
  /** The lowest and the highest; null when there are too few. */
  range: readonly [number, number] | null;
}

export function summaryOf(values: readonly number[]): Summary {
  const count = values.length;
  return {
    count,
    median: count < LEAST_FOR_A_MEDIAN ? null : median(values),
    range: count < LEAST_FOR_A_RANGE ? null : [Math.min(...values), Math.max(...values)],
  };
}

/** The value in the middle, or halfway between the two in the middle. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
