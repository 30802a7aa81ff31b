import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { CareLink } from "../api-shapes.ts";
import { contacts } from "../contacts.ts";
import type { Device } from "../device.ts";
import { pinInvitation } from "../pin.ts";
import { syncOnce } from "../sync.ts";
import {
  alive,
  device,
  type Person,
  person,
  pinned,
  reader,
  reflection,
} from "../testing/people.ts";
import { ServerModel } from "../testing/server-model.ts";
import { type Bytes, toBase64, toBase64Url } from "../vault/bytes.ts";
import { makeInvitationSecret, makeMac, ticketOf } from "../vault/invitation.ts";
import { saveEntry } from "../writing.ts";
import { verifyLinks } from "./verify.ts";

let ana: Person;
let theo: Person;
let desk: Device;
let secret: Bytes;
let model: ServerModel;

beforeEach(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  desk = await device(theo, model.fetchAs(theo.account.id));
  secret = makeInvitationSecret();
});

async function accepted(by: Person = ana, mac?: Bytes, made = secret): Promise<CareLink> {
  const proof = mac ?? (await makeMac(made, theo.account.id, by.account));
  const { id: invitation } = await ticketOf(made);
  const since = "2026-05-06T10:00:00Z";
  return { id: "link", with: by.account, since, invitation, mac: toBase64(proof) };
}

const invite = () => pinInvitation(desk, toBase64Url(secret), "ana from Tuesday");

test("who proves to hold the invitation is pinned, and the invitation waits no longer", async () => {
  await invite();
  expect(await verifyLinks(desk, [await accepted()])).toEqual(new Set());
  expect(await contacts(desk)).toMatchObject([
    {
      ...{ account: ana.account.id, name: "ana", label: "ana from Tuesday" },
      ...{ recipient: ana.keys.recipient, verifyKey: ana.keys.verifyKey, invitationSecret: null },
    },
  ]);
});

test("looking twice at once pins once", async () => {
  await invite();
  const links = [await accepted()];
  await Promise.all([verifyLinks(desk, links), verifyLinks(desk, links)]);
  expect(await contacts(desk)).toHaveLength(1);
  expect((await contacts(desk))[0]?.doubtful).toBe(false);
});

test("keys that the server put in their place are not pinned", async () => {
  await invite();
  const mallory = await person("mallory");
  const link = await accepted();
  const swapped = { ...link.with, recipient: mallory.keys.recipient };
  expect(await verifyLinks(desk, [{ ...link, with: swapped }])).toEqual(new Set([ana.account.id]));
  expect(await contacts(desk)).toMatchObject([{ account: null, recipient: null }]);
});

test("a proof that is wrong, missing or none at all is refused", async () => {
  await invite();
  const link = await accepted();
  const wrong = toBase64(new Uint8Array(32));
  for (const mac of [wrong, null, "%%%"]) {
    expect(await verifyLinks(desk, [{ ...link, mac }])).toEqual(new Set([ana.account.id]));
  }
  const other = await accepted(ana, undefined, makeInvitationSecret());
  expect(await verifyLinks(desk, [other])).toEqual(new Set([ana.account.id]));
  expect(await contacts(desk)).toMatchObject([{ account: null }]);
});

test("who is pinned stays pinned with the keys of then", async () => {
  await pinned(desk, ana);
  const mallory = await person("mallory");
  const link = await accepted();
  const changed = { ...link, with: { ...link.with, recipient: mallory.keys.recipient } };
  expect(await verifyLinks(desk, [changed])).toEqual(new Set());
  expect(await contacts(desk)).toMatchObject([{ recipient: ana.keys.recipient, doubtful: false }]);
});

test("an invitation accepted with other keys than the pinned ones changes nothing", async () => {
  const before = await person("ana");
  before.account.id = ana.account.id;
  before.account.recipient = before.keys.recipient;
  await pinned(desk, before);
  await invite();
  expect(await verifyLinks(desk, [await accepted()])).toEqual(new Set());
  const pinnedOnes = (await contacts(desk)).filter(({ account }) => account === ana.account.id);
  expect(pinnedOnes).toMatchObject([{ recipient: before.keys.recipient, doubtful: false }]);
});

test("what was shared before the check can be read after it, and nothing before", async () => {
  const phone = await device(ana, model.fetchAs(ana.account.id));
  await pinned(phone, theo);
  const { id } = await saveEntry(phone, reflection("hello", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await invite();
  await syncOnce(desk);
  expect((await alive(desk, id, ana.account.id)).kind).toBe("untrusted");
  await verifyLinks(desk, [await accepted()]);
  expect((await alive(desk, id, ana.account.id)).kind).toBe("reflection");
});
