// A forgotten password is replaced with the recovery code, and everything is readable again.

import { type Signal, useSignal } from "@preact/signals";
import { here } from "../here.ts";
import { Refused } from "../server.ts";
import { Button } from "../ui/button.tsx";
import { Field, Mistake, TextArea } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { readRecoveryCode } from "../vault/recovery-code.ts";
import { CodeShown } from "./code-shown.tsx";
import { NewPasswordField } from "./new-password-field.tsx";
import { type Regained, type Renewal, recover, regain, renew } from "./recover.ts";
import { sentenceFor } from "./sentences.ts";
import { useSomebodyElses } from "./somebody-elses.tsx";
import { Working } from "./working.tsx";
import "./me.css";

export function RecoverPage() {
  const email = useSignal(here.peek()?.account.email ?? "");
  const regained = useSignal<Regained | null>(null);
  const renewal = useSignal<Renewal | null>(null);
  if (renewal.value) return <NewCode renewal={renewal.value} />;
  if (regained.value) return <NewPassword regained={regained.value} renewal={renewal} />;
  return <OldCode email={email} regained={regained} />;
}

interface OldCodeProps {
  email: Signal<string>;
  regained: Signal<Regained | null>;
}

function OldCode({ email, regained }: OldCodeProps) {
  const code = useSignal("");
  const asked = useSignal(false);
  const misread = useSignal<string | null>(null);
  const { busy, trouble, attempt } = useAttempt();
  const open = (secret: Uint8Array<ArrayBuffer>) =>
    attempt(async () => {
      regained.value = await regain(email.value, secret);
    });
  const read = useSignal<Uint8Array<ArrayBuffer> | null>(null);
  const { ask, dialog } = useSomebodyElses(() => void (read.value && open(read.value)));
  const submit = async () => {
    asked.value = true;
    const reading = await readRecoveryCode(code.value);
    misread.value = "problem" in reading ? reading.problem : null;
    if ("problem" in reading || !email.value.trim()) return;
    read.value = reading.secret;
    await ask(email.value);
  };
  return (
    <Page
      heading="Come back with your recovery code."
      lead={
        <p>
          You choose a new password and get a new code. Your old code is used up then, and you are
          signed out on all other devices. Your journal stays as it is.
        </p>
      }
    >
      <form
        class="section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void submit();
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
        <TextArea
          label="Recovery code"
          hint="Seven groups of four. Small letters, spaces and line breaks do not matter."
          bind={code}
          most={200}
          rows={2}
          mistake={misread.value}
        />
        <p class="quiet">
          Without the password and without the code nobody can open your words, not even those who
          run this server.
        </p>
        <AtHand>
          <Working words={busy.value ? "Opening your keys." : null} />
          <Mistake words={trouble.value} />
          <Button kind="primary" type="submit" wide busy={busy.value}>
            Go on
          </Button>
        </AtHand>
      </form>
      {dialog}
    </Page>
  );
}

interface NewPasswordProps {
  regained: Regained;
  renewal: Signal<Renewal | null>;
}

function NewPassword({ regained, renewal }: NewPasswordProps) {
  const password = useSignal("");
  const weakness = useSignal<string | null>(null);
  const { busy, trouble, attempt } = useAttempt();
  const submit = async () => {
    const { weaknessOf } = await import("../vault/passwords.ts");
    weakness.value = weaknessOf(password.value, { name: "", email: regained.email });
    if (weakness.value) return;
    await attempt(async () => {
      renewal.value = await renew(regained, password.value);
    });
  };
  return (
    <Page heading="Your code fits. Choose a new password." lead={<p>{regained.email}</p>}>
      <form
        class="section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy.value) void submit();
        }}
      >
        <NewPasswordField label="New password" bind={password} mistake={weakness.value} />
        <AtHand>
          <Working words={busy.value ? "Making your new keys. This takes a few seconds." : null} />
          <Mistake words={trouble.value} />
          <Button kind="primary" type="submit" wide busy={busy.value}>
            Go on
          </Button>
        </AtHand>
      </form>
    </Page>
  );
}

function NewCode({ renewal }: { renewal: Renewal }) {
  const { busy, trouble, attempt } = useAttempt();
  const finish = () =>
    attempt(async () => {
      await recover(renewal);
      say("You are signed in with your new password. Your old recovery code is used up.");
    });
  return (
    <Page
      heading="Keep your new recovery code."
      lead={<p>Your new password and this code hold as soon as you have shown that you kept it.</p>}
    >
      <CodeShown
        code={renewal.code}
        email={renewal.recovery.email}
        next="Finish and sign in"
        busy={busy.value}
        progress="Signing you in."
        trouble={trouble.value}
        ifLeft="Your old code and your old password stay as they are."
        onKept={() => void finish()}
      />
    </Page>
  );
}

function useAttempt() {
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    busy.value = true;
    trouble.value = null;
    try {
      await work();
    } catch (error) {
      const unknown = error instanceof Refused && error.problem.type === "not-recognised";
      trouble.value = unknown ? NO_SUCH_CODE : sentenceFor(error);
    }
    busy.value = false;
  };
  return { busy, trouble, attempt };
}

const NO_SUCH_CODE =
  "This address and this code do not belong together, or there were too many tries. A code that was used before does not work again. Wait a little and try again.";
