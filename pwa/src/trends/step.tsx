// A step back or forward in time, left and right of what it is about.
import { ArrowLeft, ArrowRight } from "lucide";
import type { ComponentChildren } from "preact";
import "./trends.css";
import { Icon, type IconNode } from "../ui/icon.tsx";

interface StepsProps {
  /** Undefined where there is nothing earlier or later. */
  earlier: (() => void) | undefined;
  later: (() => void) | undefined;
  children: ComponentChildren;
}

export function Steps({ earlier, later, children }: StepsProps) {
  return (
    <div class="span">
      <Step name="Earlier" icon={ArrowLeft} onClick={earlier} />
      <p role="status">{children}</p>
      <Step name="Later" icon={ArrowRight} onClick={later} />
    </div>
  );
}

interface StepProps {
  name: string;
  icon: IconNode;
  onClick: (() => void) | undefined;
}

function Step({ name, icon, onClick }: StepProps) {
  return (
    <button type="button" aria-label={name} disabled={!onClick} onClick={() => onClick?.()}>
      <Icon of={icon} />
    </button>
  );
}
