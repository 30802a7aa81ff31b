// A patient who is signed in, and a therapist's invitation.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Person } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { go } from "../router.tsx";
import { dayAfter } from "../sharing/day-after.ts";
import { useStored } from "../stored.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { accept, type CareInvitation, hasAccepted } from "./acceptance.ts";
import { dropInvitation } from "./kept-invitation.ts";
import { NotGoodPage } from "./not-good.tsx";
import { sentenceFor } from "./sentences.ts";

interface AcceptProps {
  device: Device;
  invitation: CareInvitation;
  therapist: Person;
}

export function AcceptPage({ device, invitation, therapist }: AcceptProps) {
  const soon = useStored(async (tx) => dayAfter(await tx.entriesOfKind("session"), new Date()));
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const take = async () => {
    busy.value = true;
    trouble.value = null;
    try {
      await accept(device, invitation, therapist);
      dropInvitation();
      say(`You are linked with ${therapist.name}. Nothing is shared yet.`);
      go("/sharing", true);
    } catch (error) {
      trouble.value = sentenceFor(error);
      busy.value = false;
    }
  };
  return (
    <Page heading={`${therapist.name} invites you.`} lead={<p>Nothing is shared by accepting.</p>}>
      <p>
        Afterwards you can share single entries with {therapist.name}. You choose each one, you see
        beforehand what they will see, and you can take it back or end the link at any time.
      </p>
      <p class="quiet">
        The keys of {therapist.name} fit the link that you opened. The people who run this server
        can see that you are linked.
      </p>
      {soon && <p>Your session was less than a day ago. You can accept now or decide tomorrow.</p>}
      <AtHand>
        <p class="quiet" role="status">
          {busy.value ? "Accepting." : ""}
        </p>
        <Mistake words={trouble.value} />
        <Button kind="primary" wide busy={busy.value} onClick={() => void take()}>
          Accept
        </Button>
        <Button
          wide
          onClick={() => {
            dropInvitation();
            go("/", true);
          }}
        >
          Not now
        </Button>
      </AtHand>
    </Page>
  );
}

/** Used, but perhaps by this very person. */
export function AlreadyUsed({ device, invitation, therapist }: AcceptProps) {
  const own = useSignal<boolean | null>(null);
  useEffect(() => {
    hasAccepted(device, invitation, therapist)
      .catch(() => false)
      .then((answer) => {
        if (answer) dropInvitation();
        own.value = answer;
      });
  }, []);
  if (own.value === null) return <p role="status">Opening the invitation.</p>;
  if (!own.value) return <NotGoodPage why="used" />;
  return (
    <Page heading={`You are linked with ${therapist.name}.`}>
      <p>You have accepted this invitation. Nothing is shared until you share an entry.</p>
      <div class="buttons">
        <LinkButton href="/sharing">Show who can read what</LinkButton>
      </div>
    </Page>
  );
}
