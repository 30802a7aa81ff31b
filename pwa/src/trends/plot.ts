// The geometry of one panel: its picture, and the rows of words over and under it.
import { type Label, placeLabels } from "./labels.ts";
import type { Measure } from "./measures.ts";
import { HIGHEST, LOWEST } from "./measures.ts";
import type { Period } from "./period.ts";
import type { Mark } from "./readings.ts";
import { type Scale, scaleOf } from "./scale.ts";
import { type Tick, ticksIn } from "./ticks.ts";
import type { Size } from "./use-size.ts";
import { counted, routeName } from "./words.ts";

export interface Plot {
  width: number;
  /** Of the picture alone; the words stand over and under it. */
  height: number;
  top: number;
  bottom: number;
  scale: Scale;
  /** Where the lines of the sessions end. */
  marksTo: number;
  /** Height of a row of words, and how many there are over the picture. */
  row: number;
  rowsOver: number;
  /** The words at both ends of the axis. */
  most: string;
  least: string;
  names: readonly Label[];
  dates: readonly (Tick & { x: number })[];
}

const PICTURE_PX = 112;
const PICTURE_WIDE_PX = 136;
const WIDE_PX = 600;
/** So that a dot at the edge is a whole one. */
const INSET_PX = 5;
const ROWS_FOR_NAMES = 3;
/** Closer together than this on average, sessions would hide what lies between them. */
const CROWDED_PX = 20;
const SHORT_MARK_PX = 9;
const APART_PX = 12;

/** Where a time stands across the panel; the same for all of them. */
export function across(period: Period, width: number): Scale["x"] {
  return scaleOf(period, { left: INSET_PX, right: width - INSET_PX, top: 0, bottom: 1 }).x;
}

/** Without `named` the sessions have lines only. */
export function plotOf(
  measure: Measure,
  period: Period,
  marks: readonly Mark[],
  named: boolean,
  size: Size,
): Plot {
  const { width, em, widthOf } = size;
  const most = `${HIGHEST} ${measure.most}`;
  const least = `${LOWEST} ${measure.least}`;
  const crowded = marks.length * CROWDED_PX > width;
  const names = named ? namesOver(marks, crowded, widthOf(most) + APART_PX, period, size) : [];
  const top = INSET_PX;
  const bottom = top + (width < WIDE_PX ? PICTURE_PX : PICTURE_WIDE_PX);
  const scale = scaleOf(period, { left: INSET_PX, right: width - INSET_PX, top, bottom });
  return {
    width,
    height: bottom + INSET_PX,
    top,
    bottom,
    scale,
    marksTo: crowded ? top + SHORT_MARK_PX : bottom,
    row: Math.round(em * 1.4),
    rowsOver: Math.max(1, ...names.map((name) => name.row + 1)),
    most,
    least,
    names,
    dates: datesUnder(period, scale, widthOf(least) + APART_PX, size),
  };
}

function namesOver(
  marks: readonly Mark[],
  crowded: boolean,
  taken: number,
  period: Period,
  { width, widthOf }: Size,
): Label[] {
  const x = across(period, width);
  const sessions = marks.map(({ at, route }) => ({ x: x(at), name: routeName(route) }));
  const room = { left: 0, right: width, rows: ROWS_FOR_NAMES, taken, widthOf };
  const names = crowded ? null : placeLabels(sessions, room);
  if (names) return names;
  const text = counted(marks.length, "session");
  return [{ x: width - widthOf(text), row: 0, text }];
}

function datesUnder(period: Period, { x, pxPerDay }: Scale, from: number, size: Size) {
  const { width, widthOf } = size;
  const widest = widthOf("30 Sep") + APART_PX;
  return ticksIn(period, widest / pxPerDay)
    .map((tick) => ({ ...tick, x: x(tick.day) }))
    .filter(({ x, label }) => x - widthOf(label) / 2 >= from && x + widthOf(label) / 2 <= width);
}
