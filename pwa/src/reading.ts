// Words opened on demand, and the author told of it.

import { verifyKeyOf } from "./contacts.ts";
import type { Device } from "./device.ts";
import type { Entry, Text } from "./journal/entry.ts";
import { checked, openText } from "./sealed-entry.ts";
import { Refused } from "./server.ts";
import { withOffset } from "./time.ts";
import { Untrusted } from "./vault/untrusted.ts";
import { saveEntry } from "./writing.ts";

export interface Opened {
  entry: Entry;
  /** Null when nothing was written. */
  text: Text | null;
}

/**
 * An entry with its words. On a therapist's device the words of others are fetched now, and held by
 * the page alone. Null when it was taken back. Throws Untrusted, and Offline where it must fetch.
 */
export async function openEntry(device: Device, entry: Entry): Promise<Opened | null> {
  const current = holdsWords(device, entry) ? entry : await fetched(device, entry);
  return current && { entry: current, text: await openText(device, current) };
}

/**
 * One's own words as they are, for saving other facts beside them. Throws when there are some that do not
 * open: they must not be lost by that.
 */
export async function ownWords(device: Device, entry: Entry): Promise<Text | null> {
  const text = await openText(device, entry);
  if (text === null && entry.words !== null) throw new Untrusted("broken");
  return text;
}

/** Tells the author that this revision was opened; once, however often it is. */
export async function recordOpened(device: Device, { author, id, revision }: Entry): Promise<void> {
  const openings = await device.store.read((tx) => tx.entriesOfKind("opened"));
  const told = openings.flatMap(({ facts }) =>
    facts.kind === "opened" && facts.author === author ? [facts] : [],
  );
  if (told.some((opening) => opening.entry === id && opening.revision === revision)) return;
  const number = Math.max(0, ...told.map((opening) => opening.number)) + 1;
  await saveEntry(device, {
    facts: { kind: "opened", number, author, entry: id, revision },
    occurred_at: withOffset(),
    text: null,
    readers: [{ account: author, until: null }],
  });
}

function holdsWords({ account }: Device, entry: Entry): boolean {
  return account.role === "patient" || entry.author === account.id;
}

async function fetched(device: Device, { author, id, seen }: Entry): Promise<Entry | null> {
  const key = await verifyKeyOf(device, author);
  if (key === null) throw new Untrusted("signature");
  try {
    const fresh = await checked(await device.server.entry(author, id), key, true);
    if (fresh.revision < seen) throw new Untrusted("elsewhere");
    return fresh.deleted ? null : fresh;
  } catch (error) {
    if (!(error instanceof Refused && error.problem.status === 404)) throw error;
    await device.store.write((tx) => tx.dropEntry(author, id));
    return null;
  }
}
