// The same numbers as tables: every day of every session, and what each was followed by.
import "../numbers-table.css";
import { dateInWords, dayNumber, shortDate } from "../days.ts";
import type { Measure } from "../measures.ts";
import { datesFrom } from "../rules/answers.ts";
import { DAYS_AFTER, DAYS_BEFORE } from "../rules/measure-trend.ts";
import { said } from "../rules/sentence.ts";
import type { AlignedDay, Curve } from "../rules/shapes.ts";
import { addressOfDay, indexInWords } from "./dots.ts";
import { beforeInWords, completionInWords, lastedInWords, pointInWords } from "./lasted.ts";

interface DaysTableProps {
  measure: Measure;
  curves: readonly Curve[];
  aligned: readonly AlignedDay[];
}

export function DaysTable({ measure, curves, aligned }: DaysTableProps) {
  const [one] = curves.length === 1 ? curves : [];
  const last = Math.max(DAYS_AFTER, ...curves.flatMap(({ days }) => days.map(({ day }) => day)));
  return (
    <section class="scrolls" aria-label={`${measure.name}, ${one ? nameOf(one) : "day by day"}`}>
      <table class="numbers">
        <caption>
          {measure.name} around {one ? nameOf(one) : "each session"}, {measure.better}. Day 0 is the
          day of the session, from its start.
        </caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Median</th>
            <th scope="col">Sessions</th>
          </tr>
        </thead>
        <tbody>
          {datesFrom(-DAYS_BEFORE, last).map((day) => (
            <tr key={day}>
              <th scope="row">{indexInWords(day)}</th>
              <td>{medianInWords(aligned.find((of) => of.day === day))}</td>
              <td>
                <Values day={day} curves={curves} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Values({ day, curves }: { day: number; curves: readonly Curve[] }) {
  return curves.map((curve) => {
    const found = curve.days.find((other) => other.day === day);
    const date = dayNumber(curve.day_0) + day;
    return (
      found && (
        <a key={curve.day_0} class="value" href={addressOfDay(date)}>
          {said(found.value)} <small>{shortDate(date)}</small>
        </a>
      )
    );
  });
}

function medianInWords(of: AlignedDay | undefined): string {
  if (!of || of.median === null) return "";
  const range = of.range ? ` (${of.range.map(said).join(" to ")})` : "";
  return `${said(of.median)}${range}`;
}

export function AfterTables({ measure, curves }: { measure: Measure; curves: readonly Curve[] }) {
  return (
    <section class="scrolls" aria-label={`${measure.name} after each session`}>
      <p class="quiet">
        {measure.name} after each session, {measure.better}, and how far that is from before:
      </p>
      {curves.toReversed().map((curve) => (
        <table key={curve.day_0} class="numbers after">
          <caption>{nameOf(curve)}</caption>
          <tbody>
            {linesOf(curve).map(([head, words]) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </section>
  );
}

function linesOf(curve: Curve): [head: string, words: string][] {
  return [
    ["Before", beforeInWords(curve.baseline)],
    ...curve.points.map((point): [string, string] => [
      `Day ${indexInWords(point.day)}`,
      pointInWords(point),
    ]),
    ["After", lastedInWords(curve)],
    ["Days with an entry", completionInWords(curve.completion)],
  ];
}

/** "6 May 2026", or "6 May to 24 May 2026" for sessions that overlap. */
export function nameOf({ day_0, last_session, sessions }: Curve): string {
  const first = dayNumber(day_0);
  if (sessions.length === 1) return dateInWords(first);
  const last = first + last_session;
  return `${shortDate(first)} to ${shortDate(last)} ${dateInWords(last).slice(-4)}`;
}
