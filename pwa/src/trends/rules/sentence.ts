// The plain sentence over the charts (domain.md 5.4). It says "after" and never "because of".
import { dateInWords, dayNumber, dayOf } from "../days.ts";
import type { Days } from "./answers.ts";
import { usualOf } from "./baselines.ts";
import type { Baseline, Curve, Sentence, Usual } from "./shapes.ts";

export const NOT_ENOUGH = "Not enough entries yet to say anything fair.";
const DAYS_AFTER = 7;

/** Before the course, and in the 7 days after the curve's last session, as far as they go (`last`). */
export function sentenceOf(
  days: Days,
  name: string,
  curve: Pick<Curve, "day_0" | "last_session">,
  courseFirst: number,
  { value, readings, range, completion }: Baseline,
  last: number,
): Sentence | null {
  const session = dayNumber(curve.day_0) + curve.last_session;
  const after = usualOf(days, session + 1, Math.min(session + DAYS_AFTER, last));
  if (value === null || after === null) return null;
  const before = { value, readings, range, completion };
  const text = inEnglish(name, courseFirst, before, session, after);
  return { first_session: dayOf(courseFirst), before, session: dayOf(session), after, text };
}

/** Whole numbers and halves; what lies between is said to the nearest half, upwards from the middle. */
export function said(value: number): string {
  return String(Math.floor(value * 2 + 0.5) / 2);
}

function inEnglish(
  name: string,
  first: number,
  before: Usual,
  session: number,
  after: Usual,
): string {
  const [start, then] = [dateInWords(first), dateInWords(session)];
  const cut = start.slice(-4) === then.slice(-4) ? -5 : undefined;
  const since = first === session ? "" : ` your first session on ${start.slice(0, cut)}`;
  return (
    `In the 14 days before${since}, your ${name} was usually ${usually(before)}. ` +
    `In the ${after.completion.of} days after ${then.slice(0, cut)} it was usually ${usually(after)}.`
  );
}

function usually({ value, readings, range, completion: { days, of } }: Usual): string {
  const limits = range ? `, ${range.map(said).join("–")}` : "";
  return `${said(value)} (${readings} readings on ${days} of ${of} days${limits})`;
}
