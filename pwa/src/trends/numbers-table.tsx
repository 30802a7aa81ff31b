// The same numbers as a table: the way for everybody, and for paper.
import "./numbers-table.css";
import { lengthOf, type Span } from "./gaps.ts";
import { MEASURES } from "./measures.ts";
import { rowsOf } from "./rows.ts";
import type { Stop } from "./stops.ts";
import { DAYS_A_WEEK } from "./weeks.ts";
import { addressAt, counted, numberAt, sessionInWords, shortTitleOf } from "./words.ts";

interface NumbersTableProps {
  caption: string;
  stops: readonly Stop[];
  lived: Span | null;
  weekly: boolean;
}

export function NumbersTable({ caption, stops, lived, weekly }: NumbersTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must scroll with keys too.
    <section class="scrolls" aria-label="Numbers" tabIndex={0}>
      <table class="numbers">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{weekly ? "Week of" : "When"}</th>
            {MEASURES.map(({ key, name, better }) => (
              <th key={key} scope="col">
                {name} <small>{better}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(stops, lived, weekly).map((row) =>
            row.kind === "stop" ? (
              <StopRow key={keyOf(row.stop)} stop={row.stop} />
            ) : (
              <GapRow key={row.gap.first} gap={row.gap} weeks={row.weeks} />
            ),
          )}
        </tbody>
      </table>
    </section>
  );
}

function StopRow({ stop }: { stop: Stop }) {
  const head = (
    <th scope="row">
      <a href={addressAt(stop)}>{unbroken(shortTitleOf(stop))}</a>
      {stop.kind === "week" && <small> {contentsOf(stop)}</small>}
    </th>
  );
  if (stop.kind === "session") {
    return (
      <tr class="session">
        {head}
        <td colSpan={MEASURES.length}>{sessionInWords(stop.mark.route)}</td>
      </tr>
    );
  }
  return (
    <tr>
      {head}
      {MEASURES.map((measure) => (
        <td key={measure.key}>{numberAt(stop, measure)}</td>
      ))}
    </tr>
  );
}

/** Breaks between the date and the clock, and nowhere else. */
function unbroken(title: string): string {
  return title.replaceAll(/(?<!,) /g, "\u00a0");
}

function keyOf(stop: Stop): string {
  if (stop.kind === "week") return `week ${stop.monday}`;
  return stop.kind === "reading" ? stop.reading.id : stop.mark.id;
}

function contentsOf({ week, marks }: Extract<Stop, { kind: "week" }>): string {
  const readings = week
    ? `${counted(week.readings.length, "check-in")} on ${counted(week.days, "day")}`
    : "no check-in";
  return [readings, ...marks.map(({ route }) => sessionInWords(route))].join("; ");
}

function GapRow({ gap, weeks }: { gap: Span; weeks: boolean }) {
  const length = lengthOf(gap);
  const words = weeks ? counted(Math.round(length / DAYS_A_WEEK), "week") : counted(length, "day");
  return (
    <tr class="gap">
      <td colSpan={MEASURES.length + 1}>{words} without a check-in</td>
    </tr>
  );
}
