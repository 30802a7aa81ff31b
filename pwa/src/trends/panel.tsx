// One measure: its name, its direction in words, its numbers and its picture.
import { useId, useMemo } from "preact/hooks";
import { WordsOver, WordsUnder } from "./axis-words.tsx";
import { Drawing } from "./drawing.tsx";
import type { Measure } from "./measures.ts";
import { summaryOf } from "./median.ts";
import type { Period } from "./period.ts";
import { type Plot, plotOf } from "./plot.ts";
import type { Drawn, Stop } from "./stops.ts";
import type { Size } from "./use-size.ts";
import { descriptionOf, numberAt, summaryInWords } from "./words.ts";

interface PanelProps {
  measure: Measure;
  period: Period;
  drawn: Drawn;
  /** Whether the sessions have their names; the lines below them need none. */
  named: boolean;
  /** The stop that was chosen; null is none. */
  chosen: Stop | null;
  /** Null until it is laid out. */
  size: Size | null;
}

export function Panel({ measure, period, drawn, named, chosen, size }: PanelProps) {
  const { readings, marks } = drawn;
  const id = useId();
  const summary = useMemo(
    () => summaryOf(readings.map((reading) => reading[measure.key])),
    [readings, measure],
  );
  const plot = useMemo(
    () => size && plotOf(measure, period, marks, named, size),
    [measure, period, named, marks, size],
  );
  return (
    <figure class="panel">
      <figcaption>
        <h2>
          {measure.name} <span class="quiet">{measure.better}</span>
        </h2>
        <p class={`numbers ${chosen ? "value" : "quiet"}`}>
          {chosen
            ? numberAt(chosen, measure)
            : summary.median !== null && `usually ${summaryInWords(summary)}`}
        </p>
      </figcaption>
      {plot && (
        <>
          <WordsOver plot={plot} />
          <svg
            width={plot.width}
            height={plot.height}
            viewBox={`0 0 ${plot.width} ${plot.height}`}
            role="img"
            aria-labelledby={`${id}-title`}
            aria-describedby={`${id}-more`}
          >
            <title id={`${id}-title`}>{`${measure.name}, ${measure.better}`}</title>
            <desc id={`${id}-more`}>{descriptionOf(measure, readings, summary, marks)}</desc>
            <Drawing plot={plot} drawn={drawn} of={measure.key} />
            {chosen && <Chosen stop={chosen} plot={plot} measure={measure} />}
          </svg>
          <WordsUnder plot={plot} />
        </>
      )}
    </figure>
  );
}

function Chosen({ stop, plot, measure }: { stop: Stop; plot: Plot; measure: Measure }) {
  const { scale, height } = plot;
  const x = scale.x(stop.at);
  const value = heightOf(stop, measure);
  return (
    <g class="chosen">
      <path d={`M${x} 0V${height}`} />
      {value !== null && <circle cx={x} cy={scale.y(value)} r={5.5} />}
    </g>
  );
}

function heightOf(stop: Stop, { key }: Measure): number | null {
  if (stop.kind === "reading") return stop.reading[key];
  return stop.kind === "week" ? (stop.week?.summary[key].median ?? null) : null;
}
