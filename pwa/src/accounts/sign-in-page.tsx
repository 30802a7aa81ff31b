// Signing in: the keys are opened on this device, and the journal follows by itself.

import { useComputed, useSignal } from "@preact/signals";
import { here, sync } from "../here.ts";
import { useQuery } from "../router.tsx";
import { Button, LinkButton } from "../ui/button.tsx";
import { Field, Mistake } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { LowSun } from "../ui/top-bar.tsx";
import { PasswordField } from "./password-field.tsx";
import { sentenceFor } from "./sentences.ts";
import { signIn } from "./sign-in.ts";
import { useSomebodyElses } from "./somebody-elses.tsx";
import { Working } from "./working.tsx";
import "./me.css";

export function SignInPage() {
  const to = placeOf(useQuery().get("to"));
  const email = useSignal(here.peek()?.account.email ?? "");
  const password = useSignal("");
  const asked = useSignal(false);
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);

  const enter = async () => {
    busy.value = true;
    try {
      await signIn(email.value, password.value, to);
    } catch (error) {
      trouble.value = sentenceFor(error);
      busy.value = false;
    }
  };
  const { ask, dialog } = useSomebodyElses(() => void enter());
  const submit = () => {
    asked.value = true;
    trouble.value = null;
    if (email.value.trim() && password.value) void ask(email.value);
  };
  return (
    <Page heading="Welcome back.">
      <p class="mark">
        <LowSun size={72} />
      </p>
      {!busy.value && <AtThisDevice />}
      <form
        class="section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) submit();
        }}
      >
        <Field
          label="E-mail address"
          type="email"
          bind={email}
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          mistake={asked.value && !email.value.trim() ? "Write your e-mail address." : null}
        />
        <PasswordField
          label="Password"
          bind={password}
          kind="current-password"
          mistake={asked.value && !password.value ? "Write your password." : null}
        />
        <p>
          <a href="/recover">I forgot my password</a>
        </p>
        <AtHand>
          <Working words={busy.value ? "Opening your keys. This takes a few seconds." : null} />
          <Mistake words={trouble.value} />
          <Button kind="primary" type="submit" wide busy={busy.value}>
            {busy.value ? "Signing in" : "Sign in"}
          </Button>
        </AtHand>
      </form>
      {dialog}
    </Page>
  );
}

function AtThisDevice() {
  const ended = useComputed(() => sync.value?.state.value.phase === "signed-out");
  const device = here.value;
  if (!device) return null;
  if (ended.value) {
    return (
      <Notice>
        <p>
          What {device.account.email} wrote is kept on this device. Sign in with that address, and
          it goes on where it was.
        </p>
      </Notice>
    );
  }
  return (
    <Notice>
      <p>{device.account.email} is signed in on this device.</p>
      <div class="buttons">
        <LinkButton href="/">Go to the start</LinkButton>
      </div>
    </Notice>
  );
}

/** Only a place of ours: the address of this page may come from anybody. */
function placeOf(to: string | null): string | undefined {
  if (!to?.startsWith("/")) return undefined;
  const { origin, pathname, search, hash } = new URL(to, location.origin);
  return origin === location.origin && pathname !== "/sign-in"
    ? pathname + search + hash
    : undefined;
}
