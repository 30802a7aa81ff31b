// What came after a session, in words (domain.md 5.2): when it began and how long it held.
import { said } from "../rules/sentence.ts";
import type { Baseline, Completion, Curve, SummaryPoint } from "../rules/shapes.ts";
import { counted } from "../words.ts";

/** "3 (3 of 3 days)", and which days they are. */
export function beforeInWords({ value, of, completion }: Baseline): string {
  const days = `${completionInWords(completion)}${of === "course" ? " before the first session" : ""}`;
  return value === null ? `too few entries (${days})` : `${said(value)} (${days})`;
}

/** "6 (+3)". Blank where no day is near enough. */
export function pointInWords({ value, change }: SummaryPoint): string {
  if (value === null) return "";
  if (change === null) return said(value);
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  return `${said(value)} (${sign}${said(Math.abs(change))})`;
}

export function lastedInWords({ baseline, last_session, onset, benefit }: Curve): string {
  if (baseline.value === null) return "too few entries before to say";
  if (onset === null || !benefit) return "no lasting change for the better seen";
  const { at_least, lost_on, ended_by } = benefit;
  const since = last_session > 0 ? " after the last session" : "";
  const began = `a change for the better from day ${onset} on`;
  if (lost_on !== null) return `${began}; on day ${lost_on}${since} less than half was left`;
  const then = ended_by === "next_session" ? "then came the next session" : "then the entries end";
  return `${began}, seen for at least ${counted(at_least, "day")}${since}; ${then}`;
}

export function completionInWords({ days, of }: Completion): string {
  return `${days} of ${of} days`;
}
