// The open care links, as the server names them: asked again after every sync, held in memory alone.

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { CareLink } from "../api-shapes.ts";
import { contacts } from "../contacts.ts";
import type { Device } from "../device.ts";
import { sync, useDevice } from "../here.ts";
import { type Linked, linkedPeople } from "./linked.ts";
import { useContacts } from "./use-contacts.ts";

const answers = new WeakMap<Device, Signal<CareLink[] | null>>();

/** Null until the server has answered once. */
export function careLinks(device: Device): ReadonlySignal<CareLink[] | null> {
  return answerOf(device);
}

/** Throws Offline and SignedOut; the last answer stands. */
export async function askForCareLinks(device: Device): Promise<CareLink[]> {
  const { care_links } = await device.server.careLinks();
  answerOf(device).value = care_links;
  return care_links;
}

/** Everybody this person is linked with; undefined until the contacts are opened. */
export function useLinked(): Linked[] | undefined {
  const device = useDevice();
  const known = useContacts();
  const synced = sync.value?.state.value.lastSynced;
  useEffect(() => {
    // Without an answer the pages show what this device knows by itself.
    askForCareLinks(device).catch(() => undefined);
  }, [device, synced]);
  const links = careLinks(device).value;
  return known && linkedPeople(known, links);
}

export async function linkedTo(device: Device, account: string): Promise<Linked | null> {
  const people = linkedPeople(await contacts(device), careLinks(device).peek());
  return people.find((person) => person.account === account) ?? null;
}

function answerOf(device: Device): Signal<CareLink[] | null> {
  const answer = answers.get(device) ?? signal<CareLink[] | null>(null);
  answers.set(device, answer);
  return answer;
}
