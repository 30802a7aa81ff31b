// The form for a new password. All other sign-ins end with it.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { NewPassword } from "../api-shapes.ts";
import { sync, useDevice } from "../here.ts";
import { Offline, Refused } from "../server.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { prepare } from "./change-password.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { PasswordField } from "./password-field.tsx";
import { sentenceFor } from "./sentences.ts";
import { Working } from "./working.tsx";

const WRONG =
  "That is not your present password, or there were too many tries. Wait a little and try again.";
const UNCERTAIN =
  "The server’s answer did not arrive, so it is not certain which password holds. Try again: it does no harm.";

export function PasswordForm({ onChanged }: { onChanged: () => void }) {
  const device = useDevice();
  const old = useSignal("");
  const next = useSignal("");
  const oldMistake = useSignal<string | null>(null);
  const nextMistake = useSignal<string | null>(null);
  const trouble = useSignal<string | null>(null);
  const busy = useSignal(false);
  // Sent again as it is when its answer was lost: by then the old password may hold no more.
  const sent = useRef<{ old: string; next: string; request: NewPassword } | null>(null);

  const change = async () => {
    const same = sent.current?.old === old.value && sent.current.next === next.value;
    const request =
      same && sent.current ? sent.current.request : await prepare(device, old.value, next.value);
    sent.current = { old: old.value, next: next.value, request };
    try {
      await device.server.changePassword(request);
    } catch (error) {
      if (error instanceof Offline) throw new Uncertain();
      sent.current = null;
      throw error;
    }
    sent.current = null;
    old.value = "";
    next.value = "";
    sync.value?.now();
    say("Your new password holds now. All other devices are signed out.");
    onChanged();
  };

  const submit = async () => {
    const { weaknessOf } = await import("../vault/passwords.ts");
    trouble.value = null;
    oldMistake.value = old.value ? null : "Write your present password.";
    nextMistake.value = weaknessOf(next.value, device.account);
    if (oldMistake.value || nextMistake.value) return;
    busy.value = true;
    try {
      await change();
    } catch (error) {
      if (isWrong(error)) oldMistake.value = WRONG;
      else trouble.value = error instanceof Uncertain ? UNCERTAIN : sentenceFor(error);
    }
    busy.value = false;
  };

  return (
    <form
      class="section"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void submit();
      }}
    >
      {/* For password managers, which want to know whose password it is. */}
      <input
        hidden
        type="text"
        name="username"
        autocomplete="username"
        value={device.account.email}
        readOnly
      />
      <PasswordField
        label="Present password"
        bind={old}
        kind="current-password"
        mistake={oldMistake.value}
      />
      <NewPasswordField label="New password" bind={next} mistake={nextMistake.value} />
      <p class="quiet">All other devices are signed out. Your recovery code stays the same.</p>
      <Working words={busy.value ? "Wrapping your keys anew. This takes a few seconds." : null} />
      <Mistake words={trouble.value} />
      <div class="buttons">
        <Button type="submit" busy={busy.value}>
          Change the password
        </Button>
      </div>
    </form>
  );
}

class Uncertain extends Error {}

function isWrong(error: unknown): boolean {
  return (
    error instanceof Refused && ["not-recognised", "wrong-password"].includes(error.problem.type)
  );
}
