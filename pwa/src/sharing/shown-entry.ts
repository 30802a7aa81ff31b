// One of the person's own entries, words and facts of one and the same version: what is shown here
// and what is then shared cannot differ.

import { useEffect, useState } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Entry, Text } from "../journal/entry.ts";
import { openEntry } from "../reading.ts";
import { useStored } from "../stored.ts";

export type Shown =
  | { state: "opening" | "gone" }
  /** The words did not open. */
  | { state: "closed"; entry: Entry }
  | { state: "open"; entry: Entry; text: Text | null };

export function useShownEntry(id: string): Shown {
  const device = useDevice();
  const entry = useStored(async (tx) => (await tx.entry(device.account.id, id)) ?? null, [id]);
  const [shown, setShown] = useState<Shown>({ state: "opening" });
  const edit = entry && !entry.deleted ? entry.edit : entry;
  useEffect(() => {
    let outdated = false;
    const show = (next: Shown) => {
      if (!outdated) setShown(next);
    };
    if (entry === null || entry?.deleted) show({ state: "gone" });
    else if (entry) {
      openEntry(device, entry).then(
        (opened) => show(opened ? { state: "open", entry, text: opened.text } : { state: "gone" }),
        () => show({ state: "closed", entry }),
      );
    }
    return () => {
      outdated = true;
    };
  }, [device, edit]);
  return shown;
}
