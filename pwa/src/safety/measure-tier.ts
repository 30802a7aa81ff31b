// Which message of domain.md 2.3 a filled-in questionnaire brings with it.
import type { Measure, Tier } from "../journal/entry.ts";
import { judge, NOTHING } from "./red-flags.ts";

/** `earlier` is the total before; null where no message is shown. */
export function tierOf(
  { instrument, total, acting }: Omit<Measure, "tier">,
  earlier: number | null,
): Tier | null {
  const rise =
    instrument === "phq_9" && total !== null && earlier !== null ? total - earlier : null;
  const { tier } = judge({ ...NOTHING, acting, phq9Rise: rise });
  return tier === "d" ? null : tier;
}
