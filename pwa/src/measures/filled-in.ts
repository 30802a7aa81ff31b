// What was filled in before: for the change since then, and for the time between two of the same kind.
import type { Entry, Measure } from "../journal/entry.ts";
import { DAY_MS, instant } from "../time.ts";

export type MeasureEntry = Entry & { facts: Measure };

/** Of one questionnaire, oldest first. */
export function filledIn(entries: readonly Entry[], slug: string): MeasureEntry[] {
  return entries
    .filter((entry): entry is MeasureEntry => entry.facts.kind === "measure")
    .filter(({ facts }) => facts.instrument === slug)
    .toSorted((a, b) => instant(a.occurred_at) - instant(b.occurred_at));
}

/** The last one before `at` that has a total; `except` is the id of the entry that asks. */
export function before(
  entries: readonly MeasureEntry[],
  at: string,
  except: string | null = null,
): (MeasureEntry & { facts: { total: number } }) | null {
  const earlier = entries.findLast(
    ({ id, occurred_at, facts }) =>
      id !== except && facts.total !== null && instant(occurred_at) < instant(at),
  );
  return (earlier as (MeasureEntry & { facts: { total: number } }) | undefined) ?? null;
}

/** One that is nearer to `at` than the minimum gap (domain.md 3.2), on either side; else null. */
export function tooNear(
  entries: readonly MeasureEntry[],
  at: string,
  gapDays: number,
  except: string | null = null,
): MeasureEntry | null {
  const others = entries.filter(({ id }) => id !== except);
  const distance = (entry: MeasureEntry) => Math.abs(instant(entry.occurred_at) - instant(at));
  const nearest = others.toSorted((a, b) => distance(a) - distance(b))[0];
  return nearest && distance(nearest) < gapDays * DAY_MS ? nearest : null;
}
