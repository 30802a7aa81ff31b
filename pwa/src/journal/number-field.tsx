// A number that may stay blank; what does not fit is said under the field and never cut.
import type { Bind } from "../ui/bind.ts";
import { Field } from "../ui/field.tsx";
import { type Limits, numberWithin } from "./numbers.ts";

interface NumberFieldProps {
  label: string;
  bind: Bind<string>;
  limits: Limits;
  hint?: string;
  /** What is said when it does not fit. */
  mistake: string;
}

export function NumberField({ label, bind, limits, hint, mistake }: NumberFieldProps) {
  return (
    <Field
      label={label}
      inputMode={limits.step === 1 ? "numeric" : "decimal"}
      bind={bind}
      hint={hint}
      mistake={numberWithin(bind.value, limits) === undefined ? mistake : null}
    />
  );
}
