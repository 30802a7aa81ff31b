// Where a password is typed: it can be looked at, and the browser is told what it is for.
import "./accounts.css";
import { useSignal } from "@preact/signals";
import { Eye, EyeOff } from "lucide";
import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import type { Bind } from "../ui/bind.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";

interface PasswordFieldProps {
  label: string;
  bind: Bind<string>;
  /** So that password managers fill in the old one, and offer to keep the new one. */
  kind: "current-password" | "new-password";
  hint?: string | undefined;
  mistake?: string | null | undefined;
  /** Readable from the start: for words that were made for the person and have to be kept. */
  shown?: boolean;
}

export function PasswordField(props: PasswordFieldProps) {
  const { label, bind, kind, hint, mistake, shown = false } = props;
  const id = useId();
  const open = useSignal(shown);
  const input: InputHTMLAttributes<HTMLInputElement> = {
    autocomplete: kind,
    // A shown password is text to the browser, and some send text away to be spell-checked.
    spellcheck: false,
    autocapitalize: "none",
    value: bind.value,
    onInput: (event) => {
      bind.value = event.currentTarget.value;
    },
    ...(mistake && { "aria-invalid": "true" }),
    "aria-describedby": hint ? `${id}-hint ${id}-mistake` : `${id}-mistake`,
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {/* Preact's types tie every type to its role; which of the two it is changes nothing here. */}
      <input {...input} id={id} type={(open.value ? "text" : "password") as "text"} />
      <div class="buttons">
        <Button
          kind="quiet"
          icon={open.value ? EyeOff : Eye}
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {open.value ? "Hide" : "Show"}
          <span class="hidden-but-read"> what you typed as {label.toLowerCase()}</span>
        </Button>
      </div>
      <Mistake id={`${id}-mistake`} words={mistake} />
    </div>
  );
}
