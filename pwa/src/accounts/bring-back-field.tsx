// On Me: the sealed file that was saved before a device was erased, chosen and read back in.

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { sync, useDevice } from "../here.ts";
import { Mistake } from "../ui/field.tsx";
import type { Brought } from "./bring-back.ts";
import { Working } from "./working.tsx";

export function BringBack() {
  const device = useDevice();
  const id = useId();
  const said = useSignal<string | null>(null);
  const trouble = useSignal<string | null>(null);
  const read = async (file: File) => {
    said.value = "Reading the file.";
    trouble.value = null;
    try {
      const { bringBack } = await import("./bring-back.ts");
      said.value = inWords(await bringBack(device, await file.text()));
      sync.peek()?.now();
    } catch (error) {
      said.value = null;
      trouble.value = whyNot(error);
    }
  };
  return (
    <div class="field">
      <label for={id}>Bring saved entries back</label>
      <p class="hint" id={`${id}-hint`}>
        Choose the sealed file that you saved when not everything was synced.
      </p>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-describedby={`${id}-hint`}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void read(file);
          // So that the same file can be chosen again.
          currentTarget.value = "";
        }}
      />
      <Working words={said.value} />
      <Mistake words={trouble.value} />
    </div>
  );
}

function inWords({ entries, drafts, known }: Brought): string {
  const parts = [
    entries > 0 && (entries === 1 ? "One entry is back." : `${entries} entries are back.`),
    drafts > 0 && (drafts === 1 ? "One draft is back." : `${drafts} drafts are back.`),
    known > 0 &&
      (known === 1 ? "One entry was here already." : `${known} entries were here already.`),
  ].filter(Boolean);
  return parts.join(" ") || "Nothing in this file is missing here.";
}

function whyNot(error: unknown): string {
  const speaks = ["NotTaken", "StorageFull", "StoreClosed"];
  if (error instanceof Error && speaks.includes(error.name)) return error.message;
  console.error(error);
  return "This file could not be read just now. Try again in a moment.";
}
