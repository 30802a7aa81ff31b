// A therapist's screen may stand in a room where people come and go: when nobody touches it for a
// while, or the sign-in has ended, everything that was read vanishes from the screen and from memory.

import { effect } from "@preact/signals";
import type { Device } from "../device.ts";
import { here, sync } from "../here.ts";
import { say } from "../ui/said.tsx";

/** ASVS 7.3.1; the server ends a therapist's sign-in after as long without a request. */
const IDLE_MINUTES = 15;
const LOOK_EVERY_MS = 10_000;
const TOUCHES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

const NOBODY_TOUCHED = `You were signed out after ${IDLE_MINUTES} minutes without a touch. Nothing that you read is left on this device.`;
const ENDED = "Your sign-in has ended. Nothing that you read is left on this device.";

/** Watches until the person has left. */
export function forgetInTime(device: Device): void {
  let touched = Date.now();
  const touch = () => {
    // Waking up a machine that slept too long is no touch in time.
    if (!isLate()) touched = Date.now();
  };
  const isLate = () => Date.now() - touched >= IDLE_MINUTES * 60_000;
  const look = () => {
    if (!isLate()) return;
    void forget(device, NOBODY_TOUCHED);
    // The server would do it by itself, but the syncing of an open page counts there as being seen.
    device.server.endSignIn("current").catch(() => undefined);
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  for (const name of TOUCHES) addEventListener(name, touch, { passive: true, capture: true });
  document.addEventListener("visibilitychange", look);

  const stop = effect(() => {
    if (sync.value?.state.value.phase === "signed-out") void forget(device, ENDED);
    if (here.value === device) return;
    clearInterval(timer);
    for (const name of TOUCHES) removeEventListener(name, touch, { capture: true });
    document.removeEventListener("visibilitychange", look);
    queueMicrotask(() => stop());
  });
}

async function forget(device: Device, why: string): Promise<void> {
  if (here.peek() !== device) return;
  const running = sync.peek();
  // The screen first: a sync that waits for the network must not keep it.
  here.value = null;
  sync.value = null;
  device.store.close();
  say(why);
  await running?.stop();
}
