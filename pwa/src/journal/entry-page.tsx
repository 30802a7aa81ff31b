// One entry: what it says, where it is, who reads it; to change it or to delete it.
import { type Signal, useSignal } from "@preact/signals";
import { Pencil, Trash2 } from "lucide";
import { go, useParams } from "../router.tsx";
import "./journal.css";
import { useDevice } from "../here.ts";
import { EntrySharing } from "../sharing/entry-sharing.tsx";
import { inWords } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { lazily } from "../ui/lazily.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState, Notice } from "../ui/surfaces.tsx";
import { ItsSession, WrittenAboutIt } from "./around-the-session.tsx";
import { type Entry, isKeptToOneself, type Text } from "./entry.ts";
import { EntryFacts } from "./entry-facts.tsx";
import { StateMark } from "./entry-row.tsx";
import { EntryWords } from "./entry-words.tsx";
import { ItsCourse, SessionsOfIt } from "./its-course.tsx";
import { KeptToOneself } from "./kept-to-oneself.tsx";
import { useOpenedEntry } from "./opened-entry.ts";
import { recordedLater } from "./recorded-later.ts";
import { removeEntry, whyNotDeleted } from "./remove-entry.ts";
import { SessionQuestions } from "./session-questions.tsx";
import { isSession } from "./sessions-near.ts";
import { sentenceOf } from "./summary.ts";

const SinceLast = lazily(() => import("../measures/since-last.tsx").then((m) => m.SinceLast));

export function EntryPage() {
  const { id = "" } = useParams();
  const opened = useOpenedEntry(id);
  const removed = useSignal(false);
  if (opened.state === "opening") return null;
  // Whoever has just deleted it is on the way to the journal.
  if (opened.state === "gone") return removed.value ? null : <GonePage />;
  const { entry } = opened;
  const text = opened.state === "open" ? opened.text : null;
  return (
    <Page heading={sentenceOf(entry)} lead={<Standing entry={entry} />}>
      {entry.reason && (
        <Notice kind="gentle">
          <p>{entry.reason.detail}</p>
        </Notice>
      )}
      {text?.kept_from && (
        <Notice>
          <p>
            This was kept from another device: the same entry was changed in two places, and nothing
            you wrote is thrown away.
          </p>
        </Notice>
      )}
      {entry.kind === "measure" && <SinceLast entry={entry} />}
      <EntryFacts facts={entry.facts} />
      {text && <EntryWords text={text} />}
      {opened.state === "closed" && (
        <Notice kind="gentle">
          <p>{opened.sentence}</p>
        </Notice>
      )}
      <Verbs entry={entry} text={text} removed={removed} />
      {isSession(entry) && <SessionQuestions session={entry} />}
      {entry.kind === "course" && <SessionsOfIt course={entry} />}
      {isSession(entry) && <WrittenAboutIt session={entry} />}
      {text && isKeptToOneself(text) && entry.readers.length === 0 ? (
        <KeptToOneself entry={entry} text={text} />
      ) : (
        <EntrySharing entry={entry} />
      )}
    </Page>
  );
}

function Standing({ entry }: { entry: Entry }) {
  const later = recordedLater(entry);
  return (
    <>
      <p class="quiet marks">
        <StateMark state={entry.state} />
        {later && <span>Written down later, {inWords(later)}</span>}
      </p>
      <ItsSession entry={entry} />
      {isSession(entry) && <ItsCourse session={entry} />}
    </>
  );
}

function Verbs(props: { entry: Entry; text: Text | null; removed: Signal<boolean> }) {
  const { entry, text, removed } = props;
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const remove = async () => {
    removed.value = true;
    try {
      await removeEntry(device, entry, text);
      go("/journal", true);
    } catch (error) {
      removed.value = false;
      trouble.value = whyNotDeleted(error);
    }
  };
  return (
    <div class="section">
      <div class="buttons">
        {text && entry.facts.kind !== "untrusted" && (
          <LinkButton icon={Pencil} href={`/entries/${entry.id}/edit`}>
            Edit
          </LinkButton>
        )}
        <Button icon={Trash2} onClick={() => void remove()}>
          Delete
        </Button>
      </div>
      <Mistake words={trouble.value} />
    </div>
  );
}

function GonePage() {
  return (
    <Page heading="This entry is not on this phone.">
      <EmptyState words="It was deleted, or it has not arrived here yet.">
        <LinkButton href="/journal">Go to your journal</LinkButton>
      </EmptyState>
    </Page>
  );
}
