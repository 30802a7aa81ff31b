// Contacts are sealed to oneself: they are opened here, and in memory alone.

import { useEffect, useState } from "preact/hooks";
import { type Contact, contacts } from "../contacts.ts";
import { useDevice } from "../here.ts";

/** Undefined until they are opened. */
export function useContacts(): Contact[] | undefined {
  const device = useDevice();
  const [known, setKnown] = useState<Contact[]>();
  const change = device.store.changes.value;
  useEffect(() => {
    let outdated = false;
    contacts(device).then(
      (opened) => {
        if (!outdated) setKnown(opened);
      },
      // A store that was closed has nobody in it any more.
      () => undefined,
    );
    return () => {
      outdated = true;
    };
  }, [device, change]);
  return known;
}

export function nameOf(known: readonly Contact[], account: string): string {
  const contact = known.find((contact) => contact.account === account);
  return contact?.name || "Somebody whose name is not on this device";
}
