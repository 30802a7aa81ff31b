// Everything that is said about one measure: the rules of domain.md 5.2, as api/trends has them.
// tests/vectors/trends holds the two together.
import { dayOf } from "../days.ts";
import { summaryOf } from "../median.ts";
import {
  type Answer,
  byDay,
  completion,
  type Days,
  type Dose,
  datesFrom,
  dayValue,
} from "./answers.ts";
import { baselineOf, courseBaseline, noticeable } from "./baselines.ts";
import { benefitOf, type Gains, onsetOf } from "./lasting.ts";
import { pointsOf } from "./points.ts";
import { NOT_ENOUGH, sentenceOf } from "./sentence.ts";
import { coursesOf, lastOf, type Series, seriesOf } from "./series.ts";
import {
  type AlignedDay,
  type Curve,
  type CurveDay,
  LOWER_IS_BETTER,
  type MeasureTrend,
  type Sentence,
  type Slug,
} from "./shapes.ts";

export const DAYS_BEFORE = 3;
export const DAYS_AFTER = 21;

/** As the sentence says it where the slug would not do: "your … was usually 5". */
const SPOKEN: Partial<Record<Slug, string>> = {
  sleep_quality: "sleep quality",
  connected: "connection to people",
};

/** In any order. `today` is the last day that could have an answer: later ones are in no window. */
export function measureTrend(
  measure: Slug,
  answers: readonly Answer[],
  all: readonly Dose[],
  today: number,
): MeasureTrend {
  const days = byDay(answers.filter(({ day }) => day <= today));
  const doses = all.filter(({ day }) => day <= today);
  const courses = [...coursesOf(doses)].flatMap(([course, [first]]) =>
    first ? [{ course, first, baseline: courseBaseline(days, first) }] : [],
  );
  const runs = seriesOf(doses);
  const drawn = runs.map((series, n) => {
    const course = courses.find(({ course }) => course === series[0].course);
    const first = course?.first ?? series[0];
    const next = runs[n + 1]?.[0] ?? null;
    const curve = curveOf({ measure, days, series, next, first, today });
    const before = course?.baseline ?? curve.baseline;
    const last = lastDay(series, next, today);
    const name = SPOKEN[measure] ?? measure;
    return { curve, sentence: sentenceOf(days, name, curve, first.day, before, last) };
  });
  const sentence = drawn.findLast(({ sentence }) => sentence)?.sentence ?? null;
  return {
    measure,
    better: LOWER_IS_BETTER.has(measure) ? "lower" : "higher",
    courses: courses.map(({ course, first, baseline }) => ({
      course,
      day_0: dayOf(first.day),
      baseline,
    })),
    curves: drawn.map(({ curve }) => curve),
    aligned: alignedOf(drawn.map(({ curve }) => curve).filter(isAlone)),
    sentence,
    said: saidBy(sentence),
  };
}

export function isAlone({ sessions }: Curve): boolean {
  return sessions.length === 1;
}

function saidBy(sentence: Sentence | null): string {
  return sentence?.text ?? NOT_ENOUGH;
}

interface Around {
  measure: Slug;
  days: Days;
  series: Series;
  next: Dose | null;
  /** The first session of the course. */
  first: Dose;
  today: number;
}

function curveOf({ measure, days, series, next, first, today }: Around): Curve {
  const [dose] = series;
  const last = lastDay(series, next, today);
  const zero = lastOf(series).day - dose.day;
  const baseline = baselineOf(days, series, first);
  const threshold = noticeable(baseline);
  const drawn = daysOf(days, dose, last);
  const gains = (of: readonly CurveDay[]): Gains =>
    of
      .filter(({ day }) => day >= 0)
      .map(({ day, value }) => {
        const change = value - (baseline.value ?? Number.NaN);
        return [day, LOWER_IS_BETTER.has(measure) ? -change : change];
      });
  const onset = threshold === null ? null : onsetOf(gains(drawn), threshold);
  // The days of looking end no benefit: only a new session or the end of what was written does.
  const lived = () => gains(daysOf(days, dose, Math.min(dayBefore(next), today)));
  return {
    sessions: series.map(({ id }) => id),
    day_0: dayOf(dose.day),
    last_session: zero,
    baseline,
    before:
      onDay(
        0,
        (days.get(dose.day) ?? []).filter(({ ms }) => ms < dose.ms),
      )[0] ?? null,
    days: drawn,
    completion: completion(days, dose.day - DAYS_BEFORE, last),
    points: pointsOf(drawn, zero, baseline.value),
    noticeable: threshold,
    onset,
    benefit: onset === null ? null : benefitOf(lived(), onset, zero, next !== null),
  };
}

/** Days with a value; day 0 is what came after the start. */
function daysOf(days: Days, { day: zero, ms: start }: Dose, last: number): CurveDay[] {
  return datesFrom(zero - DAYS_BEFORE, last).flatMap((day) => {
    const answers = days.get(day) ?? [];
    return onDay(day - zero, day === zero ? answers.filter(({ ms }) => ms >= start) : answers);
  });
}

function onDay(day: number, answers: readonly Answer[]): CurveDay[] {
  return answers.length > 0 ? [{ day, value: dayValue(answers), readings: answers.length }] : [];
}

/** 21 days after the last session, the day before the next one, or today. */
function lastDay(series: Series, next: Dose | null, today: number): number {
  return Math.min(lastOf(series).day + DAYS_AFTER, dayBefore(next), today);
}

function dayBefore(dose: Dose | null): number {
  return dose ? dose.day - 1 : Number.POSITIVE_INFINITY;
}

function alignedOf(curves: readonly Curve[]): AlignedDay[] {
  const days = Map.groupBy(
    curves.flatMap(({ days }) => days),
    ({ day }) => day,
  );
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, of]) => {
      const { count, median, range } = summaryOf(of.map(({ value }) => value));
      return { day, sessions: count, median, range: range && [...range] };
    });
}
