// People with accounts on a real server, and the care link between them, made as the app makes them.

import { type Ask, connect, type Server } from "../server.ts";
import { toBase64 } from "../vault/bytes.ts";
import { makeInvitationSecret, makeMac, readInvitation, ticketOf } from "../vault/invitation.ts";
import { randomBytes } from "../vault/random.ts";
import { patiently } from "./patience.ts";
import { person } from "./people.ts";
import type { Line } from "./trial.ts";

/** Signed up and signed in with a token: a therapist by the operator's one-time link. */
export async function liveLine(origin: string, name: string, link?: string): Promise<Line> {
  const made = await person(name, link === undefined ? "patient" : "therapist");
  const { id, recipient, verify_key, email } = made.account;
  const invited = link === undefined ? null : readInvitation(new URL(link).hash);
  const account = {
    ...{ id, name, recipient, verify_key, email: `${id}-${email}`, kdf: 1 },
    auth: secret(32),
    // The server cannot open a bundle, and nobody signs in a second time here.
    bundle: secret(200),
    recovery_bundle: secret(200),
    recovery_proof: secret(32),
    invitation: invited && toBase64((await ticketOf(invited.secret)).code),
    device: "a test",
    token: true,
  };
  // biome-ignore lint/style/noRestrictedGlobals: bad networks stand between this and server.ts.
  const ask: Ask = (url, init) => fetch(url, init);
  const { token } = await patiently(() => connect(origin, ask).signUp(account));
  return { person: made, ask, origin, token };
}

/** theo invites, ana accepts. */
export async function careLink(theo: Line, ana: Line): Promise<void> {
  const invitation = makeInvitationSecret();
  const { id, code } = await ticketOf(invitation);
  await patiently(() => serverOf(theo).invite(id, null));
  const mac = await makeMac(invitation, theo.person.account.id, ana.person.account);
  await patiently(() => serverOf(ana).acceptInvitation(toBase64(code), toBase64(mac)));
}

function serverOf({ origin, ask, token }: Line): Server {
  return connect(origin, ask, token);
}

function secret(length: number): string {
  return toBase64(randomBytes(length));
}
