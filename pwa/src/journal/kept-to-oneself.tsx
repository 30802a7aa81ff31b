// On an entry that somebody keeps to themselves for now: no sharing is offered, until they want it.
import { useSignal } from "@preact/signals";
import { useDevice } from "../here.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { saveEntry } from "../writing.ts";
import { type Entry, type Facts, KEPT_TO_MYSELF, type Text } from "./entry.ts";

export function KeptToOneself({ entry, text }: { entry: Entry; text: Text }) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const offer = async () => {
    const { [KEPT_TO_MYSELF]: words = "", ...rest } = text;
    const facts = entry.facts as Facts;
    const { occurred_at } = entry;
    try {
      await saveEntry(device, {
        entry,
        facts,
        occurred_at,
        text: { ...rest, for_therapist: words },
      });
    } catch {
      trouble.value = "This could not be changed just now. Try again in a moment.";
    }
  };
  return (
    <section class="section">
      <h2>You keep this to yourself for now.</h2>
      <p>Only you can read it, and it is not offered for sharing.</p>
      <div class="buttons">
        <Button onClick={() => void offer()}>Let me share it after all</Button>
      </div>
      <Mistake words={trouble.value} />
    </section>
  );
}
