// The person's check-ins and sessions from the device's own light store.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { ReadTx } from "../store.ts";
import { useStored } from "../stored.ts";
import { DAY_MS } from "../time.ts";
import { LEAST_FOR_A_MEDIAN } from "./median.ts";
import { type Mark, marksOf, type Reading, readingsOf } from "./readings.ts";

export interface Readings {
  readings: readonly Reading[];
  marks: readonly Mark[];
  /** Whether these are all; else they are what the last four weeks need, and no more. */
  all: boolean;
}

const FOREVER = [0, Number.MAX_SAFE_INTEGER] as const;
/** The last four weeks, wherever on earth a day begins. */
const RECENT_DAYS = 30;
/** After the first picture stands: reading ten years takes a slow phone a tenth of a second. */
const LATER_MS = 300;

/**
 * What the last four weeks need comes first, when they are what is asked for: the check-ins of that
 * time and the very first ones, from which all counts begin. All the others follow when those are
 * drawn. Undefined until the first answer.
 */
export function useReadings(lastFourWeeks: boolean): Readings | undefined {
  const { account } = useDevice();
  const [inTime, setInTime] = useState(false);
  const all = inTime || !lastFourWeeks;
  const found = useStored(
    async (tx) => ({
      all,
      moods: all ? await tx.moodsBetween(...FOREVER) : await recent(tx),
      sessions: await tx.entriesOfKind("session"),
    }),
    [all],
  );
  const before = useRef(found);
  if (found) before.current = found;
  const known = before.current;
  useEffect(() => {
    const timer = known && setTimeout(() => setInTime(true), LATER_MS);
    return () => clearTimeout(timer);
  }, [known === undefined]);
  return useMemo(
    () =>
      known && {
        readings: readingsOf(known.moods, account.id),
        marks: marksOf(known.sessions, account.id),
        all: known.all,
      },
    [known, account],
  );
}

async function recent(tx: ReadTx) {
  const [, end] = FOREVER;
  const first = await tx.moodsBetween(...FOREVER, LEAST_FOR_A_MEDIAN);
  const last = await tx.moodsBetween(Date.now() - RECENT_DAYS * DAY_MS, end);
  const known = new Set(last.map(({ id }) => id));
  return [...first.filter(({ id }) => !known.has(id)), ...last];
}
