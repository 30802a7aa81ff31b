// Accepting a therapist's invitation. Nothing is shared by it.

import type { Invitation as Card, Person } from "../api-shapes.ts";
import { contactOf } from "../contacts.ts";
import type { Device } from "../device.ts";
import { pinContact } from "../pin.ts";
import { connect, Refused } from "../server.ts";
import { askForCareLinks } from "../sharing/care-links.ts";
import { toBase64 } from "../vault/bytes.ts";
import { isRecipient, verifyKeyOf } from "../vault/fingerprint.ts";
import { fitsLink, type Invitation, makeMac, ticketOf } from "../vault/invitation.ts";
import { deleteEntry } from "../writing.ts";

export type CareInvitation = Extract<Invitation, { for: "care" }>;

export type Opened =
  /** `inviter` only for one into a therapist's care, and then with keys that fit the link. */
  { state: "open" | "used" | "expired"; inviter: Person | null } | { state: "unknown" | "forged" };

/** What the server says about it, held against the link. Throws Offline. */
export async function askAbout(invitation: Invitation): Promise<Opened> {
  const { id } = await ticketOf(invitation.secret);
  let card: Card;
  try {
    card = await connect().invitation(id);
  } catch (error) {
    if (error instanceof Refused) return { state: "unknown" };
    throw error;
  }
  if (card.for !== invitation.for) return { state: "forged" };
  if (invitation.for === "care" && !(await isTheirs(card.inviter, invitation))) {
    return { state: "forged" };
  }
  return { state: card.state, inviter: card.inviter };
}

async function isTheirs(inviter: Person | null, { hash }: CareInvitation): Promise<boolean> {
  return inviter !== null && isRecipient(inviter.recipient) && (await fitsLink(inviter, hash));
}

/**
 * The therapist's keys are pinned before the server hears of it. Were it the other way round, a crash
 * in between would leave a link whose keys nobody has compared, and the invitation, used up, could
 * not be opened to compare them. This way it leaves a pin without a link, and opening the invitation
 * again makes the link: the same pin changes nothing, and the server answers the same request as the
 * first, whether or not its answer was lost. A refusal takes away the pin that was made for it.
 * `therapist` is what `askAbout` gave for the same invitation. Throws Offline and Refused.
 */
export async function accept(device: Device, { secret }: CareInvitation, therapist: Person) {
  const { account: id, recipient, verifyKey } = device.keys;
  const me = { id, recipient, verify_key: toBase64(verifyKey) };
  const before = await contactOf(device, therapist.id);
  await pinContact(device, {
    account: therapist.id,
    name: therapist.name,
    recipient: therapist.recipient,
    verifyKey: verifyKeyOf(therapist),
  });
  const [{ code }, mac] = await Promise.all([ticketOf(secret), makeMac(secret, therapist.id, me)]);
  try {
    await device.server.acceptInvitation(toBase64(code), toBase64(mac));
  } catch (error) {
    if (error instanceof Refused && before === null) await unpin(device, therapist.id);
    throw error;
  }
  // The pages that show who is linked ask by themselves; this only makes it sooner.
  await askForCareLinks(device).catch(() => undefined);
}

/**
 * Whether the used invitation was used by this very person: its answer was lost, or it was opened
 * once more. Then all is as if it had just been accepted. Throws Offline.
 */
export async function hasAccepted(
  device: Device,
  invitation: CareInvitation,
  therapist: Person,
): Promise<boolean> {
  const links = await askForCareLinks(device);
  if (!links.some((link) => link.with.id === therapist.id)) return false;
  try {
    await accept(device, invitation, therapist);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

async function unpin(device: Device, account: string): Promise<void> {
  const pinned = await contactOf(device, account);
  if (pinned) await deleteEntry(device, pinned.entry);
}
