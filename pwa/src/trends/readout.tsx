// The line above the chart: what was chosen, and the way to its day.
import type { ReadonlySignal } from "@preact/signals";
import type { Stop } from "./stops.ts";
import { addressAt, sessionInWords, shortTitleOf } from "./words.ts";

interface ReadoutProps {
  stops: readonly Stop[];
  chosen: ReadonlySignal<number | null>;
}

export function Readout({ stops, chosen }: ReadoutProps) {
  const stop = chosen.value === null ? undefined : stops[chosen.value];
  if (!stop) {
    return <p class="quiet">{stops.length > 0 && "Choose a dot to read it."}</p>;
  }
  return (
    <a href={addressAt(stop)}>
      <strong class="numbers">
        {stop.kind === "week" && "Week of "}
        {shortTitleOf(stop)}
      </strong>
      <span class="quiet">{[...sessionsAt(stop), leadsTo(stop)].join(". ")}</span>
    </a>
  );
}

function leadsTo(stop: Stop): string {
  return stop.kind === "week" ? "See its days" : "Open this day";
}

function sessionsAt(stop: Stop): string[] {
  if (stop.kind === "reading") return [];
  const marks = stop.kind === "session" ? [stop.mark] : stop.marks;
  const words = marks.map(({ route }) => sessionInWords(route));
  return words.map((session) => session.charAt(0).toUpperCase() + session.slice(1));
}
