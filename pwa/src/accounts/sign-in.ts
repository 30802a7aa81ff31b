// Recognising somebody by their password, on this device.

import { here, leave } from "../here.ts";
import { connect } from "../server.ts";
import { openBundle } from "../vault/bundle.ts";
import { fromBase64, toBase64 } from "../vault/bytes.ts";
import { derive } from "../vault/kdf.ts";
import { enter } from "./arrive.ts";
import { deviceLabel } from "./device-label.ts";

/** Opens the app at `to`. Throws Offline, Refused, SomebodyElses, and the vault's Untrusted when the keys do not open. */
export async function signIn(email: string, password: string, to?: string): Promise<void> {
  const server = connect();
  const { id: instance } = await server.instance();
  const { auth, wrap } = await derive(password, instance, email);
  const signedIn = await server.signIn({
    email: email.trim(),
    auth: toBase64(auth),
    device: deviceLabel(),
    token: false,
  });
  const { account, bundle } = signedIn;
  const secrets = await openBundle(fromBase64(bundle), wrap, "bundle", account.id);
  await stepAside();
  await enter(signedIn, secrets, instance, to);
}

/** The device of a sign-in that ended lets go of its store, which is then taken up as it is. */
export async function stepAside(): Promise<void> {
  const before = here.peek();
  if (!before) return;
  await leave();
  before.store.close();
}

/** As the server compares them. */
export function sameAddress(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}
