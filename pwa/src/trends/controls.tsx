// How far back, and earlier or later: what is chosen stands in the address.
import { ArrowLeft, ArrowRight } from "lucide";
import { go } from "../router.tsx";
import { Choice } from "../ui/choice.tsx";
import { Icon, type IconNode } from "../ui/icon.tsx";
import {
  addressOf,
  earlier,
  type Known,
  later,
  type Period,
  type Range,
  type View,
} from "./period.ts";
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
      <div class="span">
        <Step name="Earlier" icon={ArrowLeft} to={earlier(view, period, known)} />
        <p role="status">
          <strong>{spanInWords(period)}</strong> <span class="quiet">{completion}</span>
        </p>
        <Step name="Later" icon={ArrowRight} to={later(view, period, known)} />
      </div>
    </div>
  );
}

/** In the same place of the history: the way back leads out of the chart, not through it. */
export function show(next: View): void {
  go(addressOf(next), true);
}

function Step({ name, icon, to }: { name: string; icon: IconNode; to: View | null }) {
  return (
    <button type="button" aria-label={name} disabled={!to} onClick={() => to && show(to)}>
      <Icon of={icon} />
    </button>
  );
}
