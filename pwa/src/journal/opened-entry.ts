// One of the person's own entries with its words opened, as long as its page is open.
import { useEffect, useState } from "preact/hooks";
import { useDevice } from "../here.ts";
import { openEntry } from "../reading.ts";
import { useStored } from "../stored.ts";
import type { Entry, Text } from "./entry.ts";

export type OpenedEntry =
  | { state: "opening" }
  | { state: "gone" }
  /** The words did not open: `sentence` says why. The facts are still there. */
  | { state: "closed"; entry: Entry; sentence: string }
  | { state: "open"; entry: Entry; text: Text };

/** Follows the entry: what another device changed is opened anew. */
export function useOpenedEntry(id: string): OpenedEntry {
  const device = useDevice();
  const entry = useStored(
    (tx) => tx.entry(device.account.id, id).then((found) => found ?? null),
    [id],
  );
  const [words, setWords] = useState<{ edit: string; text: Text | string } | null>(null);
  const edit = entry && !entry.deleted ? entry.edit : null;
  useEffect(() => {
    if (!entry || entry.deleted) return;
    let outdated = false;
    const show = (text: Text | string) => {
      if (!outdated) setWords({ edit: entry.edit, text });
    };
    openEntry(device, entry).then(
      (opened) => show(opened?.text ?? {}),
      () => show("The words of this entry cannot be trusted, so they are not shown."),
    );
    return () => {
      outdated = true;
    };
  }, [device, edit]);

  if (entry === undefined) return { state: "opening" };
  if (entry === null || entry.deleted) return { state: "gone" };
  // What is open stays open until the newer words are: nothing blinks.
  if (words === null) return { state: "opening" };
  if (typeof words.text === "string") return { state: "closed", entry, sentence: words.text };
  return { state: "open", entry, text: words.text };
}
