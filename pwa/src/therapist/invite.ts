// Invitations into a therapist's care. What the answer must prove is kept first, sealed, in the
// therapist's own journal: a link whose secret were lost could never be verified.

import type { Contact } from "../contacts.ts";
import type { Device } from "../device.ts";
import { pinInvitation } from "../pin.ts";
import { push } from "../push.ts";
import { Offline, Refused } from "../server.ts";
import { askForCareLinks } from "../sharing/care-links.ts";
import { type Bytes, fromBase64Url, toBase64, toBase64Url } from "../vault/bytes.ts";
import { careLinkAddress, makeInvitationSecret, ticketOf } from "../vault/invitation.ts";
import { deleteEntry } from "../writing.ts";

/** A contact that waits for its answer. */
export interface Invited {
  contact: Contact;
  secret: Bytes;
  /** The server's name of the invitation. */
  id: string;
}

/** Returns the id of the contact that waits. It is in memory alone until `announce` has succeeded. */
export async function invite(device: Device, label: string): Promise<string> {
  const { id } = await pinInvitation(device, toBase64Url(makeInvitationSecret()), label);
  return id;
}

/** Those that wait for an answer, the newest first. */
export async function invitedOf(known: readonly Contact[]): Promise<Invited[]> {
  const found: Invited[] = [];
  for (const contact of known) {
    const secret = fromBase64Url(contact.invitationSecret ?? "");
    if (contact.account !== null || secret?.length !== 32) continue;
    found.push({ contact, secret, id: (await ticketOf(secret)).id });
  }
  return found.toReversed();
}

/** Before this the link leads nowhere; again it changes nothing. Until when it is good. Throws Offline. */
export async function announce(device: Device, { contact, id }: Invited): Promise<string> {
  await push(device);
  const kept = await device.store.read((tx) => tx.waitingFor(contact.entry.id));
  // Only what the server has outlives this page.
  if (kept.length > 0) throw new Offline();
  return (await device.server.invite(id, contact.entry.id)).expires_at;
}

export function addressOf({ keys }: Device, { secret }: Invited): Promise<string> {
  // The keys of this device, not what the server says they are.
  const { account: id, recipient, verifyKey } = keys;
  const me = { id, recipient, verify_key: toBase64(verifyKey) };
  return careLinkAddress(location.origin, me, secret);
}

/** False when somebody has accepted it, and their keys are still to be checked. Throws Offline. */
export async function takeBackInvitation(device: Device, { contact, id }: Invited) {
  try {
    await device.server.cancelInvitation(id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const gone = error.problem.status === 404 || error.problem.type === "invitation-used";
    if (!gone) throw error;
    const links = await askForCareLinks(device);
    if (links.some(({ invitation }) => invitation === id)) return false;
  }
  await deleteEntry(device, contact.entry);
  return true;
}
