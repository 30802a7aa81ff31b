// Mood, anxiety and energy over time, with the sessions marked: drawn from this device alone.
import { SlidersHorizontal } from "lucide";
import { useRef } from "preact/hooks";
import "./trends.css";
import { useNow } from "../journal/use-now.ts";
import { useQuery } from "../router.tsx";
import { localDate } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { dayNumber } from "./days.ts";
import { LEAST_FOR_A_MEDIAN } from "./median.ts";
import { isLastFourWeeks, viewIn } from "./period.ts";
import { Timeline } from "./timeline.tsx";
import { useReadings } from "./use-readings.ts";
import { Usual } from "./usual.tsx";
import { TrendsFrame } from "./views.tsx";

const NOT_ENOUGH = "Not enough entries yet to say anything fair.";

export function TrendsPage() {
  const today = dayNumber(localDate(useNow()));
  const query = useQuery().toString();
  const lastFourWeeks = isLastFourWeeks(viewIn(new URLSearchParams(query)));
  const found = useReadings(lastFourWeeks);
  // What is shown stays until there is all that the next view needs.
  const shown = useRef(query);
  if (found?.all || lastFourWeeks) shown.current = query;
  if (!found) return null;
  const { readings, marks } = found;
  return (
    <TrendsFrame>
      {readings.length < LEAST_FOR_A_MEDIAN && (
        <EmptyState words={NOT_ENOUGH}>
          <LinkButton icon={SlidersHorizontal} href="/check-in">
            Check in
          </LinkButton>
        </EmptyState>
      )}
      {readings.length >= LEAST_FOR_A_MEDIAN && marks.length > 0 && (
        <Usual {...found} today={today} />
      )}
      {readings.length > 0 && (
        <Timeline {...{ readings, marks, today }} asked={query} query={shown.current} />
      )}
    </TrendsFrame>
  );
}
