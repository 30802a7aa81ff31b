// Keeps this device and the server the same: the only part that talks to the server about entries.
//
// One tab at a time leads, so that the others do not do the work again. Nothing rests on it: two
// tabs that both synced would send the same edits under the same ids, and throw away stale pages.

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { alarm } from "./alarm.ts";
import type { Device } from "./device.ts";
import { forgetExpired } from "./expiry.ts";
import { jittered, listen } from "./live.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { Offline, Refused, SignedOut } from "./server.ts";
import { StorageFull } from "./store.ts";

export interface SyncState {
  phase: "idle" | "syncing" | "offline" | "signed-out" | "attention";
  /** Entries whose newest state only this device has. */
  unsynced: number;
  /** Milliseconds since 1970, by this device's clock. */
  lastSynced: number | null;
  /** A sentence for the person, when the sync itself needs attention. */
  problem: string | null;
}

export interface Sync {
  readonly state: ReadonlySignal<SyncState>;
  /** Tries at once, also after having been signed out. */
  now(): void;
  /** Resolves when nothing of it touches the store any more. */
  stop(): Promise<void>;
}

type Link = Pick<SyncState, "phase" | "problem">;

const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 60_000;
/** Where announcements get lost on the way. */
const LONGEST_SILENCE_MS = 300_000;
const UNFORESEEN =
  "Something went wrong on this device. Your entries are kept, and syncing goes on.";

/** Sends all that waits, then takes all that is new. Throws Offline, SignedOut, Refused, StorageFull. */
export async function syncOnce(device: Device): Promise<void> {
  do await push(device);
  while (!(await pull(device)));
  await device.store.write((tx) => tx.set("lastSynced", Date.now()));
}

export function startSync(device: Device): Sync {
  const { store } = device;
  const ended = new AbortController();
  const link = signal<Link>({ phase: "idle", problem: null });
  const tally = signal(NOTHING_YET);
  const bell = alarm();
  const tabs = store.name === null ? null : new BroadcastChannel(`${store.name}-sync`);
  if (tabs) {
    tabs.onmessage = ({ data }) => {
      if (data === "now") bell.ring();
      else link.value = data;
    };
  }

  async function lead(): Promise<void> {
    const hangUp = listen(bell.ring);
    let retry = FIRST_RETRY_MS;
    const tell = (now: Link) => {
      link.value = now;
      tabs?.postMessage(now);
    };
    while (!ended.signal.aborted) {
      tell({ phase: "syncing", problem: null });
      const after = await turn(device);
      tell(after);
      if (after.phase === "idle") retry = FIRST_RETRY_MS;
      await bell.sleep(after.phase === "idle" ? LONGEST_SILENCE_MS : jittered(retry));
      if (after.phase !== "idle") retry = Math.min(LONGEST_RETRY_MS, retry * 2);
    }
    hangUp();
  }

  async function recount(): Promise<void> {
    const before = tally.value;
    const now = await count(device);
    tally.value = now;
    // Only what is new: what could not be sent a moment ago waits for its time.
    if ([...now.edits].some((edit) => !before.edits.has(edit))) bell.ring();
  }

  const stopWatching = [
    // A store that was closed has nothing to count any more.
    store.changes.subscribe(() => void recount().catch(() => undefined)),
    onHints(bell.ring),
    forgetExpired(device),
  ];
  const leading = alone(store.name, ended.signal, lead);

  return {
    state: computed(() => {
      const { phase, problem } = link.value;
      const { unsynced, lastSynced, attention } = tally.value;
      const shown = phase === "idle" && attention > 0 ? "attention" : phase;
      return { phase: shown, unsynced, lastSynced, problem };
    }),
    now() {
      bell.ring();
      tabs?.postMessage("now");
    },
    async stop() {
      ended.abort();
      device.server.hangUp();
      bell.ring();
      for (const stop of stopWatching) stop();
      await leading;
      tabs?.close();
    },
  };
}

async function turn(device: Device): Promise<Link> {
  try {
    await syncOnce(device);
    return { phase: "idle", problem: null };
  } catch (error) {
    if (error instanceof Offline) return { phase: "offline", problem: null };
    if (error instanceof SignedOut) return { phase: "signed-out", problem: error.message };
    const said = error instanceof Refused || error instanceof StorageFull;
    return { phase: "attention", problem: said ? error.message : UNFORESEEN };
  }
}

/** Runs `lead` in one tab at a time, where the browser can tell the tabs apart. */
async function alone(name: string | null, signal: AbortSignal, lead: () => Promise<void>) {
  if (name === null || !navigator.locks) return lead();
  // Waiting for the lock ends with an AbortError, and leading ends by itself.
  await navigator.locks.request(`${name}-sync`, { signal }, lead).catch(() => undefined);
}

/** None of these is certain, and each is worth a try. */
function onHints(ring: () => void): () => void {
  const looked = () => document.visibilityState === "visible" && ring();
  addEventListener("online", ring);
  document.addEventListener("visibilitychange", looked);
  return () => {
    removeEventListener("online", ring);
    document.removeEventListener("visibilitychange", looked);
  };
}

interface Tally extends Pick<SyncState, "unsynced" | "lastSynced"> {
  attention: number;
  edits: ReadonlySet<string>;
}

const NOTHING_YET: Tally = { unsynced: 0, lastSynced: null, attention: 0, edits: new Set() };

function count({ store }: Device): Promise<Tally> {
  return store.read(async (tx) => {
    const waiting = await tx.outbox();
    return {
      unsynced: new Set(waiting.map(({ id }) => id)).size,
      lastSynced: (await tx.get("lastSynced")) ?? null,
      attention: (await tx.entriesInNeedOfALook()).length,
      edits: new Set(waiting.map(({ edit }) => edit)),
    };
  });
}
