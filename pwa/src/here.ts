// Who is at this device just now, and what syncs it.

import { signal } from "@preact/signals";
import type { Device } from "./device.ts";
import type { Sync } from "./sync.ts";

/** Null while nobody is signed in. */
export const here = signal<Device | null>(null);

/** Null until it runs. */
export const sync = signal<Sync | null>(null);

/** Somebody signed in, or was signed in when the app was opened. */
export async function arrive(device: Device): Promise<void> {
  here.value = device;
  // Nothing on the first screen waits for it.
  const { startSync } = await import("./sync.ts");
  if (here.value === device) sync.value = startSync(device);
  if (device.account.role !== "therapist") return;
  const { forgetInTime } = await import("./therapist/forget.ts");
  forgetInTime(device);
}

/** The sync ends first, so that nothing writes into a store that is about to be erased. */
export async function leave(): Promise<void> {
  const running = sync.value;
  sync.value = null;
  await running?.stop();
  here.value = null;
}

/** For pages that the route table opens only to somebody who is signed in. */
export function useDevice(): Device {
  const device = here.value;
  if (!device) throw new Error("nobody is signed in");
  return device;
}
