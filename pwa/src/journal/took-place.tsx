// The hour of a plan has passed; only the person knows whether it took place. Asked once a day's screen,
// for three days, and never again after an answer.
import { useSignal } from "@preact/signals";
import { useDevice } from "../here.ts";
import { openEntry, ownWords } from "../reading.ts";
import { inWords } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { saveEntry } from "../writing.ts";
import { removeEntry } from "./remove-entry.ts";
import type { SessionEntry } from "./sessions-near.ts";

export function TookPlace({ entry, now }: { entry: SessionEntry; now: Date }) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const answer = async (what: () => Promise<unknown>) => {
    try {
      await what();
    } catch {
      trouble.value = "This could not be saved. Open the session to change it.";
    }
  };
  const confirm = async () => {
    const text = await ownWords(device, entry);
    const { occurred_at } = entry;
    const facts = { ...entry.facts, planned: false };
    await saveEntry(device, { entry, facts, occurred_at, text });
    say("Saved on this phone.");
  };
  const remove = async () => {
    const opened = await openEntry(device, entry);
    await removeEntry(device, entry, opened ? (opened.text ?? {}) : null);
  };
  return (
    <Notice>
      <p>You planned a session: {inWords(entry.occurred_at, now)}. Did it take place?</p>
      <div class="buttons">
        <Button onClick={() => void answer(confirm)}>It took place</Button>
        <Button onClick={() => void answer(remove)}>It did not</Button>
        <LinkButton kind="quiet" href={`/entries/${entry.id}/edit`}>
          Change it
        </LinkButton>
      </div>
      <Mistake words={trouble.value} />
    </Notice>
  );
}
