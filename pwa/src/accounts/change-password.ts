// A new password for the same keys.

import type { NewPassword } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { openBundle, wrapBundle } from "../vault/bundle.ts";
import { fromBase64, toBase64 } from "../vault/bytes.ts";
import { derive, KDF_VERSION } from "../vault/kdf.ts";
import { deviceLabel } from "./device-label.ts";

/**
 * The device holds its keys so that no script can read them. So the wrapped ones are asked for once
 * more: signing in anew takes the place of this device's sign-in. Throws Offline, and Refused when
 * the present password is another one.
 */
export async function prepare(device: Device, old: string, next: string): Promise<NewPassword> {
  const { account, instance, server } = device;
  const before = await derive(old, instance, account.email);
  const auth = toBase64(before.auth);
  const credentials = { email: account.email, auth, device: deviceLabel(), token: false };
  const { bundle } = await server.signIn(credentials);
  const secrets = await openBundle(fromBase64(bundle), before.wrap, "bundle", account.id);
  const after = await derive(next, instance, account.email);
  return {
    auth,
    new_auth: toBase64(after.auth),
    kdf: KDF_VERSION,
    bundle: toBase64(await wrapBundle(secrets, after.wrap, "bundle")),
  };
}
