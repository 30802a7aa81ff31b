// A new password, or a new recovery code, for the same keys.

import type { NewPassword, NewRecoveryCode } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { openBundle, wrapBundle } from "../vault/bundle.ts";
import { fromBase64, toBase64 } from "../vault/bytes.ts";
import { derive, KDF_VERSION } from "../vault/kdf.ts";
import type { Secrets } from "../vault/keys.ts";
import { makeRecoverySecret, recoveryCode, recoveryKeys } from "../vault/recovery-code.ts";
import { deviceLabel } from "./device-label.ts";

/** Throws Offline, and Refused when the present password is another one. */
export async function prepare(device: Device, old: string, next: string): Promise<NewPassword> {
  const { account, instance } = device;
  const { auth, secrets } = await secretsBy(device, old);
  const after = await derive(next, instance, account.email);
  return {
    auth,
    new_auth: toBase64(after.auth),
    kdf: KDF_VERSION,
    bundle: toBase64(await wrapBundle(secrets, after.wrap, "bundle")),
  };
}

/** The code, and what makes it hold once the person has kept it. Throws as `prepare` does. */
export async function prepareCode(device: Device, password: string) {
  const { auth, secrets } = await secretsBy(device, password);
  const secret = makeRecoverySecret();
  const { wrap, proof } = await recoveryKeys(secret);
  const recovery_bundle = toBase64(await wrapBundle(secrets, wrap, "recovery-bundle"));
  const request: NewRecoveryCode = { auth, recovery_bundle, recovery_proof: toBase64(proof) };
  return { code: await recoveryCode(secret), request };
}

/**
 * The device holds its keys so that no script can read them. So the wrapped ones are asked for once
 * more: signing in anew takes the place of this device's sign-in.
 */
async function secretsBy(
  { account, instance, server }: Device,
  password: string,
): Promise<{ auth: string; secrets: Secrets }> {
  const { auth: proof, wrap } = await derive(password, instance, account.email);
  const auth = toBase64(proof);
  const credentials = { email: account.email, auth, device: deviceLabel(), token: false };
  const { bundle } = await server.signIn(credentials);
  return { auth, secrets: await openBundle(fromBase64(bundle), wrap, "bundle", account.id) };
}
