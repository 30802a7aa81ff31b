// The picture of one measure: dots, the thin line broken at gaps, weeks as bands, session marks.
import { useMemo } from "preact/hooks";
import { HIGHEST, LOWEST, type MeasureKey } from "./measures.ts";
import { type Bar, bars, dots, edges, lines, type Point } from "./paths.ts";
import type { Plot } from "./plot.ts";
import type { Mark, Reading } from "./readings.ts";
import type { Scale } from "./scale.ts";
import { segments } from "./segments.ts";
import type { Drawn } from "./stops.ts";
import { DAYS_A_WEEK, type Week } from "./weeks.ts";

export function Drawing({ plot, drawn, of }: { plot: Plot; drawn: Drawn; of: MeasureKey }) {
  return useMemo(
    () => (
      <>
        <Frame plot={plot} marks={drawn.marks} />
        {drawn.weeks ? (
          <Weeks weeks={drawn.weeks} scale={plot.scale} of={of} />
        ) : (
          <Days readings={drawn.readings} scale={plot.scale} of={of} />
        )}
      </>
    ),
    [plot, drawn, of],
  );
}

function Frame({ plot, marks }: { plot: Plot; marks: readonly Mark[] }) {
  const { width, bottom, marksTo, dates, scale } = plot;
  return (
    <>
      <path class="level" d={levels(scale, width)} />
      <path class="tick" d={dates.map(({ x }) => `M${x} ${bottom}v5`).join("")} />
      <path class="mark" d={marks.map(({ at }) => `M${scale.x(at)} 0V${marksTo}`).join("")} />
    </>
  );
}

function levels({ y }: Scale, width: number): string {
  const middle = (LOWEST + HIGHEST) / 2;
  return [HIGHEST, middle, LOWEST].map((value) => `M0 ${y(value)}H${width}`).join("");
}

interface Part {
  scale: Scale;
  of: MeasureKey;
}

function Days({ readings, scale, of }: Part & { readings: readonly Reading[] }) {
  const point = (reading: Reading): Point => [scale.x(reading.at), scale.y(reading[of])];
  const runs = segments(readings, ({ day }) => day).map((run) => run.map(point));
  return (
    <>
      <path class="line" d={lines(runs)} />
      <path
        class="dot"
        d={dots(readings.map(point))}
        stroke-width={dotWidth(scale.pxPerDay, 3.5)}
      />
    </>
  );
}

function Weeks({ weeks, scale, of }: Part & { weeks: readonly Week[] }) {
  const pxPerWeek = scale.pxPerDay * DAYS_A_WEEK;
  const width = dotWidth(pxPerWeek, 1.5);
  const few = weeks.filter(({ summary }) => summary[of].median === null);
  const fair = weeks.filter(({ summary }) => summary[of].median !== null);
  const point = ({ monday, summary }: Week): Point => [
    scale.x(monday + DAYS_A_WEEK / 2),
    scale.y(summary[of].median ?? Number.NaN),
  ];
  const runs = segments(fair, ({ monday }) => monday / DAYS_A_WEEK).map((run) => run.map(point));
  const ranges = fair.flatMap((week) => bar(week, scale, of));
  const single = few.flatMap(({ readings }) =>
    readings.map((reading): Point => [scale.x(reading.at), scale.y(reading[of])]),
  );
  return (
    <>
      <path class="band" d={bars(ranges)} />
      <path class="edge" d={edges(ranges)} />
      <path class="line" d={lines(runs)} />
      <path class="dot" d={dots(fair.map(point))} stroke-width={width} />
      <path class="dot few" d={dots(single)} stroke-width={Math.max(1.25, width / 2)} />
    </>
  );
}

function bar({ monday, summary }: Week, { x, y }: Scale, of: MeasureKey): Bar[] {
  const { range } = summary[of];
  if (!range) return [];
  const [low, high] = range;
  return [{ left: x(monday), right: x(monday + DAYS_A_WEEK), top: y(high), bottom: y(low) }];
}

/** As large as its day or week allows, so that dots seldom touch. */
function dotWidth(room: number, least: number): number {
  return Math.min(7, Math.max(least, room * 0.65));
}
