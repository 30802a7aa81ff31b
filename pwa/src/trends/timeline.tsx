// The chart or the table of one period, with how complete it is and the rules it is drawn by.
import { signal } from "@preact/signals";
import { ChartLine, Table2 } from "lucide";
import { useMemo } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Chart } from "./chart.tsx";
import { Controls, show } from "./controls.tsx";
import { gapsIn, holds, lengthOf, type Span } from "./gaps.ts";
import { NumbersTable } from "./numbers-table.tsx";
import { type Known, knownOf, type Period, periodAt, viewIn } from "./period.ts";
import type { Mark, Reading } from "./readings.ts";
import { Readout } from "./readout.tsx";
import { stopsIn } from "./stops.ts";
import { weeksOf } from "./weeks.ts";
import { completionInWords, rulesInWords, spanInWords } from "./words.ts";

interface TimelineProps {
  readings: readonly Reading[];
  marks: readonly Mark[];
  today: number;
  /** The query of the address: what is asked for, and what the readings are enough for. */
  asked: string;
  query: string;
}

export function Timeline(props: TimelineProps) {
  const { query, asked } = props;
  const view = viewIn(new URLSearchParams(asked));
  const { table, known, period, drawn, stops, lived, gapDays } = useMemo(
    () => inPeriod(props),
    [query, props.readings, props.marks, props.today],
  );
  const chosen = useMemo(() => signal<number | null>(null), [query]);
  const of = lived ? lengthOf(lived) : 0;
  return (
    <>
      <Controls
        view={view}
        period={period}
        known={known}
        completion={completionInWords(drawn.readings.length, of - gapDays, of)}
      />
      <div class="trend">
        <div class="chosen-row">
          {!table && <Readout stops={stops} chosen={chosen} />}
          <Button
            kind="quiet"
            icon={view.table ? ChartLine : Table2}
            onClick={() => show({ ...view, table: !view.table })}
          >
            {view.table ? "Chart" : "Table"}
          </Button>
        </div>
        {table ? (
          <NumbersTable
            caption={captionOf(period)}
            stops={stops}
            lived={lived}
            weekly={period.weekly}
          />
        ) : (
          <Chart period={period} drawn={drawn} stops={stops} chosen={chosen} />
        )}
      </div>
      <footer class="rules">
        {rulesInWords(period.weekly, gapDays).map((rule) => (
          <p key={rule} class="quiet">
            {rule}
          </p>
        ))}
      </footer>
    </>
  );
}

function captionOf(period: Period): string {
  const words = `Your check-ins and sessions, ${spanInWords(period)}.`;
  return period.weekly ? `${words} The median of each week, and its lowest to its highest.` : words;
}

function inPeriod({ readings, marks, today, query }: TimelineProps) {
  const view = viewIn(new URLSearchParams(query));
  const days = [...readings, ...marks].map(({ day }) => day);
  const known = knownOf(days, today);
  const period = periodAt(view, known);
  const inside = readings.filter(({ day }) => holds(period, day));
  const drawn = {
    readings: inside,
    marks: marks.filter(({ day }) => holds(period, day)),
    weeks: period.weekly ? weeksOf(inside) : null,
  };
  const lived = livedIn(period, readings, known);
  const read = drawn.readings.map(({ day }) => day);
  const gapDays = lived ? gapsIn(read, lived).reduce((sum, gap) => sum + lengthOf(gap), 0) : 0;
  const stops = stopsIn(drawn);
  return { table: view.table, known, period, drawn, stops, lived, gapDays };
}

/** The days of the period that can have a gap: not before the first check-in, and not while they last. */
function livedIn(period: Span, readings: readonly Reading[], { today }: Known): Span | null {
  const first = Math.max(period.first, readings[0]?.day ?? today);
  const last = Math.min(period.last, Math.max(today - 1, readings.at(-1)?.day ?? 0));
  return last >= first ? { first, last } : null;
}
