// The plain sentence over the timeline (domain.md 5.4).
import { useMemo } from "preact/hooks";
import { trendOf } from "./trend-of.ts";
import type { Readings } from "./use-readings.ts";

/** Said when all entries are there, which is after the first picture stands. */
export function Usual({ readings, marks, all, today }: Readings & { today: number }) {
  const said = useMemo(
    () => (all ? trendOf("mood", readings, marks, today).said : null),
    [readings, marks, all, today],
  );
  return <p class={said === null ? "usual coming" : "usual"}>{said}</p>;
}
