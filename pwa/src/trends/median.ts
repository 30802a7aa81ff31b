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

/** The interquartile range; null when there are too few for a range. The quartiles are the medians of the
 * lower and the upper half; of an odd number of values the one in the middle belongs to neither. */
export function spreadOf(values: readonly number[]): number | null {
  if (values.length < LEAST_FOR_A_RANGE) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return median(sorted.slice(-half)) - median(sorted.slice(0, half));
}
