// The people this person has pinned: whose keys were compared once, and are not taken from the
// server again.

import type { Device } from "./device.ts";
import { type Entry, type Reader, readersAt } from "./journal/entry.ts";
import { type Audience, openText } from "./sealed-entry.ts";
import { type Bytes, fromBase64 } from "./vault/bytes.ts";

export interface Contact {
  /** The `contact` entry, sealed to oneself, so that every device of an account shares the pin. */
  entry: Entry;
  /** Null while an invitation waits for its answer. */
  account: string | null;
  name: string;
  label: string;
  /** Both null while an invitation waits. */
  recipient: string | null;
  verifyKey: Bytes | null;
  /** Of an invitation that waits: what the answer must prove to know. */
  invitationSecret: string | null;
  /** Pinned twice with different keys: nothing is shared until the person has looked. */
  doubtful: boolean;
}

/** Oldest first; one per account. */
export async function contacts(device: Device): Promise<Contact[]> {
  const { store, account } = device;
  const entries = await store.read((tx) => tx.entriesOfKind("contact"));
  // A contact of somebody else's would be somebody else's trust.
  const own = entries.filter(({ author }) => author === account.id).sort(byId);
  const found: Contact[] = [];
  for (const entry of own) {
    const contact = await opened(device, entry);
    if (contact === null) continue;
    const earlier = found.find((other) => samePerson(other, contact));
    if (!earlier) found.push(contact);
    else if (!sameKeys(earlier, contact)) earlier.doubtful = true;
  }
  return found;
}

export async function contactOf(device: Device, account: string): Promise<Contact | null> {
  return (await contacts(device)).find((contact) => contact.account === account) ?? null;
}

/** The key that an author's entries are checked with; null when nobody of that account is pinned. */
export async function verifyKeyOf(device: Device, author: string): Promise<Bytes | null> {
  if (author === device.account.id) return device.keys.verifyKey;
  const contact = await contactOf(device, author);
  return contact === null || contact.doubtful ? null : contact.verifyKey;
}

/**
 * Readers whose keys are pinned on this device, and those whom it cannot seal to. Whose time is over is
 * no reader any more.
 */
export async function audience(device: Device, readers: Reader[]): Promise<Audience> {
  const found: Audience = { readers: [], recipients: [], notShared: [] };
  if (readers.length === 0) return found;
  const known = await contacts(device);
  for (const reader of readersAt(readers, device.server.now())) {
    const contact = known.find(({ account }) => account === reader.account);
    if (!contact?.recipient || contact.doubtful) found.notShared.push(reader.account);
    else {
      found.readers.push(reader);
      found.recipients.push(contact.recipient);
    }
  }
  return found;
}

// Opened once per edit, and only in memory: a page that lists readers asks often.
const openedBefore = new WeakMap<Device, Map<string, Contact | null>>();

async function opened(device: Device, entry: Entry): Promise<Contact | null> {
  const cache = openedBefore.get(device) ?? new Map<string, Contact | null>();
  openedBefore.set(device, cache);
  let contact = cache.get(entry.edit);
  if (contact === undefined) {
    contact = await read(device, entry);
    cache.set(entry.edit, contact);
  }
  return contact && { ...contact, entry };
}

async function read(device: Device, entry: Entry): Promise<Contact | null> {
  // A pin that cannot be trusted is no pin, and must not hide the others.
  const text = await openText(device, entry).catch(() => null);
  if (text === null || entry.facts.kind !== "contact") return null;
  return {
    entry,
    account: entry.facts.account,
    name: text.name ?? "",
    label: text.label ?? "",
    recipient: text.recipient ?? null,
    verifyKey: text.verify_key ? fromBase64(text.verify_key) : null,
    invitationSecret: text.invitation_secret ?? null,
    doubtful: false,
  };
}

function samePerson(a: Contact, b: Contact): boolean {
  return a.account !== null && a.account === b.account;
}

function sameKeys(a: Contact, b: Contact): boolean {
  return a.recipient === b.recipient && String(a.verifyKey) === String(b.verifyKey);
}

/** Ids carry the time at which they were made. */
function byId(a: Entry, b: Entry): number {
  return a.id < b.id ? -1 : 1;
}
