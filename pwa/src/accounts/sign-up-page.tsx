// Signing up where the operator lets everybody.

import { Button, LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { SignUp } from "./sign-up.tsx";
import { useInstance } from "./use-instance.ts";

export function SignUpPage() {
  const instance = useInstance();
  if (instance.offline) {
    return (
      <Page heading="Making an account needs a connection.">
        <p>The server cannot be reached just now. Try again when you are connected.</p>
        <div class="buttons">
          <Button onClick={() => location.reload()}>Try again</Button>
        </div>
      </Page>
    );
  }
  if (!instance.value) return null;
  if (instance.value.sign_up === "invitation") {
    return (
      <Page heading="An account here needs an invitation.">
        <p>Open the whole link that you were given. If you have an account already, sign in.</p>
        <div class="buttons">
          <LinkButton href="/sign-in">Sign in</LinkButton>
        </div>
      </Page>
    );
  }
  return (
    <SignUp
      heading="Make your account."
      lead={
        <p>
          Your keys are made on this device. <a href="/sign-in">I have an account</a>
        </p>
      }
      as="patient"
      invitation={null}
      afterwards={async () => "/check-in"}
    />
  );
}
