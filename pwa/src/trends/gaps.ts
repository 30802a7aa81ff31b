// Days without a check-in: how many, and where.

/** Whole days, both included. */
export interface Span {
  first: number;
  last: number;
}

/** What lies between the days that are there, from the first to the last day of the span. */
export function gapsIn(days: readonly number[], { first, last }: Span): Span[] {
  const gaps: Span[] = [];
  let next = first;
  for (const day of new Set(days)) {
    if (day > next) gaps.push({ first: next, last: day - 1 });
    next = Math.max(next, day + 1);
  }
  if (last >= next) gaps.push({ first: next, last });
  return gaps;
}

export function lengthOf({ first, last }: Span): number {
  return last - first + 1;
}

export function holds({ first, last }: Span, day: number): boolean {
  return day >= first && day <= last;
}
