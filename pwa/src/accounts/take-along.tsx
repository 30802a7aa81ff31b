// The journal as a file that anything can read, and what is not synced yet as a sealed one.

import { useSignal } from "@preact/signals";
import { Download } from "lucide";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { BringBack } from "./bring-back-field.tsx";
import { fileName, journalFile, unsyncedFile } from "./export.ts";
import { saveJson } from "./save-file.ts";
import { Working } from "./working.tsx";

export function TakeAlong() {
  const device = useDevice();
  const busy = useSignal(false);
  const done = useSignal<string | null>(null);
  const trouble = useSignal<string | null>(null);
  const unsent = useStored(
    async (tx) => (await tx.outbox()).length > 0 || (await tx.draftNames()).length > 0,
  );
  const make = async (work: () => Promise<string>) => {
    busy.value = true;
    done.value = null;
    trouble.value = null;
    try {
      done.value = await work();
    } catch {
      trouble.value = "The file could not be made just now. Nothing was changed.";
    }
    busy.value = false;
  };
  const takeJournal = () =>
    make(async () => {
      const file = await journalFile(device);
      saveJson(fileName("journal"), file);
      const count = file.entries.length === 1 ? "One entry" : `${file.entries.length} entries`;
      if (file.unopened === 0) return `${count} handed to your browser as a file.`;
      return `${count} handed to your browser as a file. The words of ${file.unopened} did not open.`;
    });
  const takeUnsynced = () =>
    make(async () => {
      saveJson(fileName("unsynced"), await unsyncedFile(device));
      return "The sealed file was handed to your browser.";
    });
  return (
    <>
      <p>
        A file with every entry and its words, made on this device. It is not sealed: whoever has
        the file can read it.
      </p>
      <div class="buttons">
        <Button icon={Download} busy={busy.value} onClick={() => void takeJournal()}>
          Save my journal as a file
        </Button>
      </div>
      {unsent && (
        <>
          <p>
            Some of what you wrote is on this device alone. A sealed file holds it as it waits to be
            sent. Only your own keys open it.
          </p>
          <div class="buttons">
            <Button icon={Download} busy={busy.value} onClick={() => void takeUnsynced()}>
              Save what is not synced
            </Button>
          </div>
        </>
      )}
      <Working words={busy.value ? "Opening your entries." : done.value} />
      <Mistake words={trouble.value} />
      <BringBack />
    </>
  );
}
