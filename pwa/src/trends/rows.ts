// The rows of the table: what is drawn, newest first, and the gaps between.
import { gapsIn, lengthOf, type Span } from "./gaps.ts";
import type { Stop } from "./stops.ts";
import { DAYS_A_WEEK } from "./weeks.ts";

export type Row = { kind: "stop"; stop: Stop } | { kind: "gap"; gap: Span; weeks: boolean };

/** `lived` are the days that can have a gap. */
export function rowsOf(stops: readonly Stop[], lived: Span | null, weekly: boolean): Row[] {
  const rows = stops.map((stop): [at: number, row: Row] => [stop.at, { kind: "stop", stop }]);
  const unit = weekly ? DAYS_A_WEEK : 1;
  const gaps = lived ? gapsIn(stops.flatMap(daysOf), lived) : [];
  for (const gap of gaps) {
    // Part of a week is no gap between weeks.
    if (lengthOf(gap) >= unit) rows.push([gap.first, { kind: "gap", gap, weeks: weekly }]);
  }
  return rows.sort(([a], [b]) => b - a).map(([, row]) => row);
}

/** The days that have a check-in; of a week all of its own. */
function daysOf(stop: Stop): number[] {
  if (stop.kind === "reading") return [stop.reading.day];
  if (stop.kind === "session" || !stop.week) return [];
  return Array.from({ length: DAYS_A_WEEK }, (_, day) => stop.monday + day);
}
