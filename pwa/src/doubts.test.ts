import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "./device.ts";
import { pull } from "./pull.ts";
import { openText } from "./sealed-entry.ts";
import type { Ask } from "./server.ts";
import { syncOnce } from "./sync.ts";
import {
  alive,
  checkIn,
  device,
  held,
  type Person,
  person,
  pinned,
  reflection,
  rewrite,
} from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { saveEntry } from "./writing.ts";

let ana: Person;
let theo: Person;
let mallory: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
  mallory = await person("mallory");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
  await pinned(phone, theo);
});

const server = (id: string) => model.entry(ana.account.id, id);
const newPhone = () => device(ana, model.fetchAs(ana.account.id));
const doubted = (on: Device) => on.store.read((tx) => tx.entriesInNeedOfALook());

test("a fact changed on the server is not believed", async () => {
  const { id } = await saveEntry(phone, checkIn(2));
  await syncOnce(phone);
  server(id).signed = server(id).signed?.replace('"mood":2', '"mood":9') ?? null;
  model.announce(ana.account.id, id);
  await pull(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "attention", facts: { mood: 2 } });
  const tablet = await newPhone();
  await pull(tablet);
  expect(await alive(tablet, id)).toMatchObject({
    kind: "untrusted",
    facts: { kind: "untrusted" },
    reason: { type: "untrusted" },
  });
  expect(await tablet.store.read((tx) => tx.moodsBetween(0, 1e15))).toEqual([]);
});

test("words of two entries swapped on the server are not believed", async () => {
  const a = await saveEntry(phone, reflection("a"));
  const b = await saveEntry(phone, reflection("b"));
  await syncOnce(phone);
  const swapped = server(a.id).words;
  server(a.id).words = server(b.id).words;
  server(b.id).words = swapped;
  const tablet = await newPhone();
  await pull(tablet);
  expect((await doubted(tablet)).map(({ id }) => id).sort()).toEqual([a.id, b.id].sort());
});

test("words left out by the server are noticed", async () => {
  const { id } = await saveEntry(phone, reflection("a"));
  await syncOnce(phone);
  server(id).words = null;
  const tablet = await newPhone();
  await pull(tablet);
  expect((await alive(tablet, id)).reason?.type).toBe("untrusted");
});

test("an entry forged with public keys alone is not believed", async () => {
  const forger = await device(mallory, model.fetchAs(mallory.account.id));
  const forged = await saveEntry(forger, reflection("I never wrote this"));
  const { id } = await saveEntry(phone, reflection("mine"));
  await syncOnce(phone);
  const signed = forged.signed
    .replaceAll(mallory.account.id, ana.account.id)
    .replace(forged.id, id);
  Object.assign(server(id), { signed });
  const tablet = await newPhone();
  await pull(tablet);
  expect((await alive(tablet, id)).facts).toEqual({ kind: "untrusted" });
});

test("a server that goes back to an older version is noticed, and the newer one kept", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  await syncOnce(phone);
  const old = structuredClone(server(id));
  await rewrite(phone, await alive(phone, id), "two");
  await syncOnce(phone);
  Object.assign(server(id), old);
  model.announce(ana.account.id, id);
  await pull(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "attention", revision: 2 });
  expect(await openText(phone, await alive(phone, id))).toEqual({ first_capture: "two" });
  // And a genuine newer version mends it.
  Object.assign(server(id), old);
  const tablet = await newPhone();
  await syncOnce(tablet);
  await rewrite(tablet, await rewrite(tablet, await alive(tablet, id), "x"), "y");
  await syncOnce(tablet);
  await rewrite(tablet, await alive(tablet, id), "three");
  await syncOnce(tablet);
  await syncOnce(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "synced", revision: 3 });
});

test("a deleted entry does not come back in an older version", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  await syncOnce(phone);
  const old = structuredClone(server(id));
  const { deleteEntry } = await import("./writing.ts");
  await deleteEntry(phone, await alive(phone, id));
  await syncOnce(phone);
  Object.assign(server(id), old);
  model.announce(ana.account.id, id);
  await pull(phone);
  expect(await held(phone, id)).toMatchObject({ deleted: true, state: "attention" });
});
