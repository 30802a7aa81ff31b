// Deleting an entry from any page, with the way back.

import type { Device } from "../device.ts";
import { say } from "../ui/said.tsx";
import { deleteEntry, saveEntry } from "../writing.ts";
import type { Entry, Facts, Text } from "./entry.ts";

/** `text` is null when the words do not open: then nothing brings it back. Throws what deleteEntry throws. */
export async function removeEntry(device: Device, entry: Entry, text: Text | null): Promise<void> {
  await deleteEntry(device, entry);
  const { facts } = entry;
  if (text === null || facts.kind === "untrusted") say("Entry deleted.");
  else
    say("Entry deleted.", {
      label: "Undo",
      what: () => void bringBack(device, entry, facts, text),
    });
}

/** These errors say themselves what to do. */
export function whyNotDeleted(error: unknown): string {
  const speaks = ["Changed", "StorageFull", "StoreClosed"];
  if (error instanceof Error && speaks.includes(error.name)) return error.message;
  console.error(error);
  return "This could not be deleted just now. Try again in a moment.";
}

/** As a new revision, and to its author alone. */
async function bringBack(device: Device, entry: Entry, facts: Facts, text: Text): Promise<void> {
  const { occurred_at, session } = entry;
  try {
    await saveEntry(device, { entry, facts, occurred_at, session, text });
    say("The entry is back. It is not shared.");
  } catch {
    say("The entry could not be brought back just now.");
  }
}
