import { beforeEach, expect, test, vi } from "vitest";
import { contacts } from "../contacts.ts";
import type { Device } from "../device.ts";
import { Offline, Refused } from "../server.ts";
import { device, type Person, person } from "../testing/people.ts";
import { ServerModel } from "../testing/server-model.ts";
import { fitsLink, readInvitation, ticketOf } from "../vault/invitation.ts";
import {
  addressOf,
  announce,
  type Invited,
  invite,
  invitedOf,
  takeBackInvitation,
} from "./invite.ts";

let theo: Person;
let model: ServerModel;
let desk: Device;

beforeEach(async () => {
  theo = await person("theo", "therapist");
  model = new ServerModel();
  desk = await device(theo, model.fetchAs(theo.account.id));
});

async function invited(label = "ana"): Promise<Invited> {
  const id = await invite(desk, label);
  const found = (await invitedOf(await contacts(desk))).find((it) => it.contact.entry.id === id);
  if (!found) throw new Error("gone");
  return found;
}

const waiting = async () => (await invitedOf(await contacts(desk))).map((it) => it.contact.label);

function refusal(type: string, status: number): Refused {
  return new Refused({ type, title: type, status, detail: type });
}

test("what the answer must prove is kept at the server before the invitation exists", async () => {
  const one = await invited();
  const { id } = one.contact.entry;
  desk.server.invite = vi.fn(async (invitation, contact) => {
    expect(model.entry(theo.account.id, id).words).not.toBeNull();
    expect([invitation, contact]).toEqual([one.id, id]);
    return { expires_at: "2026-05-20T10:00:00Z" };
  });
  expect(await announce(desk, one)).toBe("2026-05-20T10:00:00Z");
});

test("without a network no invitation is announced", async () => {
  const one = await invited();
  desk.server.invite = vi.fn();
  desk.server.push = async () => {
    throw new Offline();
  };
  await expect(announce(desk, one)).rejects.toThrow(Offline);
  expect(desk.server.invite).not.toHaveBeenCalled();
});

test("the link stands for the keys of this device, whatever the server calls them", async () => {
  const mallory = await person("mallory", "therapist");
  const confused = { ...desk, account: { ...desk.account, recipient: mallory.account.recipient } };
  const one = await invited();
  vi.stubGlobal("location", { origin: "https://journal.example" });
  const link = readInvitation(new URL(await addressOf(confused, one)).hash);
  vi.unstubAllGlobals();
  if (link?.for !== "care") throw new Error("not an invitation into care");
  expect((await ticketOf(link.secret)).id).toBe(one.id);
  expect(await fitsLink(theo.account, link.hash)).toBe(true);
});

test("invitations wait with the newest first, until they are taken back", async () => {
  await invited("ana");
  const second = await invited("ana from Tuesday");
  expect(await waiting()).toEqual(["ana from Tuesday", "ana"]);
  desk.server.cancelInvitation = async () => undefined;
  expect(await takeBackInvitation(desk, second)).toBe(true);
  expect(await waiting()).toEqual(["ana"]);
});

test("one that was accepted stays until its keys are checked, and goes when the link has ended", async () => {
  const one = await invited();
  desk.server.cancelInvitation = async () => {
    throw refusal("invitation-used", 409);
  };
  const since = "2026-05-06T10:00:00Z";
  const ana = (await person("ana")).account;
  const link = { id: "link", with: ana, since, invitation: one.id, mac: null };
  desk.server.careLinks = async () => ({ care_links: [link] });
  expect(await takeBackInvitation(desk, one)).toBe(false);
  expect(await waiting()).toEqual(["ana"]);
  desk.server.careLinks = async () => ({ care_links: [] });
  expect(await takeBackInvitation(desk, one)).toBe(true);
  expect(await waiting()).toEqual([]);
});

test("without a network an invitation stands", async () => {
  const one = await invited();
  desk.server.cancelInvitation = async () => {
    throw new Offline();
  };
  await expect(takeBackInvitation(desk, one)).rejects.toThrow(Offline);
  expect(await waiting()).toEqual(["ana"]);
});
