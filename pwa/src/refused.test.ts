// Every refusal has a way out: the entry is mended, deleted, or let be.

import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "./device.ts";
import { pull } from "./pull.ts";
import type { Ask } from "./server.ts";
import { syncOnce } from "./sync.ts";
import { alive, device, held, type Person, person, reflection, rewrite } from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { toBase64 } from "./vault/bytes.ts";
import { deleteEntry, letBe, saveEntry, tryAgain } from "./writing.ts";

let ana: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;

beforeAll(async () => {
  ana = await person("ana");
});

beforeEach(async () => {
  model = new ServerModel();
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
});

const outbox = () => phone.store.read((tx) => tx.outbox());
const looks = () => phone.store.read((tx) => tx.entriesInNeedOfALook());

/** The server will not read the next push, whatever it is. */
async function refusedOnce(): Promise<void> {
  const before = ask;
  const problem = { type: "refused", title: "", status: 422, detail: "It does not fit." };
  ask = async (url, init) =>
    init?.method === "POST" ? Response.json(problem, { status: 422 }) : before(url, init);
  await syncOnce(phone);
  ask = before;
}

test("a new entry that was refused is edited and saved again", async () => {
  const entry = await saveEntry(phone, reflection("wrong"));
  await refusedOnce();
  const refused = await alive(phone, entry.id);
  expect(refused).toMatchObject({ state: "attention", reason: { detail: "It does not fit." } });
  await rewrite(phone, refused, "right");
  await syncOnce(phone);
  expect(await alive(phone, entry.id)).toMatchObject({ state: "synced", reason: null });
  expect(model.entry(ana.account.id, entry.id).revision).toBe(1);
  expect(await looks()).toEqual([]);
});

test("a new entry that was refused is deleted and leaves nothing", async () => {
  const entry = await saveEntry(phone, reflection("wrong"));
  await refusedOnce();
  await deleteEntry(phone, await alive(phone, entry.id));
  expect(await held(phone, entry.id)).toBeUndefined();
  expect(await outbox()).toEqual([]);
});

test("an edit that was refused goes with its entry", async () => {
  const entry = await saveEntry(phone, reflection("first"));
  await syncOnce(phone);
  await rewrite(phone, await alive(phone, entry.id), "wrong");
  await refusedOnce();
  await deleteEntry(phone, await alive(phone, entry.id));
  await syncOnce(phone);
  expect(model.entry(ana.account.id, entry.id)).toMatchObject({ deleted: true });
  expect(await outbox()).toEqual([]);
  expect(await looks()).toEqual([]);
});

test("what mallory put in place of an entry can be deleted, on the server too", async () => {
  const { id } = await saveEntry(phone, reflection("mine"));
  await syncOnce(phone);
  const served = model.entry(ana.account.id, id);
  served.signed = served.signed?.replace("reflection", "check_in") ?? null;
  model.announce(ana.account.id, id);
  const tablet = await device(ana, model.fetchAs(ana.account.id));
  await pull(tablet);
  const forged = await alive(tablet, id);
  expect(forged.kind).toBe("untrusted");
  await deleteEntry(tablet, forged);
  await syncOnce(tablet);
  expect(model.entry(ana.account.id, id)).toMatchObject({ deleted: true });
});

test("what is right here is sent once more over what mallory put on the server", async () => {
  const { id } = await saveEntry(phone, reflection("mine"));
  await syncOnce(phone);
  const served = model.entry(ana.account.id, id);
  served.signature = toBase64(new Uint8Array(64));
  model.announce(ana.account.id, id);
  await pull(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "attention" });
  await tryAgain(phone, id);
  await syncOnce(phone);
  const tablet = await device(ana, model.fetchAs(ana.account.id));
  await pull(tablet);
  expect(await alive(tablet, id)).toMatchObject({ state: "synced", revision: 2 });
  expect(await looks()).toEqual([]);
});

test("what cannot be edited is let be, and what was refused of it is not sent again", async () => {
  const contact = { ...reflection("x"), facts: { kind: "contact" as const, account: null } };
  const { id } = await saveEntry(phone, contact);
  const other = await saveEntry(phone, reflection("waits"));
  await refusedOnce();
  await letBe(phone, await alive(phone, id));
  expect((await looks()).map((entry) => entry.id)).toEqual([other.id]);
  expect((await outbox()).map((row) => row.id)).toEqual([other.id]);
  await tryAgain(phone, other.id);
  await syncOnce(phone);
  expect(await looks()).toEqual([]);
  expect(await alive(phone, id)).toBeDefined();
});

test("letting mallory's entry be touches nothing of one's own with the same id", async () => {
  const own = await saveEntry(phone, reflection("mine"));
  await refusedOnce();
  const foreign = { ...own, author: "mallory", kind: "untrusted" as const };
  await phone.store.write((tx) =>
    tx.putEntry({ ...foreign, facts: { kind: "untrusted" }, state: "attention" }),
  );
  await letBe(phone, foreign);
  expect((await looks()).map(({ author }) => author)).toEqual([ana.account.id]);
  expect(await outbox()).toHaveLength(1);
});
