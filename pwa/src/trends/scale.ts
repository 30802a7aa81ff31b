// From days and answers to places in a picture.
import type { Span } from "./gaps.ts";
import { lengthOf } from "./gaps.ts";
import { HIGHEST, LOWEST } from "./measures.ts";

export interface Scale {
  /** Every day is as wide as any other. */
  x: (at: number) => number;
  /** 10 at the top, 0 at the bottom, whatever the measure: no axis is ever flipped. */
  y: (value: number) => number;
  pxPerDay: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function scaleOf(span: Span, { left, right, top, bottom }: Box): Scale {
  const pxPerDay = (right - left) / lengthOf(span);
  const pxPerPoint = (bottom - top) / (HIGHEST - LOWEST);
  return {
    x: (at) => left + (at - span.first) * pxPerDay,
    y: (value) => bottom - (value - LOWEST) * pxPerPoint,
    pxPerDay,
  };
}

/** Which of the places is nearest; null when there is none. */
export function nearest(places: readonly number[], to: number): number | null {
  const distances = places.map((place) => Math.abs(place - to));
  const best = distances.indexOf(Math.min(...distances));
  return best === -1 ? null : best;
}
