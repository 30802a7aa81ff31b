// Before a device is erased: what only it holds, and every way to keep that.

import { useComputed, useSignal } from "@preact/signals";
import { type Device, unsynced } from "../device.ts";
import { here, sync } from "../here.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Working } from "./working.tsx";
import "./me.css";

interface UnsyncedWarningProps {
  device: Device;
  /** Null while nothing is to be warned of. Drafts are no entries, and are lost as well. */
  waiting: Waiting | null;
  title: string;
  /** What erasing is called here: "Sign out anyway". */
  anyway: string;
  onStay: () => void;
  /** Erase it, whatever is lost. */
  onGo: () => void;
  /** After trying to sync: what still waits, null when nothing does. */
  onTried: (waiting: Waiting | null) => void;
}

export interface Waiting {
  entries: number;
  drafts: number;
}

/** Null when nothing would be lost. */
export async function wouldBeLost(device: Device): Promise<Waiting | null> {
  const entries = await unsynced(device);
  const drafts = (await device.store.read((tx) => tx.draftNames())).length;
  return entries + drafts > 0 ? { entries, drafts } : null;
}

export function UnsyncedWarning(props: UnsyncedWarningProps) {
  const { device, waiting, title, anyway, onStay, onGo, onTried } = props;
  const saved = useSignal(false);
  const tried = useSignal<string | null>(null);
  const phase = useComputed(() => sync.value?.state.value.phase ?? null);
  const mine = here.value === device;
  const ended = phase.value === "signed-out";

  const save = async () => {
    const { fileName, unsyncedFile } = await import("./export.ts");
    const { saveJson } = await import("./save-file.ts");
    saveJson(fileName("unsynced"), await unsyncedFile(device));
    saved.value = true;
  };
  const trySyncing = async () => {
    tried.value = "Trying to sync.";
    const left = await afterSyncing(device);
    tried.value =
      left === 0
        ? "Every entry is synced now. Drafts stay on this device."
        : "Not everything could be synced. Check your connection, then try again.";
    onTried(await wouldBeLost(device));
  };
  // Closed because nothing waits any more is not closed by the person.
  const closed = () => {
    if (waiting) onStay();
  };
  return (
    <Dialog open={waiting !== null} title={title} onClose={closed}>
      {waiting && (
        <>
          <p>
            {wordsFor(waiting)} on this device alone. Erasing the device would lose{" "}
            {waiting.entries + waiting.drafts === 1 ? "it" : "them"}.
          </p>
          <Working words={tried.value} />
          <div class="choices">
            {mine && !ended && waiting.entries > 0 && (
              <Button wide kind="primary" onClick={() => void trySyncing()}>
                Try to sync now
              </Button>
            )}
            {mine && ended && (
              <LinkButton wide kind="primary" href="/sign-in">
                Sign in again to sync
              </LinkButton>
            )}
            <Button wide onClick={onStay}>
              Stay
            </Button>
            {device.account.role === "patient" && (
              <Button wide onClick={() => void save()}>
                Save a sealed copy
              </Button>
            )}
            <Button wide onClick={onGo}>
              {anyway}
            </Button>
          </div>
          <Working
            words={
              saved.value
                ? "The file was handed to your browser. Check that it is there, then go on. Only your own keys open it."
                : null
            }
          />
        </>
      )}
    </Dialog>
  );
}

const LONGEST_TRY_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** How many entries still wait when the sync has gone quiet. */
async function afterSyncing(device: Device): Promise<number> {
  sync.peek()?.now();
  const until = Date.now() + LONGEST_TRY_MS;
  let left = await unsynced(device);
  // Asked of the store and not of the sync: another tab may be the one that sends.
  while (left > 0 && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    left = await unsynced(device);
  }
  return left;
}

/** "One entry and two drafts are". */
function wordsFor({ entries, drafts }: Waiting): string {
  const parts = [
    entries > 0 && (entries === 1 ? "One entry" : `${entries} entries`),
    drafts > 0 && (drafts === 1 ? "one draft" : `${drafts} drafts`),
  ].filter((part) => part !== false);
  const words = parts.join(" and ");
  const start = words.charAt(0).toUpperCase() + words.slice(1);
  return `${start} ${entries + drafts === 1 ? "is" : "are"}`;
}
