// One invitation: the link, the same as a square code, and how long it is good.

import { useSignal } from "@preact/signals";
import { Copy, Printer } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import { sync, useDevice } from "../here.ts";
import { go, useParams } from "../router.tsx";
import { useContacts } from "../sharing/use-contacts.ts";
import { longDay, withOffset } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { labelOf, TakeBack } from "./invitations.tsx";
import { addressOf, announce, type Invited } from "./invite.ts";
import { QrCode } from "./qr-code.tsx";
import "./therapist.css";
import { useCard, useInvited } from "./use-invited.ts";
import { usePatients } from "./use-patients.ts";

export function InvitationPage() {
  const { id = "" } = useParams();
  const known = useContacts();
  const invited = useInvited();
  // Whoever accepts while this page is open is verified here.
  usePatients();
  const contact = known?.find(({ entry }) => entry.id === id);
  const one = invited?.find(({ contact }) => contact.entry.id === id);
  if (!known || !invited) return null;
  if (contact?.account) return <AcceptedPage name={contact.name} account={contact.account} />;
  return one ? <Waiting invited={one} /> : <GonePage />;
}

function Waiting({ invited }: { invited: Invited }) {
  const device = useDevice();
  const [made, setMade] = useState<{ address: string; until: string } | null>(null);
  const synced = sync.value?.state.value.lastSynced;
  useEffect(() => {
    if (made) return;
    let outdated = false;
    const make = async () => {
      const until = await announce(device, invited);
      const address = await addressOf(device, invited);
      if (!outdated) setMade({ address, until });
    };
    // Offline it is made after the next sync.
    make().catch(() => undefined);
    return () => {
      outdated = true;
    };
  }, [device, invited.id, made, synced]);
  return made ? (
    <Made invited={invited} address={made.address} until={made.until} />
  ) : (
    <Page heading="One moment.">
      <p role="status">The invitation is being made. That needs a connection.</p>
    </Page>
  );
}

interface MadeProps {
  invited: Invited;
  address: string;
  until: string;
}

function Made({ invited, address, until }: MadeProps) {
  const card = useCard(invited);
  const ended = card && card !== "unmade" && card.state !== "open" ? card.state : null;
  return (
    <Page
      heading="This invitation works once."
      lead={
        <>
          {/* A note of the therapist's own, which must not get onto the paper that is handed over. */}
          <p class="not-printed">For {labelOf(invited)}</p>
          <p role="status" class="not-printed">
            {ended === null && goodUntil(until)}
            {ended === "expired" && "It has expired. Take it back and make a new one."}
            {ended === "used" && "It was accepted. Their keys are being checked."}
          </p>
        </>
      }
    >
      {ended === null && <OnPaper until={until} />}
      {ended === null && <Link address={address} />}
      <div class="buttons">
        <TakeBack invited={invited} onTakenBack={() => go("/invite", true)} />
      </div>
    </Page>
  );
}

function goodUntil(until: string): string {
  return `It is good until ${dayOf(until)}. Whoever holds it can accept it, so hand it over yourself.`;
}

/** What the patient reads who takes it home. */
function OnPaper({ until }: { until: string }) {
  const { name } = useDevice().account;
  return (
    <p class="printed">
      {name} invites you to share entries of your journal, one by one, as you choose. Open it with
      your phone’s camera, or type the address below. It is good until {dayOf(until)}. Nothing is
      shared by accepting it. Keep it to yourself.
    </p>
  );
}

function dayOf(until: string): string {
  return longDay(withOffset(new Date(until)).slice(0, 10));
}

function Link({ address }: { address: string }) {
  const field = useRef<HTMLDivElement>(null);
  const bind = useSignal(address);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      say("The link is copied. Give it to nobody else.");
    } catch {
      const input = field.current?.querySelector("input");
      input?.focus();
      input?.select();
      say("Copying is not allowed here. The link is selected: copy it yourself.");
    }
  };
  return (
    <div class="section invitation">
      <QrCode text={address} name="The invitation as a square code" />
      <div ref={field} class="not-printed">
        <Field label="The same as a link" bind={bind} readOnly spellcheck={false} />
      </div>
      <p class="printed address">{address}</p>
      <div class="buttons">
        <Button kind="primary" icon={Copy} onClick={() => void copy()}>
          Copy the link
        </Button>
        <Button icon={Printer} onClick={() => print()}>
          Print
        </Button>
      </div>
    </div>
  );
}

function AcceptedPage({ name, account }: { name: string; account: string }) {
  return (
    <Page heading={`${name} has accepted, and is verified.`}>
      <EmptyState words="From now on they can share entries with you. Nothing is shared until they do.">
        <LinkButton href={`/patients/${account}`}>Go to {name}</LinkButton>
      </EmptyState>
    </Page>
  );
}

function GonePage() {
  return (
    <Page heading="This invitation is not there any more.">
      <EmptyState words="It was taken back, or answered.">
        <LinkButton href="/invite">Invite a patient</LinkButton>
      </EmptyState>
    </Page>
  );
}
