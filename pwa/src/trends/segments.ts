// Where the thin line is drawn and where it breaks. Nothing is ever drawn across a gap.

/**
 * Runs of neighbours. `step` counts days (or weeks): the line joins two points of the same step or of
 * steps that follow each other, and breaks where one is missing between them. `points` go from left
 * to right.
 */
export function segments<Point>(
  points: readonly Point[],
  step: (point: Point) => number,
): Point[][] {
  const runs: Point[][] = [];
  let before: number | null = null;
  for (const point of points) {
    const now = step(point);
    const run = runs.at(-1);
    if (run && before !== null && now - before <= 1) run.push(point);
    else runs.push([point]);
    before = now;
  }
  return runs;
}
