// What SVG draws: one path for all dots, one for all lines. A thousand elements would be slow.

export type Point = readonly [x: number, y: number];

/** A line of no length with round ends is a dot as wide as the stroke. */
export function dots(points: readonly Point[]): string {
  return points.map(([x, y]) => `M${px(x)} ${px(y)}h0`).join("");
}

/** One broken line, a part for each run; a run of one is its dot alone. */
export function lines(runs: readonly (readonly Point[])[]): string {
  return runs
    .filter((run) => run.length > 1)
    .map((run) => `M${run.map(([x, y]) => `${px(x)} ${px(y)}`).join("L")}`)
    .join("");
}

export interface Bar {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** From the lowest to the highest of each week; weeks are not blended into one another. */
export function bars(all: readonly Bar[]): string {
  return all
    .map(
      ({ left, right, top, bottom }) =>
        `M${px(left)} ${px(top)}H${px(right)}V${px(bottom)}H${px(left)}Z`,
    )
    .join("");
}

/** The upper and lower edges of the bars. */
export function edges(all: readonly Bar[]): string {
  return all
    .map(
      ({ left, right, top, bottom }) =>
        `M${px(left)} ${px(top)}H${px(right)}M${px(left)} ${px(bottom)}H${px(right)}`,
    )
    .join("");
}

function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}
