// A password that is chosen: four words are made and offered, and one's own will do as well.
import { RefreshCw } from "lucide";
import { useEffect } from "preact/hooks";
import type { Bind } from "../ui/bind.ts";
import { Button } from "../ui/button.tsx";
import { PasswordField } from "./password-field.tsx";

interface NewPasswordFieldProps {
  label?: string;
  bind: Bind<string>;
  /** From `weaknessOf` (vault/passwords.ts), once the person has asked to go on. */
  mistake: string | null;
}

/** Fills in four words when nothing was typed before. */
export function NewPasswordField({ label = "Password", bind, mistake }: NewPasswordFieldProps) {
  useEffect(() => void offer(bind, ""), []);
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
      <Button kind="quiet" icon={RefreshCw} onClick={() => void offer(bind)}>
        Use four other words
      </Button>
    </div>
  );
}

/**
 * The list of words is not kept on the device: a password is only ever chosen with a connection. Without
 * it the field stays as it is, for a password of one's own. `instead` is what may be overwritten.
 */
async function offer(bind: Bind<string>, instead = bind.value): Promise<void> {
  const { fourWords } = await import("../vault/four-words.ts").catch(() => ({ fourWords: null }));
  if (fourWords && bind.value === instead) bind.value = fourWords();
}
