// Twelve rows of days: the higher the bar, the higher the value. A day without a check-in is empty.
import { useCallback } from "preact/hooks";
import { dayOf } from "../days.ts";
import { HIGHEST, type Measure } from "../measures.ts";
import { bars, type Point } from "../paths.ts";
import { Walk } from "../walk.tsx";
import { MONTHS, type YearDay, yearDayInWords } from "./year.ts";

const ROW_PX = 36;
const BAR_PX = 26;
const NAMES_PX = 36;
const MOST_DAYS = 31;

export function YearPicture({ days, measure }: { days: readonly YearDay[]; measure: Measure }) {
  const draw = useCallback((width: number) => <Bars days={days} width={width} />, [days]);
  return (
    <figure class="panel">
      <Walk
        title={`${measure.name} of each day`}
        better={measure.better}
        height={12 * ROW_PX}
        left={NAMES_PX}
        stops={days}
        at={placeOf}
        words={(day) => yearDayInWords(measure.name, day)}
        address={({ day }) => `/journal/${dayOf(day)}`}
        draw={draw}
        labels={monthNames}
        drawChosen={(day, width) => {
          const half = stepOf(width) / 2 + 1;
          const [x] = placeOf(day, width);
          const bottom = bottomOf(day.month) + 3;
          return (
            <path d={`M${x - half} ${bottom}V${bottom - ROW_PX + 2}H${x + half}V${bottom}Z`} />
          );
        }}
      />
    </figure>
  );
}

function Bars({ days, width }: { days: readonly YearDay[]; width: number }) {
  const step = stepOf(width);
  const filled = days.flatMap((day) => {
    if (day.value === null) return [];
    const left = placeOf(day, width)[0] - step * 0.38;
    const bottom = bottomOf(day.month);
    // A 0 is there and is not nothing.
    const top = bottom - Math.max(1.5, (day.value / HIGHEST) * BAR_PX);
    return [{ left, right: left + step * 0.76, top, bottom }];
  });
  const marks = days.filter(({ sessions }) => sessions.length > 0);
  return (
    <>
      <path
        class="level"
        d={MONTHS.map((_, n) => `M${NAMES_PX} ${bottomOf(n) + 0.5}H${width}`).join("")}
      />
      <path class="days" d={bars(filled)} />
      <path
        class="mark"
        stroke-width={2}
        d={marks
          .map((day) => `M${placeOf(day, width)[0]} ${bottomOf(day.month) + 3}v${-BAR_PX - 8}`)
          .join("")}
      />
    </>
  );
}

function monthNames() {
  return MONTHS.map((text, month) => ({ x: 0, y: bottomOf(month) - 14, text }));
}

function stepOf(width: number): number {
  return (width - NAMES_PX) / MOST_DAYS;
}

function bottomOf(month: number): number {
  return (month + 1) * ROW_PX - 4;
}

/** In the middle of its row, where a finger looks for it. */
function placeOf({ month, date }: YearDay, width: number): Point {
  return [NAMES_PX + (date + 0.5) * stepOf(width), (month + 0.5) * ROW_PX];
}
