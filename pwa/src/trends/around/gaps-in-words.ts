// The days between sessions, as they were: no interval is recommended (domain.md 5.2).
import { said } from "../rules/sentence.ts";
import type { Intervals } from "../rules/shapes.ts";

const MOST_SAID = 12;

export function gapsInWords({ gaps, median, range }: Intervals): string {
  if (gaps.length === 0) return "One session: there is no time between sessions yet.";
  const last = gaps.slice(-MOST_SAID).join(", ");
  const which =
    gaps.length > MOST_SAID
      ? `Days between the last ${MOST_SAID + 1} sessions`
      : "Days between sessions";
  const usual = median === null ? "" : `; usually ${said(median)}`;
  return `${which}: ${last}${usual}${range ? `, from ${range[0]} to ${range[1]}` : ""}.`;
}
