// Pinning a person: from then on their keys come from here and not from the server.

import { type Contact, contacts } from "./contacts.ts";
import type { Device } from "./device.ts";
import type { Entry, Text } from "./journal/entry.ts";
import { verifyWaiting } from "./pull.ts";
import { withOffset } from "./time.ts";
import { type Bytes, toBase64 } from "./vault/bytes.ts";
import { saveEntry } from "./writing.ts";

export interface Pin {
  account: string;
  name: string;
  recipient: string;
  verifyKey: Bytes;
  label?: string;
}

/**
 * The keys must have been verified by an invitation: nothing here can tell. `pending` is the contact
 * that waited for them. Pinning the same keys again changes nothing.
 */
export async function pinContact(device: Device, pin: Pin, pending?: Contact): Promise<void> {
  const { account, name, recipient, verifyKey } = pin;
  const before = (await contacts(device)).find((contact) => contact.account === account);
  const same = before?.recipient === recipient && String(before.verifyKey) === String(verifyKey);
  if (!same) {
    const label = pin.label ?? pending?.label ?? "";
    const text = { name, recipient, verify_key: toBase64(verifyKey), ...(label ? { label } : {}) };
    await write(device, account, text, pending?.entry);
  }
  await verifyWaiting(device);
}

/** A person to be: what their answer to the invitation must prove is kept, sealed, until it comes. */
export function pinInvitation(device: Device, secret: string, label: string): Promise<Entry> {
  return write(device, null, { invitation_secret: secret, ...(label ? { label } : {}) });
}

function write(device: Device, account: string | null, text: Text, entry?: Entry): Promise<Entry> {
  const facts = { kind: "contact" as const, account };
  const occurred_at = entry?.occurred_at ?? withOffset();
  return saveEntry(device, { ...(entry ? { entry } : {}), facts, occurred_at, text });
}
