// The first page of somebody who is not signed in. It comes with the frame: on a slow network every further
// file of the first screen is felt.
import "./start.css";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { useInstance } from "./use-instance.ts";

export function StartPage() {
  const instance = useInstance();
  return (
    <div class="start">
      <img src="/icon.svg" width={112} height={112} alt="" />
      <Page
        heading="A journal for the time around a session."
        lead={
          <p>
            Write on this device, also without a network. Only you, and whoever you choose, can read
            your words.
          </p>
        }
      >
        <div class="section">
          <LinkButton kind="primary" wide href="/sign-in">
            Sign in
          </LinkButton>
          {instance.value?.sign_up === "open" && (
            <LinkButton wide href="/sign-up">
              Make an account
            </LinkButton>
          )}
          <div aria-live="polite">
            {instance.value?.sign_up === "invitation" && (
              <p class="quiet">
                An account here needs an invitation. Open the link that you were given.
              </p>
            )}
            {instance.offline && (
              <p class="quiet">
                The server cannot be reached just now. Signing in needs a connection.
              </p>
            )}
          </div>
        </div>
      </Page>
    </div>
  );
}
