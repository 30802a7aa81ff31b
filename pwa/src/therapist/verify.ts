// Who has accepted an invitation since this device last looked: their keys are checked against what
// only somebody who held the link can know, and then pinned.

import type { CareLink } from "../api-shapes.ts";
import { type Contact, contacts } from "../contacts.ts";
import type { Device } from "../device.ts";
import { pinContact } from "../pin.ts";
import { standing } from "../sharing/linked.ts";
import { fromBase64, fromBase64Url } from "../vault/bytes.ts";
import { verifyKeyOf } from "../vault/fingerprint.ts";
import { isMac, ticketOf } from "../vault/invitation.ts";
import { deleteEntry } from "../writing.ts";

// One after the other: two at once would pin the same person twice.
const turns = new WeakMap<Device, Promise<unknown>>();

/**
 * Pins whoever proves their keys, and returns the accounts that do not: their proof is wrong, or no
 * device of this account has made the invitation. To be called once the contacts have been pulled.
 */
export function verifyLinks(device: Device, links: readonly CareLink[]): Promise<Set<string>> {
  const before = turns.get(device) ?? Promise.resolve();
  const turn = before.then(() => verifyEach(device, links));
  turns.set(
    device,
    turn.catch(() => undefined),
  );
  return turn;
}

async function verifyEach(device: Device, links: readonly CareLink[]): Promise<Set<string>> {
  const failed = new Set<string>();
  for (const link of links) {
    const known = await contacts(device);
    const invited = await invitedBy(known, link.invitation);
    const pinned = known.find(({ account }) => account === link.with.id);
    // Keys never change here, and whoever holds an unanswered invitation could prove others: what is
    // pinned stays, and what differs from it blocks.
    if (pinned && standing(pinned, link) === "changed") continue;
    if (invited && (await hasProved(device, invited, link)))
      await pin(device, link, invited, pinned);
    else if (!pinned) failed.add(link.with.id);
  }
  return failed;
}

/** The contact that waits for the answer to this invitation. */
async function invitedBy(known: readonly Contact[], invitation: string | null) {
  for (const contact of known) {
    const secret = fromBase64Url(contact.invitationSecret ?? "");
    if (secret?.length === 32 && (await ticketOf(secret)).id === invitation) {
      return { contact, secret };
    }
  }
  return null;
}

type Invited = NonNullable<Awaited<ReturnType<typeof invitedBy>>>;

async function hasProved(device: Device, { secret }: Invited, link: CareLink): Promise<boolean> {
  try {
    return await isMac(fromBase64(link.mac ?? ""), secret, device.account.id, link.with);
  } catch {
    // Not even base64.
    return false;
  }
}

async function pin(device: Device, link: CareLink, { contact }: Invited, before?: Contact) {
  const { id: account, name, recipient } = link.with;
  const { label } = contact;
  const verifyKey = verifyKeyOf(link.with);
  await pinContact(device, { account, name, recipient, verifyKey, label }, before ?? contact);
  // Invited once more: the pin of before stands, and the invitation is done.
  if (before) await deleteEntry(device, contact.entry);
}
