// Coming back with the recovery code alone.

import type { Recovery } from "../api-shapes.ts";
import { connect } from "../server.ts";
import { openBundle, wrapBundle } from "../vault/bundle.ts";
import { fromBase64, toBase64 } from "../vault/bytes.ts";
import { derive, KDF_VERSION } from "../vault/kdf.ts";
import type { Secrets } from "../vault/keys.ts";
import { makeRecoverySecret, recoveryCode, recoveryKeys } from "../vault/recovery-code.ts";
import { enter } from "./arrive.ts";
import { deviceLabel } from "./device-label.ts";
import { stepAside } from "./sign-in.ts";

/** What the old code opened; only in memory, until the page is left. */
export interface Regained {
  email: string;
  secrets: Secrets;
  proof: string;
}

/** Everything that is sent at the end, and the new code that belongs to it. */
export interface Renewal {
  recovery: Recovery;
  secrets: Secrets;
  instance: string;
  code: string;
}

/** Uses nothing up yet. Throws Offline, Refused, and the vault's Untrusted. */
export async function regain(email: string, secret: Uint8Array<ArrayBuffer>): Promise<Regained> {
  const { wrap, proof } = await recoveryKeys(secret);
  const address = email.trim();
  const kept = await connect().recoveryBundle(address, toBase64(proof));
  const secrets = await openBundle(fromBase64(kept.bundle), wrap, "recovery-bundle", kept.account);
  return { email: address, secrets, proof: toBase64(proof) };
}

/** Wraps the same keys for the new password and a new code. Sends nothing. Throws Offline. */
export async function renew({ email, secrets, proof }: Regained, password: string) {
  const { id: instance } = await connect().instance();
  const { auth, wrap } = await derive(password, instance, email);
  const secret = makeRecoverySecret();
  const next = await recoveryKeys(secret);
  const recovery: Recovery = {
    email,
    proof,
    auth: toBase64(auth),
    kdf: KDF_VERSION,
    bundle: toBase64(await wrapBundle(secrets, wrap, "bundle")),
    recovery_bundle: toBase64(await wrapBundle(secrets, next.wrap, "recovery-bundle")),
    recovery_proof: toBase64(next.proof),
    device: deviceLabel(),
    token: false,
  };
  return { recovery, secrets, instance, code: await recoveryCode(secret) } satisfies Renewal;
}

/**
 * Sent only after the person has shown that the new code is kept, because this uses up the old one.
 * What if the answer is lost? Then the server has either taken it or not, and this device does not
 * know. If it has not, the old code still holds; if it has, the new password and the new code do,
 * and the person has both. So at no moment is there nobody with a code that works. The same request
 * again, as long as the page is open, is answered like the first: the server knows it by the new
 * proof and the new password. Throws Offline, Refused, SomebodyElses.
 */
export async function recover({ recovery, secrets, instance }: Renewal): Promise<void> {
  const signedIn = await connect().recover(recovery);
  await stepAside();
  await enter(signedIn, secrets, instance);
}
