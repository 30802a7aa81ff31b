// One shared entry while its page is open: fetched, checked, opened, told; and closed in the moment in
// which it may no longer be read.

import { useEffect, useState } from "preact/hooks";
import type { Device } from "../device.ts";
import { sync, useDevice } from "../here.ts";
import type { Entry, Text } from "../journal/entry.ts";
import { openEntry, recordOpened } from "../reading.ts";
import { Offline, SignedOut } from "../server.ts";
import { useStored } from "../stored.ts";
import { type Reason, Untrusted } from "../vault/untrusted.ts";

export type Reading =
  | { state: "fetching" | "offline" }
  /** It was open, or could have been; `seen` says which. */
  | { state: "closed"; seen: boolean }
  /** `why` is a sentence. */
  | { state: "untrusted"; why: string }
  | { state: "open"; entry: Entry; text: Text | null };

/** What came of opening one version. */
type Outcome = Reading & { edit: string };

export function useReading(author: string, id: string): Reading {
  const device = useDevice();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const found = useStored(
    async (tx) => ({
      entry: await tx.entry(author, id),
      synced: await tx.get("lastSynced"),
    }),
    [author, id],
  );
  const entry = found?.entry && !found.entry.deleted ? found.entry : null;
  const edit = entry?.edit ?? null;
  // Offline it is tried again after the next sync, and an opening is numbered only when those of
  // before are known.
  const turn = outcome?.state === "offline" || found?.synced === undefined ? found?.synced : null;
  useEffect(() => {
    // Taken back: the words are gone from memory too.
    if (found && !entry) setOutcome((last) => last && { state: "closed", seen: true, edit: "" });
    if (!entry || entry.reason || found?.synced === undefined) return;
    let outdated = false;
    void opened(device, entry).then((next) => {
      if (!outdated) setOutcome({ ...next, edit: entry.edit });
    });
    return () => {
      outdated = true;
    };
  }, [device, edit, turn]);

  if (!found || found.synced === undefined) {
    return { state: sync.value?.state.value.phase === "offline" ? "offline" : "fetching" };
  }
  if (!entry) return { state: "closed", seen: outcome !== null };
  if (entry.reason) return { state: "untrusted", why: entry.reason.detail };
  // Nothing of a version that is over stays while the next one is fetched.
  return outcome?.edit === entry.edit ? outcome : { state: "fetching" };
}

async function opened(device: Device, entry: Entry): Promise<Reading> {
  try {
    const found = await openEntry(device, entry);
    if (!found) return { state: "closed", seen: true };
    const { entry: current, text } = found;
    if (current.words !== null && text === null) return { state: "untrusted", why: NOT_FOR_YOU };
    await recordOpened(device, current);
    return { state: "open", entry: current, text };
  } catch (error) {
    if (error instanceof Untrusted) return { state: "untrusted", why: WHY[error.reason] };
    if (error instanceof SignedOut) sync.value?.now();
    else if (!(error instanceof Offline)) console.error(error);
    return { state: "offline" };
  }
}

const NOT_FOR_YOU = "Its words are not sealed to your keys, so the patient did not share them.";

const WHY: Record<Reason, string> = {
  signature: "It does not carry the patient’s signature: somebody else wrote or changed it.",
  words: "Its words are not the ones that the patient signed.",
  elsewhere: "It belongs to another entry, or is older than what you were shown before.",
  broken: "Its words are damaged.",
  malformed: "It is not in a form that this app writes.",
  version: "It was not written by an app that this one knows.",
};
