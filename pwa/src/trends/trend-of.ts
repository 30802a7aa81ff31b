// One measure by the rules, from what a device draws.
import type { MeasureKey } from "./measures.ts";
import type { Mark, Reading } from "./readings.ts";
import { measureTrend } from "./rules/measure-trend.ts";
import type { MeasureTrend } from "./rules/shapes.ts";

export function trendOf(
  measure: MeasureKey,
  readings: readonly Reading[],
  marks: readonly Mark[],
  today: number,
): MeasureTrend {
  const answers = readings.map((reading) => ({ ...reading, value: reading[measure] }));
  return measureTrend(measure, answers, marks, today);
}
