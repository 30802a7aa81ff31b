// From an answer of the server's to somebody who is here: signing up, signing in and recovering end so.

import type { SignedIn } from "../api-shapes.ts";
import { type Device, startDevice } from "../device.ts";
import { arrive } from "../here.ts";
import { go } from "../router.tsx";
import { importKeys, type Secrets } from "../vault/keys.ts";
import { careInvitationWaits } from "./kept-invitation.ts";

/**
 * The keys become such that no script can read them, and the device starts: a patient's remembers,
 * a therapist's keeps everything in memory. Throws SomebodyElses and StorageFull.
 */
export async function deviceFor(
  { account }: SignedIn,
  secrets: Secrets,
  instance: string,
): Promise<Device> {
  return startDevice(account, await importKeys(secrets), instance);
}

/**
 * Opens the app for the person, at `to`. Both in one step: between them the address of before would
 * be looked for among the pages of somebody who is signed in.
 */
export function enterWith(device: Device, to: string): void {
  void arrive(device);
  go(to, true);
}

/** Both in one. Whoever opened a therapist's link before signing in goes on with it. */
export async function enter(
  signedIn: SignedIn,
  secrets: Secrets,
  instance: string,
  to = "/",
): Promise<Device> {
  const device = await deviceFor(signedIn, secrets, instance);
  enterWith(device, to === "/" && careInvitationWaits() ? "/invitation" : to);
  return device;
}
