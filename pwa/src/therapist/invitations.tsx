// The invitations that nobody has answered yet.

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useDevice } from "../here.ts";
import { longDay, withOffset } from "../time.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { type Invited, takeBackInvitation } from "./invite.ts";
import "./therapist.css";
import { useCard, useInvited } from "./use-invited.ts";

export function Invitations() {
  const invited = useInvited();
  const heading = useRef<HTMLHeadingElement>(null);
  if (!invited || invited.length === 0) return null;
  return (
    <section class="section" aria-labelledby="invited">
      <h2 id="invited" ref={heading} tabIndex={-1}>
        Invited, and not here yet
      </h2>
      <ul class="invitations">
        {invited.map((one) => (
          <InvitationRow key={one.id} invited={one} onTakenBack={() => heading.current?.focus()} />
        ))}
      </ul>
    </section>
  );
}

function InvitationRow(props: { invited: Invited; onTakenBack: () => void }) {
  const { invited, onTakenBack } = props;
  const { contact } = invited;
  const card = useCard(invited);
  const label = labelOf(invited);
  return (
    <li>
      <div>
        <a href={`/invite/${contact.entry.id}`}>{label}</a>
        <p class="quiet">{card === undefined ? "" : cardInWords(card)}</p>
      </div>
      <TakeBack invited={invited} onTakenBack={onTakenBack} />
    </li>
  );
}

export function labelOf({ contact }: Invited): string {
  return contact.label || "Somebody";
}

export function TakeBack(props: { invited: Invited; onTakenBack: () => void }) {
  const { invited, onTakenBack } = props;
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const takeBack = async () => {
    try {
      const taken = await takeBackInvitation(device, invited);
      say(
        taken ? "The invitation is taken back." : "This invitation was accepted in the meantime.",
      );
      if (taken) onTakenBack();
    } catch {
      trouble.value = "This needs a connection. The invitation still stands.";
    }
  };
  return (
    <div>
      <Button onClick={() => void takeBack()}>
        Take it back<span class="hidden-but-read">: {labelOf(invited)}</span>
      </Button>
      <Mistake words={trouble.value} />
    </div>
  );
}

function cardInWords(card: NonNullable<ReturnType<typeof useCard>>): string {
  if (card === "unmade") return "Not made yet: it needs a connection.";
  if (card.state === "used") return "It was accepted.";
  if (card.state === "expired") return "It has expired. Take it back and make a new one.";
  return `Good until ${longDay(withOffset(new Date(card.expires_at)).slice(0, 10))}.`;
}
