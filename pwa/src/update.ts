/**
 * A new version of the app waits until the person takes it: nothing here reloads by itself, and
 * before a reload every page has saved what is being written.
 */
import { signal } from "@preact/signals";
import { ourScript } from "./trusted.ts";

/** A new version is on the device and can be taken. */
export const updateReady = signal(false);

type SaveFirst = () => Promise<void> | void;

const LOOK_AGAIN_MS = 60 * 60 * 1000;
const hooks = new Set<SaveFirst>();
let registration: ServiceWorkerRegistration | undefined;
let lookedAt = 0;

/** What must be on disk before a reload. Returns how to take it back when the page closes. */
export function beforeReload(save: SaveFirst): () => void {
  hooks.add(save);
  return () => hooks.delete(save);
}

/** Once, from main.tsx. Without service workers (private windows, old browsers) it does nothing. */
export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
  const workers = navigator.serviceWorker;
  // Without a controller there is no older version: the first worker is no update.
  let older = workers.controller !== null;
  workers.addEventListener("controllerchange", () => {
    // Another tab took the update. This page goes on with the old version until it is asked.
    if (older) updateReady.value = true;
    older = true;
  });
  lookedAt = Date.now();
  try {
    registration = await workers.register(ourScript("/sw.js"), { updateViaCache: "none" });
  } catch (error) {
    // Some private windows refuse. The app works there too, just not without a network.
    console.warn(error);
    return;
  }
  if (registration.waiting && older) updateReady.value = true;
  registration.addEventListener("updatefound", () => watch(registration?.installing));
  watch(registration.installing);
  document.addEventListener("visibilitychange", lookAgain);
}

/** Saves, changes to the new version and reloads once. Throws, and stays, when saving fails. */
export async function applyUpdate(): Promise<void> {
  await Promise.all([...hooks].map((save) => save()));
  const waiting = registration?.waiting;
  if (!waiting) {
    location.reload();
    return;
  }
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting.postMessage("skip-waiting");
}

function watch(worker: ServiceWorker | null | undefined): void {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) {
      updateReady.value = true;
    }
  });
}

/** An installed app stays open for days, so the browser's own check at loading is not enough. */
function lookAgain(): void {
  if (document.visibilityState !== "visible" || Date.now() - lookedAt < LOOK_AGAIN_MS) return;
  lookedAt = Date.now();
  // Offline is no error; the next look comes with the next return to the app.
  registration?.update().catch(() => undefined);
}
