// One shared entry, as its author saw it before sharing it.

import { Printer } from "lucide";
import { sync, useDevice } from "../here.ts";
import { sessionOf } from "../journal/belonging.ts";
import type { Entry, Text } from "../journal/entry.ts";
import { useParams } from "../router.tsx";
import { EntryView } from "../sharing/entry-view.tsx";
import { untilInWords } from "../sharing/until.ts";
import { nameOf, useContacts } from "../sharing/use-contacts.ts";
import { useStored } from "../stored.ts";
import { longDay, withOffset } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, Notice } from "../ui/surfaces.tsx";
import { SharedAboutIt } from "./about-a-session.tsx";
import { OnlyWhatWasChosen } from "./patient-page.tsx";
import { type Reading, useReading } from "./reading-entry.ts";
import "./therapist.css";

export function ReadPage() {
  const { patient = "", id = "" } = useParams();
  const known = useContacts();
  const reading = useReading(patient, id);
  if (!known) return null;
  const name = nameOf(known, patient);
  return (
    // One page for all that can happen to it, so that what happens is read aloud.
    <Page heading={headingOf(reading, name)}>
      <div role="status" class="hidden-but-read">
        {reading.state !== "open" && headingOf(reading, name)}
      </div>
      <Inside reading={reading} patient={patient} name={name} />
    </Page>
  );
}

function headingOf({ state, ...reading }: Reading, name: string): string {
  switch (state) {
    case "fetching":
      return "One moment.";
    case "offline":
      return "There is no connection just now.";
    case "untrusted":
      return "This cannot be trusted.";
    case "closed":
      return "seen" in reading && reading.seen
        ? "The patient has taken this entry back."
        : "This entry is not shared with you.";
    case "open":
      return `${name} shared this with you.`;
  }
}

interface InsideProps {
  reading: Reading;
  patient: string;
  name: string;
}

function Inside({ reading, patient, name }: InsideProps) {
  const back = <LinkButton href={`/patients/${patient}`}>What {name} shares</LinkButton>;
  switch (reading.state) {
    case "fetching":
      return null;
    case "offline":
      return (
        <EmptyState words="Words are read online, and this device keeps none of them. The entry opens as soon as the server can be reached.">
          <Button onClick={() => sync.peek()?.now()}>Try again</Button>
        </EmptyState>
      );
    case "untrusted":
      return (
        <>
          <Notice kind="gentle">
            <p>{reading.why}</p>
            <p>It is not opened. Ask {name} about it when you meet.</p>
          </Notice>
          <div class="buttons">{back}</div>
        </>
      );
    case "closed":
      return (
        <EmptyState words="It can no longer be opened, and nothing of it is left on this device.">
          {back}
        </EmptyState>
      );
    case "open":
      return <Open entry={reading.entry} text={reading.text} name={name} />;
  }
}

function Open({ entry, text, name }: { entry: Entry; text: Text | null; name: string }) {
  const { id: me } = useDevice().account;
  const session = useStored((tx) => sessionOf(tx, entry), [entry.session]);
  if (session === undefined) return null;
  const until = entry.readers.find(({ account }) => account === me)?.until;
  const received = longDay(withOffset(new Date(entry.received_at ?? "")).slice(0, 10), true);
  return (
    <>
      <EntryView entry={entry} text={text} session={session} />
      <SharedAboutIt entry={entry} session={session} />
      <footer class="section">
        <p class="printed">
          As shared by {name} on {received}.
        </p>
        {until && <p class="quiet">Shared with you {untilInWords(until)}.</p>}
        <OnlyWhatWasChosen name={name} />
        <div class="buttons">
          <Button kind="quiet" icon={Printer} onClick={() => print()}>
            Print
          </Button>
        </div>
      </footer>
    </>
  );
}
