// The days of a year as rows, newest first.
import "../numbers-table.css";
import { dayOf, shortDate } from "../days.ts";
import type { Measure } from "../measures.ts";
import { said } from "../rules/sentence.ts";
import { sessionInWords } from "../words.ts";
import type { YearDay } from "./year.ts";

interface YearTableProps {
  year: number;
  days: readonly YearDay[];
  measure: Measure;
}

export function YearTable({ year, days, measure }: YearTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must scroll with keys too.
    <section class="scrolls" aria-label={`${measure.name} of ${year}`} tabIndex={0}>
      <table class="numbers">
        <caption>
          {measure.name} of each day of {year}, {measure.better}. Days that are not here have
          nothing.
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">{measure.name}</th>
            <th scope="col">Check-ins</th>
            <th scope="col">Sessions</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, value, readings, sessions }) => (
            <tr key={day}>
              <th scope="row">
                <a href={`/journal/${dayOf(day)}`}>{shortDate(day)}</a>
              </th>
              <td>{value !== null && said(value)}</td>
              <td>{readings}</td>
              <td>{sessions.map(({ route }) => sessionInWords(route)).join("; ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
