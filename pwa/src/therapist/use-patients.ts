// Everybody who has accepted an invitation, with what they share and whether they are who they say.

import { useEffect, useState } from "preact/hooks";
import type { Device } from "../device.ts";
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { careLinks, useLinked } from "../sharing/care-links.ts";
import type { Linked } from "../sharing/linked.ts";
import { useContacts } from "../sharing/use-contacts.ts";
import type { ReadTx } from "../store.ts";
import { useStored } from "../stored.ts";
import { type Shelf, shelfOf } from "./shared-entries.ts";
import { verifyLinks } from "./verify.ts";

export interface Patient extends Linked {
  /** What the therapist wrote on the invitation. */
  label: string;
  /** `not-yet`: their keys are being checked. `failed`: they could not be. */
  standing: "verified" | "changed" | "not-yet" | "failed";
  shelf: Shelf;
}

/** Undefined until the server has answered for the first time. */
export function usePatients(): Patient[] | undefined {
  const device = useDevice();
  const { id: me } = device.account;
  const people = useLinked();
  const known = useContacts();
  const found = useStored(async (tx) => ({
    entries: await entriesOfOthers(tx, me),
    openings: (await tx.entriesOfKind("opened")).flatMap(({ author, facts }) =>
      author === me && facts.kind === "opened" ? [facts] : [],
    ),
    synced: (await tx.get("lastSynced")) !== undefined,
  }));
  const failed = useVerification(device, found?.synced === true);
  if (!people || !known || !found?.synced || careLinks(device).value === null) return undefined;
  return people
    .map((person) => ({
      ...person,
      label: known.find(({ account }) => account === person.account)?.label ?? "",
      standing: standingOf(person, failed),
      shelf: shelfOf(person.account, found.entries, found.openings),
    }))
    .toSorted(unreadFirst);
}

/** Null when there is no care link with them (any more). */
export function usePatient(account: string): Patient | null | undefined {
  const patients = usePatients();
  return patients && (patients.find((patient) => patient.account === account) ?? null);
}

/** Checks new links as soon as the contacts are here; whoever could not be verified. */
function useVerification(device: Device, ready: boolean): Set<string> {
  const [failed, setFailed] = useState<Set<string>>(new Set());
  const links = careLinks(device).value;
  useEffect(() => {
    if (!ready || links === null) return;
    // Signed out meanwhile: then nobody is shown anything.
    verifyLinks(device, links).then(setFailed, () => undefined);
  }, [device, links, ready]);
  return failed;
}

async function entriesOfOthers(tx: ReadTx, me: string): Promise<Entry[]> {
  const authors = new Set((await tx.entryKeys()).map(([author]) => author));
  authors.delete(me);
  const all = await Promise.all([...authors].map((author) => tx.entriesOf(author)));
  return all.flat().filter((entry): entry is Entry => !entry.deleted);
}

function standingOf({ account, keys }: Linked, failed: Set<string>): Patient["standing"] {
  if (keys !== "unverified") return keys;
  return failed.has(account) ? "failed" : "not-yet";
}

function unreadFirst(a: Patient, b: Patient): number {
  const unread = Number(b.shelf.unread.length > 0) - Number(a.shelf.unread.length > 0);
  return unread || (b.shelf.latest ?? 0) - (a.shelf.latest ?? 0) || a.name.localeCompare(b.name);
}
