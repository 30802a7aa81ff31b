// A total in plain words: no praise, no colour, no judgement of the person, and nothing that is not published.
import type { Measure } from "../journal/entry.ts";
import { whenInSentence } from "../time.ts";
import { bandOf, leftOut, type Questionnaire } from "./questionnaire.ts";

/** "12 of 27, moderate (10 to 14)". */
export function totalInWords(asked: Questionnaire, { items, total }: Measure): string {
  if (total === null) return `none: ${unanswered(leftOut(items))}`;
  const band = bandOf(asked, total);
  const words = band ? `, ${band.words} (${band.least} to ${band.most})` : "";
  return `${total} of ${asked.range.most}${words}`;
}

export function unanswered(count: number): string {
  return count === 1 ? "one question has no answer" : `${count} questions have no answer`;
}

/** What the publishers say about totals, where they give no bands. */
export function cutInWords({ title, bands, cut }: Questionnaire): string | null {
  if (bands.length > 0) return null;
  const none = `The ${title} has no official bands.`;
  if (!cut) return none;
  const at = cut.least === cut.most ? `${cut.least}` : `${cut.least} to ${cut.most}`;
  return `${none} From ${at} on, clinicians usually ask further.`;
}

/** "That is 3 points lower than on Monday 4 May (15)." */
export function changeInWords(
  total: number,
  earlier: { total: number; at: string },
  now: Date,
): string {
  const change = total - earlier.total;
  const when = dayIn(earlier.at, now);
  if (change === 0) return `That is the same as ${when}.`;
  const points = Math.abs(change) === 1 ? "1 point" : `${Math.abs(change)} points`;
  return `That is ${points} ${change < 0 ? "lower" : "higher"} than ${when} (${earlier.total}).`;
}

/** Only where a change that means something is published (domain.md 3.3); else, and below it, null. */
export function notableInWords({ title, notable_change }: Questionnaire, change: number) {
  if (notable_change === null || Math.abs(change) < notable_change) return null;
  return `On the ${title}, ${notable_change} points or more in either direction are a notable change.`;
}

/** The clock is said only of today: two weeks ago nobody asks for the hour. */
function dayIn(at: string, now: Date): string {
  const when = whenInSentence(at, now);
  return when.startsWith("today") ? when : when.replace(/, \d\d:\d\d$/, "");
}
