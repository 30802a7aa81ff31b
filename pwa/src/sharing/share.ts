// Letting somebody read an entry, and taking it back.

import type { Device } from "../device.ts";
import { sync } from "../here.ts";
import type { Entry, Kind } from "../journal/entry.ts";
import { say } from "../ui/said.tsx";
import { shareWith, withdraw } from "../writing.ts";
import { linkedTo } from "./care-links.ts";

export const KEYS_CHANGED = "Their keys have changed. Ask them in person before you share.";

/** There is no way on from here but to compare keys again, by a new invitation. */
export class KeysChanged extends Error {
  override readonly name = "KeysChanged";
  override readonly message = KEYS_CHANGED;
}

const KINDS: readonly Kind[] = [
  "session",
  "course",
  "preparation",
  "event",
  "reflection",
  "check_in",
  "effects",
  "vitals",
  "measure",
  "safety_plan",
];

/** Whether it is something that can be shown to anybody. */
export function isShareable({ kind }: Entry): boolean {
  return KINDS.includes(kind);
}

/** `until` is a moment, or null: until it is taken back. Shares exactly the version that was shown. Throws KeysChanged, and what shareWith throws. */
export async function share(
  device: Device,
  shown: Entry,
  account: string,
  until: string | null = null,
): Promise<void> {
  const person = await linkedTo(device, account);
  if (person?.keys === "changed") throw new KeysChanged();
  await shareWith(device, shown, [{ account, until }]);
}

/** In one step, with or without a network; what is said afterwards knows the difference. */
export async function takeBack(device: Device, entry: Entry, account: string, name: string) {
  await withdraw(device, entry, account);
  say(`Taken back. ${isOnline() ? "" : notYetThere(name)}What was already read stays read.`);
}

function notYetThere(name: string): string {
  return `Until this phone has a connection, ${name} can still open it. `;
}

/** As far as the browser and the last try can tell. */
export function isOnline(): boolean {
  const phase = sync.peek()?.state.peek().phase;
  return navigator.onLine && phase !== "offline" && phase !== "signed-out";
}
