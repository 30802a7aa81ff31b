// One of a few, side by side or stacked; nothing is chosen beforehand.
import "./choices.css";
import { useId } from "preact/hooks";
import type { Bind } from "./bind.ts";
import { Mistake } from "./field.tsx";
import { LeaveBlank } from "./scale.tsx";

export interface Option<T> {
  value: T;
  label: string;
  /** A few more words. In columns only the chosen one shows them, underneath. */
  more?: string;
}

interface ChoiceProps<T> {
  question: string;
  options: readonly Option<T>[];
  bind: Bind<T | null>;
  hint?: string;
  layout?: "wrapped" | "stacked" | "columns";
  optional?: boolean;
  mistake?: string | null | undefined;
}

export function Choice<T extends string | number | boolean>(props: ChoiceProps<T>) {
  const { question, options, bind, hint, layout = "wrapped", optional = false, mistake } = props;
  const id = useId();
  const inColumns = layout === "columns";
  const chosen = options.find(({ value }) => value === bind.value);
  return (
    <fieldset class={`choice ${layout}`} aria-describedby={`${id}-hint ${id}-mistake`}>
      <legend>{question}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="options">
        {options.map(({ value, label, more }) => (
          <label class="pick" key={String(value)}>
            <input
              type="radio"
              name={id}
              value={String(value)}
              checked={bind.value === value}
              onChange={() => {
                bind.value = value;
              }}
            />
            <span>
              {label}
              {more && <small class={inColumns ? "hidden-but-read" : undefined}> {more}</small>}
            </span>
          </label>
        ))}
      </div>
      {inColumns && chosen?.more && (
        <p class="hint" aria-hidden="true">
          {chosen.label}: {chosen.more}
        </p>
      )}
      {optional && chosen && <LeaveBlank bind={bind} question={question} />}
      <Mistake id={`${id}-mistake`} words={mistake} />
    </fieldset>
  );
}
