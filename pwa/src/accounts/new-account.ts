// Making an account. The keys are made on this device; the server gets what it cannot open.
//
// When is it made on the server? Only after the person has shown that the recovery code is kept. Up
// to then everything lies in this page's memory, so a reload leaves nothing behind: no account whose
// code nobody has seen, no invitation used up, no code on paper that opens nothing but the next one's
// account. From then on the person has the password and the code, whatever becomes of this page.
// When the answer is lost, the same request is sent again under the same id, and the server answers
// it as the first: it knows it by the id and the password. Should the page be lost as well, the
// account stands on the server or it does not; in the one case the password signs in, in the other
// the link still makes an account.

import type { NewAccount, SignedIn } from "../api-shapes.ts";
import { connect } from "../server.ts";
import { uuid7 } from "../uuid.ts";
import { wrapBundle } from "../vault/bundle.ts";
import { type Bytes, toBase64 } from "../vault/bytes.ts";
import { derive, KDF_VERSION } from "../vault/kdf.ts";
import { importKeys, makeSecrets, type Secrets } from "../vault/keys.ts";
import { makeRecoverySecret, recoveryCode, recoveryKeys } from "../vault/recovery-code.ts";
import { deviceLabel } from "./device-label.ts";

export interface Typed {
  name: string;
  email: string;
  password: string;
}

/** Everything that will be sent, and the code that belongs to it. */
export interface Prepared {
  request: NewAccount;
  secrets: Secrets;
  recovery: Bytes;
  code: string;
  instance: string;
}

/**
 * Sends nothing but the question which server this is. With `before`, whose address turned out to
 * have an account already, the keys and the code stay: what was printed stays right. Throws Offline.
 */
export async function prepare(
  { name, email, password }: Typed,
  invitation: Bytes | null,
  before: Prepared | null,
): Promise<Prepared> {
  const { id: instance } = await connect().instance();
  const secrets = before?.secrets ?? (await makeSecrets(uuid7()));
  const recovery = before?.recovery ?? makeRecoverySecret();
  const [keys, { auth, wrap }, byCode, code] = await Promise.all([
    importKeys(secrets),
    derive(password, instance, email),
    recoveryKeys(recovery),
    recoveryCode(recovery),
  ]);
  const request: NewAccount = {
    id: secrets.account,
    name: name.trim(),
    email: email.trim(),
    kdf: KDF_VERSION,
    auth: toBase64(auth),
    recipient: keys.recipient,
    verify_key: toBase64(keys.verifyKey),
    bundle: toBase64(await wrapBundle(secrets, wrap, "bundle")),
    recovery_bundle: toBase64(await wrapBundle(secrets, byCode.wrap, "recovery-bundle")),
    recovery_proof: toBase64(byCode.proof),
    invitation: invitation && toBase64(invitation),
    device: deviceLabel(),
    token: false,
  };
  return { request, secrets, recovery, code, instance };
}

/** As often as its answer is lost. Throws Offline and Refused. */
export function signUp({ request }: Prepared): Promise<SignedIn> {
  return connect().signUp(request);
}
