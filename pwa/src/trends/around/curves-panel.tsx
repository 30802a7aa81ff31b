// The days around sessions as one picture: a faint line for each, and the median in bold.
import { useCallback, useMemo } from "preact/hooks";
import type { Measure } from "../measures.ts";
import { dots, lines, type Point } from "../paths.ts";
import type { AlignedDay, CurveDay } from "../rules/shapes.ts";
import { segments } from "../segments.ts";
import { Walk } from "../walk.tsx";
import {
  addressOfDay,
  dateOf,
  dotInWords,
  dotsIn,
  type Frame,
  indexInWords,
  levelsOf,
  scaleIn,
} from "./dots.ts";

interface CurvesPanelProps {
  title: string;
  measure: Measure;
  frame: Frame;
  /** The median of each day; none in the picture of one curve. */
  aligned: readonly AlignedDay[];
  /** Days on which a session was. */
  sessions: readonly number[];
}

const HEIGHT_PX = 200;
const ROW_PX = 16;

export function CurvesPanel({ title, measure, frame, aligned, sessions }: CurvesPanelProps) {
  const { name, better, most, least } = measure;
  const stops = useMemo(() => dotsIn(frame), [frame]);
  const place = (width: number) => {
    const { x, y } = scaleIn(frame, width, HEIGHT_PX);
    return ({ day, value }: CurveDay): Point => [x(day), y(value)];
  };
  const draw = useCallback(
    (width: number) => {
      const scale = scaleIn(frame, width, HEIGHT_PX);
      const at = place(width);
      const medians = aligned.flatMap(({ day, median }) =>
        median === null ? [] : [{ day, value: median, readings: 0 }],
      );
      return (
        <>
          <path class="level" d={levelsOf(scale, width)} />
          <path
            class="mark"
            d={sessions.map((day) => `M${scale.x(day)} 0V${HEIGHT_PX}`).join("")}
          />
          <path
            class={medians.length > 0 ? "line faint" : "line"}
            d={frame.curves.map(({ days }) => broken(days, at)).join("")}
          />
          <path class="dot" d={dots(stops.map(({ day }) => at(day)))} stroke-width={5} />
          <path class="median" d={broken(medians, at)} />
          <path class="dot median" d={dots(medians.map(at))} />
        </>
      );
    },
    [frame, aligned, sessions],
  );

  const labels = (width: number) => {
    const { x } = scaleIn(frame, width, HEIGHT_PX);
    const days = weeksTo(frame.last).map((day) => ({
      x: Math.min(x(day), width - ROW_PX),
      y: HEIGHT_PX,
      text: indexInWords(day),
      class: "middle",
    }));
    const counts = aligned.map(({ day, sessions }) => ({
      x: x(day),
      y: HEIGHT_PX + ROW_PX,
      text: sessions,
      class: "middle count",
    }));
    // To the left of the first the page ends.
    return [{ x: 0, y: HEIGHT_PX, text: indexInWords(frame.first) }, ...days, ...counts];
  };

  return (
    <figure class="panel">
      <figcaption>
        <h2>
          {title} <span class="quiet">{better}</span>
        </h2>
      </figcaption>
      <Walk
        title={title}
        better={better}
        height={HEIGHT_PX}
        under={ROW_PX * (aligned.length > 0 ? 2 : 1)}
        stops={stops}
        at={({ day }, width) => place(width)(day)}
        words={(dot) => dotInWords(name, dot)}
        address={(dot) => addressOfDay(dateOf(dot))}
        draw={draw}
        labels={labels}
        drawChosen={({ curve, day }, width) => {
          const at = place(width);
          const [cx, cy] = at(day);
          return (
            <>
              <path d={broken(curve.days, at)} />
              <circle cx={cx} cy={cy} r={5.5} />
            </>
          );
        }}
      >
        <p class="quiet">10 {most}</p>
      </Walk>
      <p class="quiet small">
        0 {least}.{" "}
        {aligned.length > 0 && "The small numbers say how many sessions have a value on that day."}
      </p>
    </figure>
  );
}

/** A line that breaks at gaps. */
function broken(days: readonly CurveDay[], at: (day: CurveDay) => Point): string {
  return lines(segments(days, ({ day }) => day).map((run) => run.map(at)));
}

function weeksTo(last: number): number[] {
  const step = last > 42 ? 14 : 7;
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, n) => n * step);
}
