// Signing out: the device is erased, whether or not the server can be told.

import { type Device, eraseDevice } from "../device.ts";
import { here, leave } from "../here.ts";
import { Offline, type Server } from "../server.ts";

/**
 * True when the server knows. The device comes first: a network that hangs must not keep the journal
 * on a phone that is being handed on.
 */
export async function signOut(device: Device): Promise<boolean> {
  // Another person's device, before somebody signs in here, is not the one that syncs.
  if (here.peek() === device) await leave();
  await eraseDevice(device);
  try {
    await device.server.endSignIn("current");
    return true;
  } catch (error) {
    if (!(error instanceof Offline)) return true;
    tellLater(device.server);
    return false;
  }
}

/**
 * As long as the page is open. Never once somebody is here again: the cookie is theirs by then, and
 * signing in has ended this sign-in on the server already.
 */
function tellLater(server: Server): void {
  const tell = () => {
    if (here.peek() || ["/sign-in", "/recover"].includes(location.pathname)) return;
    server.endSignIn("current").catch(() => undefined);
  };
  addEventListener("online", tell, { once: true });
}
