// A password that is chosen: four words are made and offered, and one's own will do as well.
import { RefreshCw } from "lucide";
import { useEffect } from "preact/hooks";
import type { Bind } from "../ui/bind.ts";
import { Button } from "../ui/button.tsx";
import { fourWords } from "../vault/four-words.ts";
import { PasswordField } from "./password-field.tsx";

interface NewPasswordFieldProps {
  label?: string;
  bind: Bind<string>;
  /** From `weaknessOf` (vault/passwords.ts), once the person has asked to go on. */
  mistake: string | null;
}

/** Fills in four words when nothing was typed before. */
export function NewPasswordField({ label = "Password", bind, mistake }: NewPasswordFieldProps) {
  useEffect(() => {
    if (bind.value === "") bind.value = fourWords();
  }, []);
  return (
    <div class="new-password">
      <PasswordField
        label={label}
        hint="Four words made for you. Keep them in your password manager or on paper, or write a password of your own: 15 characters or more."
        kind="new-password"
        bind={bind}
        mistake={mistake}
        shown
      />
      <Button
        kind="quiet"
        icon={RefreshCw}
        onClick={() => {
          bind.value = fourWords();
        }}
      >
        Use four other words
      </Button>
    </div>
  );
}
