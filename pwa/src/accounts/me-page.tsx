// The person's own page: the account, its devices, and what can be taken along.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useDevice } from "../here.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { Devices } from "./devices.tsx";
import { Install } from "./install.tsx";
import { PasswordForm } from "./password-form.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { TakeAlong } from "./take-along.tsx";
import { WhoCanSee, WhoCanSeeAsTherapist } from "./who-can-see.tsx";
import "./me.css";

export function MePage() {
  const { account } = useDevice();
  const asked = useSignal(0);
  const writes = account.role === "patient";
  return (
    <Page
      heading="This is your account."
      lead={
        <dl class="who">
          <dt>Name</dt>
          <dd>{account.name}</dd>
          <dt>E-mail address</dt>
          <dd>{account.email}</dd>
        </dl>
      }
    >
      {!writes && (
        <p>
          This device keeps nothing that you read. After 15 minutes without a touch you are signed
          out.
        </p>
      )}
      <Devices asked={asked.value} />
      <div class="parts">
        <Folded summary="Change your password">
          <PasswordForm
            onChanged={() => {
              asked.value += 1;
            }}
          />
        </Folded>
        <Folded summary="Recovery code">
          <p>
            With the code that you kept when you signed up you can come back without your password.
            It cannot be shown again: this device does not keep it.
          </p>
          <p>If you have lost it, make a new one. The old code does not work any more then.</p>
          <div class="buttons">
            <LinkButton href="/me/recovery-code">Make a new code</LinkButton>
            <LinkButton kind="quiet" href="/recover">
              I have forgotten my password
            </LinkButton>
          </div>
        </Folded>
        {writes && (
          <Folded summary="Take your journal along">
            <TakeAlong />
          </Folded>
        )}
        <Folded summary="Install Afterglow">
          <Install />
        </Folded>
        <Folded summary="Who can see what">
          {writes ? <WhoCanSee /> : <WhoCanSeeAsTherapist />}
        </Folded>
      </div>
      {writes && (
        <p>
          <a href="/help">Get help now</a> works without a connection and without signing in. Choose
          there where you are. Your <a href="/safety-plan">safety plan</a>, your clinic’s number and
          someone you trust stand there too, once you have written them down.
        </p>
      )}
      <SignOutButton />
      <Version />
    </Page>
  );
}

/** The app comes from the server, so the two have one version. */
function Version() {
  const { server } = useDevice();
  const version = useSignal<string | null>(null);
  useEffect(() => {
    server.instance().then(
      (instance) => {
        version.value = instance.version;
      },
      // Offline there is nothing to compare with, and nothing to say about it.
      () => undefined,
    );
  }, [server]);
  return <p class="quiet numbers">{version.value && `Afterglow ${version.value}`}</p>;
}
