// Where an invitation's link leads: who invites, and signing up or accepting on the same screen.
import "./accounts.css";
import type { Person } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { here } from "../here.ts";
import { Refused } from "../server.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import type { Bytes } from "../vault/bytes.ts";
import type { Invitation } from "../vault/invitation.ts";
import { AcceptPage, AlreadyUsed } from "./accept-page.tsx";
import { accept, type CareInvitation } from "./acceptance.ts";
import { careInvitationWaits, dropInvitation } from "./kept-invitation.ts";
import { NotGoodPage } from "./not-good.tsx";
import { SignUp } from "./sign-up.tsx";
import { useKeptInvitation, useOpened } from "./use-opened.ts";
import { useTicket } from "./use-ticket.ts";

export function InvitationPage() {
  const kept = useKeptInvitation().value;
  if (kept === null) return <NotGoodPage why="missing" />;
  if (kept === "broken") return <NotGoodPage why="broken" />;
  return <Whole invitation={kept} />;
}

function Whole({ invitation }: { invitation: Invitation }) {
  const { answer, again } = useOpened(invitation);
  const code = useTicket(invitation);
  const device = here.value;
  if (answer === null || code === null) return <p role="status">Opening the invitation.</p>;
  if (answer === "offline") {
    return (
      <Page heading="The invitation could not be opened just now.">
        <p>The server cannot be reached. The link stays good: try again when you are connected.</p>
        <div class="buttons">
          <Button onClick={again}>Try again</Button>
        </div>
      </Page>
    );
  }
  if (!("inviter" in answer)) {
    return <NotGoodPage why={answer.state} />;
  }
  const { state, inviter } = answer;
  if (device) return <SignedIn {...{ device, invitation, state, inviter }} />;
  if (state !== "open") return <NotGoodPage why={state} />;
  return <NewPerson {...{ invitation, inviter, code }} />;
}

interface SignedInProps {
  device: Device;
  invitation: Invitation;
  state: "open" | "used" | "expired";
  inviter: Person | null;
}

function SignedIn({ device, invitation, state, inviter }: SignedInProps) {
  if (invitation.for !== "care" || !inviter) {
    return (
      <Page heading={`You are signed in already, as ${device.account.name}.`}>
        <p>This invitation is for making a new account. Sign out first if you want to use it.</p>
        <PutAside />
      </Page>
    );
  }
  if (device.account.role === "therapist") {
    return (
      <Page heading="This invitation is for a patient.">
        <p>
          It was made by {inviter.name} for somebody in their care. You are signed in as a
          therapist, and only a patient can accept it.
        </p>
        <PutAside />
      </Page>
    );
  }
  if (state === "expired") return <NotGoodPage why="expired" />;
  const Shown = state === "used" ? AlreadyUsed : AcceptPage;
  return <Shown device={device} invitation={invitation} therapist={inviter} />;
}

function PutAside() {
  return (
    <div class="buttons">
      {/* Before the link is followed, which happens further up. */}
      <span onClickCapture={dropInvitation}>
        <LinkButton href="/">Go to the start</LinkButton>
      </span>
    </div>
  );
}

interface NewPersonProps {
  invitation: Invitation;
  inviter: Person | null;
  code: Bytes;
}

function NewPerson({ invitation, inviter, code }: NewPersonProps) {
  const signIn = <a href="/sign-in?to=/invitation">I have an account</a>;
  if (invitation.for === "care" && inviter) {
    return (
      <SignUp
        heading={`${inviter.name} invites you.`}
        lead={
          <p>
            Nothing is shared by accepting. You choose later, entry by entry, what {inviter.name}{" "}
            can read. {signIn}
          </p>
        }
        as="patient"
        invitation={code}
        afterwards={(device) => acceptAfterwards(device, invitation, inviter)}
      />
    );
  }
  const as = invitation.for === "therapist" ? "therapist" : "patient";
  return (
    <SignUp
      heading={as === "therapist" ? "Make your therapist’s account." : "Make your account."}
      lead={
        <p>
          You were invited by the people who run this server.{" "}
          {as === "patient" && "Nothing is shared with anybody by it. "}
        </p>
      }
      as={as}
      invitation={code}
      afterwards={async () => {
        dropInvitation();
        return as === "therapist" ? "/" : "/check-in";
      }}
    />
  );
}

/** The account is there, and stays, whatever becomes of the invitation. */
async function acceptAfterwards(device: Device, invitation: CareInvitation, therapist: Person) {
  try {
    await accept(device, invitation, therapist);
    dropInvitation();
    say(`You are linked with ${therapist.name}. Nothing is shared yet.`);
    return "/check-in";
  } catch (error) {
    if (error instanceof Refused) {
      dropInvitation();
      say(`Your account is made. ${error.message}`);
      return "/check-in";
    }
    say("Your account is made. The invitation is still to be accepted.");
    return careInvitationWaits() ? "/invitation" : "/check-in";
  }
}
