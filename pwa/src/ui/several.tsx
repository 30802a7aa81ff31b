// Any number of a few, side by side; none is an answer too.
import "./choices.css";
import type { Bind } from "./bind.ts";
import type { Option } from "./choice.tsx";

interface SeveralProps<T> {
  question: string;
  options: readonly Option<T>[];
  bind: Bind<T[]>;
}

export function Several<T extends string>({ question, options, bind }: SeveralProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{question}</legend>
      <div class="chips">
        {options.map(({ value, label }) => (
          <label class="pick" key={value}>
            <input
              type="checkbox"
              checked={bind.value.includes(value)}
              onChange={() => {
                bind.value = toggled(bind.value, value);
              }}
            />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function toggled<T>(chosen: T[], value: T): T[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value];
}
