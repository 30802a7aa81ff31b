// How far back, and earlier or later: what is chosen stands in the address.
import { go } from "../router.tsx";
import { Choice } from "../ui/choice.tsx";
import {
  addressOf,
  earlier,
  type Known,
  later,
  type Period,
  type Range,
  type View,
} from "./period.ts";
import { Steps } from "./step.tsx";
import { spanInWords } from "./words.ts";

const CHOICES: readonly { value: Range; label: string }[] = [
  { value: "4-weeks", label: "4 weeks" },
  { value: "3-months", label: "3 months" },
  { value: "1-year", label: "1 year" },
  { value: "all", label: "All" },
];

interface ControlsProps {
  view: View;
  period: Period;
  known: Known;
  completion: string;
}

export function Controls({ view, period, known, completion }: ControlsProps) {
  const range = {
    get value(): Range | null {
      return view.range;
    },
    set value(range: Range | null) {
      if (range) show({ ...view, range, end: null });
    },
  };
  return (
    <div class="controls">
      <Choice question="How far back" layout="columns" options={CHOICES} bind={range} />
      <Steps earlier={to(earlier(view, period, known))} later={to(later(view, period, known))}>
        <strong>{spanInWords(period)}</strong> <span class="quiet">{completion}</span>
      </Steps>
    </div>
  );
}

/** In the same place of the history: the way back leads out of the chart, not through it. */
export function show(next: View): void {
  go(addressOf(next), true);
}

function to(view: View | null) {
  return view ? () => show(view) : undefined;
}
