// Eleven buttons from 0 to 10. Nothing is chosen beforehand, because a default becomes data.

import "./choices.css";
import { useId } from "preact/hooks";
import type { Bind } from "./bind.ts";
import { Button } from "./button.tsx";
import { Mistake } from "./field.tsx";

interface ScaleProps {
  question: string;
  /** The words under 0 and under 10. */
  ends: readonly [string, string];
  bind: Bind<number | null>;
  /** May be left blank, so a choice can be taken back. */
  optional?: boolean;
  mistake?: string | null | undefined;
}

const STEPS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

export function Scale({ question, ends, bind, optional = false, mistake }: ScaleProps) {
  const id = useId();
  const chosen = bind.value;
  return (
    <fieldset class="scale" aria-describedby={`${id}-ends ${id}-mistake`}>
      <legend>{question}</legend>
      <div class="row">
        {STEPS.map((step) => (
          <label class="pick" key={step}>
            <input
              type="radio"
              name={id}
              value={step}
              checked={chosen === step}
              onChange={() => {
                bind.value = step;
              }}
            />
            {step}
          </label>
        ))}
      </div>
      <p class="ends" id={`${id}-ends`}>
        <span>
          <span class="hidden-but-read">0 is </span>
          {ends[0]}
        </span>
        <span>
          <span class="hidden-but-read">10 is </span>
          {ends[1]}
        </span>
      </p>
      {optional && chosen !== null && <LeaveBlank bind={bind} question={question} />}
      <Mistake id={`${id}-mistake`} words={mistake} />
    </fieldset>
  );
}

/** Radios cannot be unticked, but blank is an answer of its own and never zero. */
export function LeaveBlank<T>({ bind, question }: { bind: Bind<T | null>; question: string }) {
  return (
    <Button
      kind="quiet"
      onClick={() => {
        bind.value = null;
      }}
    >
      Leave blank<span class="hidden-but-read">: {question}</span>
    </Button>
  );
}
