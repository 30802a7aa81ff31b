// A new recovery code by the present password. The old one holds until the new one has been kept.

import { useSignal } from "@preact/signals";
import type { NewRecoveryCode } from "../api-shapes.ts";
import { useDevice } from "../here.ts";
import { go } from "../router.tsx";
import { Refused } from "../server.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { prepareCode } from "./change-password.ts";
import { CodeShown } from "./code-shown.tsx";
import { PasswordField } from "./password-field.tsx";
import { sentenceFor } from "./sentences.ts";
import { Working } from "./working.tsx";
import "./me.css";

interface Prepared {
  code: string;
  request: NewRecoveryCode;
}

const WRONG =
  "That is not your password, or there were too many tries. Wait a little and try again.";

export function NewCodePage() {
  const device = useDevice();
  const prepared = useSignal<Prepared | null>(null);
  const password = useSignal("");
  const missing = useSignal<string | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const attempt = async (work: () => Promise<void>) => {
    busy.value = true;
    trouble.value = null;
    try {
      await work();
    } catch (error) {
      trouble.value = isWrong(error) ? WRONG : sentenceFor(error);
    }
    busy.value = false;
  };
  const make = () =>
    attempt(async () => {
      prepared.value = await prepareCode(device, password.value);
      scrollTo(0, 0);
    });
  const keep = (request: NewRecoveryCode) =>
    attempt(async () => {
      // Sent again as it is when its answer was lost: it changes nothing twice.
      await device.server.changeRecoveryCode(request);
      say("Your new recovery code holds now. The old one does not work any more.");
      go("/me", true);
    });

  if (prepared.value) {
    const { code, request } = prepared.value;
    return (
      <Page
        key="code"
        heading="Keep your new recovery code."
        lead={<p>Your old code works until you have shown that you kept this one.</p>}
      >
        <CodeShown
          code={code}
          email={device.account.email}
          next="Use this code from now on"
          busy={busy.value}
          progress="Telling the server."
          trouble={trouble.value}
          ifLeft="Your old code stays as it is."
          onKept={() => void keep(request)}
        />
      </Page>
    );
  }
  return (
    <Page
      key="password"
      heading="Make a new recovery code."
      lead={<p>Write your password, so that nobody else can do this on your device.</p>}
    >
      <form
        class="section"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          missing.value = password.value ? null : "Write your password.";
          if (!busy.value && !missing.value) void make();
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
          label="Your password"
          bind={password}
          kind="current-password"
          mistake={missing.value}
        />
        <AtHand>
          <Working words={busy.value ? "Opening your keys. This takes a few seconds." : null} />
          <Mistake words={trouble.value} />
          <Button kind="primary" type="submit" wide busy={busy.value}>
            Go on
          </Button>
        </AtHand>
      </form>
    </Page>
  );
}

function isWrong(error: unknown): boolean {
  return (
    error instanceof Refused && ["not-recognised", "wrong-password"].includes(error.problem.type)
  );
}
