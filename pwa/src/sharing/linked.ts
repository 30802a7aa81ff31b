// The people whom this person is linked with, and whether their keys are still those that were
// compared when the link was made.

import type { CareLink } from "../api-shapes.ts";
import type { Contact } from "../contacts.ts";
import { withOffset } from "../time.ts";
import { toBase64 } from "../vault/bytes.ts";

export interface Linked {
  account: string;
  /** As it was when the keys were compared. */
  name: string;
  /** On this device's clock. */
  since: string;
  /** Null while the server has not been asked. */
  link: CareLink | null;
  /** `unverified`: no keys were compared on any device of this account. `changed`: others than then. */
  keys: "verified" | "changed" | "unverified";
}

/**
 * `links` are the open ones as the server names them, or null when it cannot be asked: then all who
 * were ever pinned. Whatever it says, words are sealed to the pinned keys and to no others.
 */
export function linkedPeople(
  contacts: readonly Contact[],
  links: readonly CareLink[] | null,
): Linked[] {
  if (links === null) {
    return contacts.flatMap((contact) => {
      const { account, name, entry, recipient, doubtful } = contact;
      if (account === null || recipient === null) return [];
      const keys = doubtful ? "changed" : "verified";
      return [{ account, name, since: entry.occurred_at, link: null, keys }];
    });
  }
  return links.map((link) => {
    const { id: account } = link.with;
    const contact = contacts.find((contact) => contact.account === account);
    const name = contact?.name || link.with.name;
    const since = withOffset(new Date(link.since));
    return { account, name, since, link, keys: standing(contact, link) };
  });
}

export function standing(contact: Contact | undefined, link: CareLink): Linked["keys"] {
  if (!contact?.recipient || !contact.verifyKey) return "unverified";
  const { recipient, verify_key } = link.with;
  const same = contact.recipient === recipient && toBase64(contact.verifyKey) === verify_key;
  return same && !contact.doubtful ? "verified" : "changed";
}
