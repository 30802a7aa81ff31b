// One labelled line of input, and the box that grows; what is wrong is said under it, in words.

import { CircleAlert } from "lucide";
import type { InputHTMLAttributes } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Bind } from "./bind.ts";
import { Icon } from "./icon.tsx";

interface Labelled {
  label: string;
  bind: Bind<string>;
  hint?: string | undefined;
  mistake?: string | null | undefined;
}

type FieldProps = Labelled & {
  type?: "text" | "email" | "password" | "search" | "number" | "date" | "datetime-local";
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    | "min"
    | "max"
    | "step"
    | "required"
    | "autocomplete"
    | "inputMode"
    | "maxLength"
    | "readOnly"
    | "spellcheck"
    | "autocapitalize"
    | "placeholder"
  >;

export function Field({ label, bind, hint, mistake, type = "text", ...input }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <input
        {...input}
        // Preact's types tie every type to its role; which of ours it is changes nothing here.
        type={type as "text"}
        id={id}
        value={bind.value}
        onInput={(event) => {
          bind.value = event.currentTarget.value;
        }}
        {...described(id, hint, mistake)}
      />
      <Mistake id={`${id}-mistake`} words={mistake} />
    </div>
  );
}

type TextAreaProps = Labelled & {
  /** How many characters fit. Counted for the person only near the end. */
  most: number;
  rows?: number;
  onFocus?: () => void;
  /** The label stands in the page's heading already: it is only read aloud. */
  labelHidden?: boolean;
};

export function TextArea({
  label,
  bind,
  hint,
  mistake,
  most,
  rows = 3,
  onFocus,
  labelHidden,
}: TextAreaProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const length = bind.value.length;
  useLayoutEffect(() => {
    if (box.current) grow(box.current);
  }, [length]);
  const over =
    length > most
      ? `This is ${length - most} characters too long to save. Nothing you wrote is lost.`
      : null;
  return (
    <div class="field">
      <label for={id} class={labelHidden ? "hidden-but-read" : undefined}>
        {label}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {/* No maxlength: a paste that is too long would be cut silently. */}
      <textarea
        ref={box}
        id={id}
        rows={rows}
        value={bind.value}
        autocapitalize="sentences"
        onFocus={onFocus}
        onInput={(event) => {
          bind.value = event.currentTarget.value;
        }}
        {...described(id, hint, mistake ?? over)}
      />
      {length > most * 0.9 && (
        <p class="count numbers">
          {length} of {most} characters
        </p>
      )}
      <Mistake id={`${id}-mistake`} words={mistake ?? over} />
    </div>
  );
}

/** What is wrong and what to do, announced when it appears. */
export function Mistake({ id, words }: { id?: string; words: string | null | undefined }) {
  return (
    <div id={id} aria-live="polite">
      {words && (
        <p class="mistake">
          <Icon of={CircleAlert} size={20} />
          {words}
        </p>
      )}
    </div>
  );
}

function described(id: string, hint: string | undefined, mistake: string | null | undefined) {
  const ids = [hint && `${id}-hint`, mistake && `${id}-mistake`].filter(Boolean).join(" ");
  return {
    ...(ids && { "aria-describedby": ids }),
    ...(mistake && { "aria-invalid": "true" as const }),
  };
}

// Browsers without `field-sizing` (Firefox) need the height set by hand.
const GROWS_BY_ITSELF = typeof CSS !== "undefined" && CSS.supports("field-sizing", "content");

function grow(box: HTMLTextAreaElement): void {
  if (GROWS_BY_ITSELF) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}
