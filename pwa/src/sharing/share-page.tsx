// Before an entry is shared: exactly what will be seen, by whom, and one button.

import { type Signal, useSignal } from "@preact/signals";
import { useDevice } from "../here.ts";
import { sessionOf } from "../journal/belonging.ts";
import { type Entry, isKeptToOneself, readersAt, type Text } from "../journal/entry.ts";
import { go, useParams } from "../router.tsx";
import { useStored } from "../stored.ts";
import { localDate, longDay } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Field, Mistake } from "../ui/field.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { Card, EmptyState, Folded } from "../ui/surfaces.tsx";
import { useLinked } from "./care-links.ts";
import type { Offer } from "./day-after.ts";
import { EntryView } from "./entry-view.tsx";
import type { Linked } from "./linked.ts";
import { isOnline, isShareable, share } from "./share.ts";
import { useShownEntry } from "./shown-entry.ts";
import { endOfDay, lastDayMistake, untilInWords } from "./until.ts";
import { useOffers } from "./use-offers.ts";

export function SharePage() {
  const { id = "" } = useParams();
  const shown = useShownEntry(id);
  if (shown.state === "opening") return null;
  if (shown.state !== "open" || !isShareable(shown.entry)) return <CannotSharePage />;
  if (isKeptToOneself(shown.text)) return <CannotSharePage />;
  return <Preview entry={shown.entry} text={shown.text} />;
}

function Preview({ entry, text }: { entry: Entry; text: Text | null }) {
  const device = useDevice();
  const people = useLinked();
  const offers = useOffers(entry.kind);
  const session = useStored((tx) => sessionOf(tx, entry), [entry.session]);
  const chosen = useSignal<string | null>(null);
  const lastDay = useSignal("");
  const asked = useSignal(false);
  if (!people || !offers || session === undefined) return null;
  const reading = readersAt(entry.readers, device.server.now());
  const candidates = people.filter(
    ({ account, keys }) =>
      keys === "verified" &&
      offers.to(account) !== "tomorrow" &&
      !reading.some((reader) => reader.account === account),
  );
  if (candidates.length === 0) {
    return <NobodyToShareWithPage id={entry.id} linked={people.length > 0} />;
  }
  const only = candidates.length === 1 ? candidates[0] : undefined;
  const reader = only ?? candidates.find(({ account }) => account === chosen.value) ?? null;
  const name = reader?.name ?? "the person you choose";
  return (
    <Page
      heading={`This is what ${reader ? name : "will be seen"}${reader ? " will see." : "."}`}
      lead={
        <p>
          These words and these facts, and nothing else. If you edit the entry later, {name} will
          see that too.
        </p>
      }
    >
      {!only && (
        <Choice
          question="Who is it for?"
          layout="stacked"
          options={candidates.map(({ account, name, since }) => ({
            value: account,
            label: name,
            more: `linked since ${longDay(since.slice(0, 10), true)}`,
          }))}
          bind={chosen}
        />
      )}
      <Card>
        <EntryView
          entry={entry}
          text={text}
          session={seenBy(reader, session, device.server.now())}
        />
      </Card>
      <ForHowLong lastDay={lastDay} asked={asked.value} />
      <Confirm
        entry={entry}
        reader={reader}
        offer={reader && offers.to(reader.account)}
        lastDay={lastDay}
        asked={asked}
      />
    </Page>
  );
}

/** Only whoever reads the session itself is told by the server that something belongs to it. */
function seenBy(reader: Linked | null, session: Entry | null, now: number): Entry | null {
  const readers = readersAt(session?.readers ?? [], now);
  return readers.some(({ account }) => account === reader?.account) ? session : null;
}

interface ConfirmProps {
  entry: Entry;
  reader: Linked | null;
  offer: Offer | null;
  lastDay: Signal<string>;
  asked: Signal<boolean>;
}

/** Folded away: most shares last until they are taken back. */
function ForHowLong({ lastDay, asked }: { lastDay: Signal<string>; asked: boolean }) {
  const now = new Date();
  const mistake = lastDayMistake(lastDay.value, now);
  const end = mistake === null ? endOfDay(lastDay.value) : null;
  return (
    <Folded
      summary={`For how long: ${end ? untilInWords(end, now) : "until you take it back"}`}
      open={asked && mistake !== null}
    >
      <Field
        label="Last day"
        hint="It can be read until the end of that day. Leave it blank for no end."
        type="date"
        bind={lastDay}
        min={localDate(now)}
        mistake={mistake}
      />
    </Folded>
  );
}

function Confirm({ entry, reader, offer, lastDay, asked }: ConfirmProps) {
  const device = useDevice();
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const confirm = async () => {
    if (!reader) {
      trouble.value = "Choose who it is for.";
      return;
    }
    if (lastDayMistake(lastDay.value, new Date())) {
      asked.value = true;
      return;
    }
    busy.value = true;
    try {
      await share(device, entry, reader.account, endOfDay(lastDay.value));
      const later = isOnline()
        ? ""
        : ` ${reader.name} can read it when this phone has a connection.`;
      say(`Shared with ${reader.name}.${later}`);
      go(`/entries/${entry.id}`, true);
    } catch (error) {
      trouble.value = whyNot(error);
    }
    busy.value = false;
  };
  return (
    <AtHand>
      {offer === "or-tomorrow" && <p>You can share now or decide tomorrow.</p>}
      <Mistake words={trouble.value} />
      <Button kind="primary" wide busy={busy.value} onClick={() => void confirm()}>
        {reader ? `Share with ${reader.name}` : "Share"}
      </Button>
      <LinkButton kind="quiet" wide href={`/entries/${entry.id}`}>
        Not now
      </LinkButton>
    </AtHand>
  );
}

function whyNot(error: unknown): string {
  const speaks = ["KeysChanged", "NotPinned", "Changed", "TooLong", "StorageFull", "StoreClosed"];
  if (error instanceof Error && speaks.includes(error.name)) return error.message;
  console.error(error);
  return "This could not be shared just now. Nothing was changed. Try again in a moment.";
}

function NobodyToShareWithPage({ id, linked }: { id: string; linked: boolean }) {
  return (
    <Page heading="There is nobody to share this with just now.">
      <EmptyState
        words={
          linked
            ? "Everybody you are linked with reads it already, it is better decided tomorrow, or their keys have to be compared first."
            : "To share it here, you need an invitation from your therapist. You can also tell them when you meet."
        }
      >
        <LinkButton href={`/entries/${id}`}>Back to the entry</LinkButton>
      </EmptyState>
    </Page>
  );
}

function CannotSharePage() {
  return (
    <Page heading="This entry cannot be shared.">
      <EmptyState words="It was deleted, it does not open on this phone, or you keep it to yourself for now.">
        <LinkButton href="/journal">Go to your journal</LinkButton>
      </EmptyState>
    </Page>
  );
}
