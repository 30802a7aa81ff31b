// A whole year, day by day.
import { useMemo } from "preact/hooks";
import { useNow } from "../../journal/use-now.ts";
import { go } from "../../router.tsx";
import { localDate } from "../../time.ts";
import { EmptyState } from "../../ui/surfaces.tsx";
import { dayNumber } from "../days.ts";
import type { Measure } from "../measures.ts";
import { RULES_VERSION } from "../rules/shapes.ts";
import { Steps } from "../step.tsx";
import { type Readings, useReadings } from "../use-readings.ts";
import { TrendsFrame } from "../views.tsx";
import { useWhich, Which } from "../which.tsx";
import { counted } from "../words.ts";
import { type YearDay, yearDays, yearOf } from "./year.ts";
import { YearPicture } from "./year-picture.tsx";
import { YearTable } from "./year-table.tsx";

export function YearPage() {
  const found = useReadings(false);
  if (!found) return null;
  return (
    <TrendsFrame>
      {found.readings.length === 0 ? (
        <EmptyState words="When you have checked in, your days appear here, one bar for each." />
      ) : (
        <Year {...found} />
      )}
    </TrendsFrame>
  );
}

function Year({ readings, marks }: Readings) {
  const { measure, table, query } = useWhich();
  const today = dayNumber(localDate(useNow()));
  const now = yearOf(today);
  const years = [...readings, ...marks].map(({ day }) => yearOf(day));
  const [first, last] = [Math.min(now, ...years), Math.max(now, ...years)];
  const newest = Math.max(...years);
  const asked = Number(query.get("year") ?? newest);
  const year = Math.min(Math.max(Number.isInteger(asked) ? asked : newest, first), last);
  const key = measure?.key ?? "mood";
  const days = useMemo(() => yearDays(year, readings, marks, key), [year, readings, marks, key]);
  if (!measure) return null;
  const lived = daysLived(year, readings[0]?.day ?? today, Math.max(today, days.at(-1)?.day ?? 0));
  const to = (year: number) => {
    query.set("year", String(year));
    go(`/trends/year?${query}`, true);
  };
  return (
    <>
      <Which />
      <Steps
        earlier={year > first ? () => to(year - 1) : undefined}
        later={year < last ? () => to(year + 1) : undefined}
      >
        <strong>{year}</strong> <span class="quiet">{completionOf(days, lived)}</span>
      </Steps>
      {table && days.length > 0 && <YearTable year={year} days={days} measure={measure} />}
      {!table && <YearPicture key={`${year} ${key}`} days={days} measure={measure} />}
      <Rule measure={measure} />
    </>
  );
}

function Rule({ measure }: { measure: Measure }) {
  return (
    <footer class="rules">
      <p class="quiet">
        {measure.name}: {measure.better}. A bar is the median of that day’s check-ins, from 0 (
        {measure.least}) to 10 ({measure.most}). A day without a check-in is empty, and nothing is
        filled in. The upright lines are sessions. Rules, version {RULES_VERSION}.
      </p>
    </footer>
  );
}

/** The days of the year since the first check-in: before it nothing was missed. */
function daysLived(year: number, first: number, last: number): number {
  const from = Math.max(first, dayNumber(`${year}-01-01`));
  return Math.max(0, Math.min(last, dayNumber(`${year}-12-31`)) - from + 1);
}

function completionOf(days: readonly YearDay[], of: number): string {
  const read = days.filter(({ readings }) => readings > 0).length;
  return read === 0
    ? "No check-in in this year."
    : `A check-in on ${read} of ${counted(of, "day")}.`;
}
