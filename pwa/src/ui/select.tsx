// One of many, by the phone's own list. Its blank is an answer: nothing said.
import { useId } from "preact/hooks";
import type { Bind } from "./bind.ts";
import type { Option } from "./choice.tsx";

interface SelectProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  bind: Bind<T | null>;
  /** What stands there while nothing is chosen. */
  blank: string;
  /** Once chosen it can be changed, but not taken back. */
  required?: boolean;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, options, bind, blank, required = false } = props;
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={bind.value ?? ""}
        onChange={(event) => {
          const chosen = options.find(({ value }) => value === event.currentTarget.value);
          bind.value = chosen ? chosen.value : null;
        }}
      >
        {!(required && bind.value) && <option value="">{blank}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
