import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { Person as Card } from "../api-shapes.ts";
import type { Device } from "../device.ts";
import { alive, device, type Person, person, pinned, reflection } from "../testing/people.ts";
import { ServerModel } from "../testing/server-model.ts";
import { NotPinned, saveEntry } from "../writing.ts";
import { askForCareLinks } from "./care-links.ts";
import { isShareable, KeysChanged, share } from "./share.ts";

let theo: Person;
let phone: Device;

beforeEach(async () => {
  const ana = await person("ana");
  theo = await person("theo", "therapist");
  phone = await device(ana, new ServerModel().fetchAs(ana.account.id));
});

/** What the server says about the one whom ana is linked with. */
async function linkedTo(person: Card): Promise<void> {
  const since = "2026-05-06T10:00:00Z";
  const link = { id: "link", with: person, since, invitation: null, mac: null };
  phone.server.careLinks = async () => ({ care_links: [link] });
  await askForCareLinks(phone);
}

test("an entry is shared with the pinned keys that the server names too", async () => {
  await pinned(phone, theo);
  await linkedTo(theo.account);
  const entry = await saveEntry(phone, reflection("for theo"));
  await share(phone, entry, theo.account.id);
  expect((await alive(phone, entry.id)).readers).toEqual([
    { account: theo.account.id, until: null },
  ]);
});

test("when the server names other keys than the pinned ones, nothing is shared", async () => {
  await pinned(phone, theo);
  const mallory = await person("mallory", "therapist");
  const entry = await saveEntry(phone, reflection("for theo"));
  for (const key of ["recipient", "verify_key"] as const) {
    await linkedTo({ ...theo.account, [key]: mallory.account[key] });
    await expect(share(phone, entry, theo.account.id)).rejects.toThrow(KeysChanged);
  }
  expect((await alive(phone, entry.id)).readers).toEqual([]);
});

test("nobody is shared with whose keys no device of this person has compared", async () => {
  await linkedTo(theo.account);
  const entry = await saveEntry(phone, reflection("for theo"));
  await expect(share(phone, entry, theo.account.id)).rejects.toThrow(NotPinned);
});

test("pinned people and what cannot be trusted are not shown to anybody", async () => {
  const entry = await saveEntry(phone, reflection("mine"));
  expect(isShareable(entry)).toBe(true);
  for (const kind of ["contact", "opened", "untrusted"] as const) {
    expect(isShareable({ ...entry, kind })).toBe(false);
  }
});
