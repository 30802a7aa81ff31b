// Where the days around sessions stand in a picture, and how each is said.
import { dateInWords, dayNumber, dayOf, shortDate } from "../days.ts";
import { HIGHEST, LOWEST } from "../measures.ts";
import { said } from "../rules/sentence.ts";
import type { Curve, CurveDay } from "../rules/shapes.ts";
import { type Scale, scaleOf } from "../scale.ts";
import { counted } from "../words.ts";

/** What a picture holds: these curves, over these days. */
export interface Frame {
  curves: readonly Curve[];
  first: number;
  last: number;
}

export interface Dot {
  curve: Curve;
  day: CurveDay;
}

const INSET_PX = 6;

export function scaleIn({ first, last }: Frame, width: number, height: number): Scale {
  const box = { left: 0, right: width, top: INSET_PX, bottom: height - INSET_PX };
  const { x, ...scale } = scaleOf({ first, last }, box);
  // In the middle of its day.
  return { ...scale, x: (day) => x(day + 0.5) };
}

/** One curve after the other, each from left to right: the way of the arrow keys. */
export function dotsIn({ curves }: Frame): Dot[] {
  return curves.flatMap((curve) => curve.days.map((day): Dot => ({ curve, day })));
}

export function levelsOf({ y }: Scale, width: number): string {
  return [HIGHEST, (LOWEST + HIGHEST) / 2, LOWEST]
    .map((value) => `M0 ${y(value)}H${width}`)
    .join("");
}

/** "+3", "−2", "0". */
export function indexInWords(day: number): string {
  return day > 0 ? `+${day}` : String(day).replace("-", "−");
}

export function dotInWords(name: string, dot: Dot): readonly [string, string] {
  const { day, value, readings } = dot.day;
  const of = dot.curve.sessions.length > 1 ? "the sessions from" : "the session of";
  const since = `Day ${indexInWords(day)}, ${of} ${shortDate(dayNumber(dot.curve.day_0))}`;
  const more = readings > 1 ? `; the median of ${counted(readings, "check-in")}` : "";
  return [`${name} ${said(value)} · ${dateInWords(dateOf(dot))}`, `${since}${more}`];
}

export function dateOf({ curve, day }: Dot): number {
  return dayNumber(curve.day_0) + day.day;
}

export function addressOfDay(date: number): string {
  return `/journal/${dayOf(date)}`;
}
