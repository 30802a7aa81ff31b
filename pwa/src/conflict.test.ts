import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "./device.ts";
import type { Entry } from "./journal/entry.ts";
import { toEdit } from "./outbox.ts";
import { push } from "./push.ts";
import { openText } from "./sealed-entry.ts";
import { type Ask, Offline } from "./server.ts";
import { settle } from "./settle.ts";
import { syncOnce } from "./sync.ts";
import {
  alive,
  checkIn,
  device,
  held,
  type Person,
  person,
  pinned,
  reader,
  reflection,
  rewrite,
} from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { deleteEntry, saveEntry, shareWith, withdraw } from "./writing.ts";

let ana: Person;
let theo: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;
let tablet: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
  tablet = await device(ana, (url, init) => ask(url, init));
});

const textOf = async (on: Device, id: string) => openText(on, await alive(on, id));
const outbox = (on: Device) => on.store.read((tx) => tx.outbox());
const server = (id: string) => model.entry(ana.account.id, id);

/** An entry that both devices hold. */
async function shared(text: string): Promise<Entry> {
  const { id } = await saveEntry(phone, reflection(text));
  await syncOnce(phone);
  await syncOnce(tablet);
  return alive(phone, id);
}

async function bothSync(): Promise<void> {
  for (const each of [phone, tablet, phone, tablet]) await syncOnce(each);
}

test("two devices that edited the same words end with both, and agree", async () => {
  const { id } = await shared("one");
  await rewrite(phone, await alive(phone, id), "from the phone");
  await rewrite(tablet, await alive(tablet, id), "from the tablet");
  await bothSync();
  for (const each of [phone, tablet]) {
    const entries = await each.store.read((tx) => tx.entriesOfKind("reflection"));
    const texts = await Promise.all(entries.map((entry) => openText(each, entry)));
    expect(texts.map((text) => text?.first_capture).sort()).toEqual([
      "from the phone",
      "from the tablet",
    ]);
    expect(entries.every(({ state }) => state === "synced")).toBe(true);
  }
  // The phone came first, so the tablet's edit stands.
  expect(await textOf(phone, id)).toEqual({ first_capture: "from the tablet" });
});

test("three devices in one conflict make each copy once", async () => {
  const third = await device(ana, (url, init) => ask(url, init));
  const { id } = await shared("one");
  await syncOnce(third);
  const all = [phone, tablet, third];
  for (const [n, each] of all.entries()) await rewrite(each, await alive(each, id), `text ${n}`);
  for (const each of [...all, ...all, ...all]) await syncOnce(each);
  for (const each of all) {
    const entries = await each.store.read((tx) => tx.entriesOfKind("reflection"));
    const texts = await Promise.all(entries.map((entry) => openText(each, entry)));
    expect(texts.map((text) => text?.first_capture).sort()).toEqual(["text 0", "text 1", "text 2"]);
    expect(await outbox(each)).toEqual([]);
  }
});

test("facts of one device and words of the other come together", async () => {
  const { id } = await saveEntry(phone, checkIn(5, "tired"));
  await syncOnce(phone);
  await syncOnce(tablet);
  await saveEntry(phone, { ...checkIn(8, "tired"), entry: await alive(phone, id) });
  await saveEntry(tablet, { ...checkIn(5, "rested after all"), entry: await alive(tablet, id) });
  await bothSync();
  expect((await alive(phone, id)).facts).toMatchObject({ mood: 8 });
  expect(await textOf(phone, id)).toEqual({ note: "rested after all" });
  expect(await phone.store.read((tx) => tx.entriesOfKind("reflection"))).toEqual([]);
});

test("an edit here survives a delete there, and the delete does not come back", async () => {
  const { id } = await shared("one");
  await deleteEntry(phone, await alive(phone, id));
  await rewrite(tablet, await alive(tablet, id), "still needed");
  await bothSync();
  expect(await textOf(phone, id)).toEqual({ first_capture: "still needed" });
});

test("a delete that comes after an edit drops itself, and nobody reads the entry any more", async () => {
  await pinned(phone, theo);
  const { id } = await shared("one");
  await shareWith(phone, await alive(phone, id), [reader(theo)]);
  await rewrite(phone, await alive(phone, id), "changed and shared");
  await deleteEntry(tablet, await alive(tablet, id));
  await bothSync();
  expect(await textOf(tablet, id)).toEqual({ first_capture: "changed and shared" });
  expect(server(id).readers).toEqual([]);
});

test("a withdrawal beats a share that did not know of it, and the device says whom it does not reach", async () => {
  await pinned(phone, theo);
  const { id } = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await syncOnce(tablet);
  await withdraw(tablet, await alive(tablet, id), theo.account.id);
  await syncOnce(tablet);
  await rewrite(phone, await alive(phone, id), "two");
  await bothSync();
  expect(server(id).readers).toEqual([]);
  expect(await alive(phone, id)).toMatchObject({ readers: [], notShared: [theo.account.id] });
});

test("a share after one withdrawal does not undo another one that this device has not seen", async () => {
  const tess = await person("tess", "therapist");
  model.link(ana.account.id, tess.account.id);
  await pinned(phone, theo);
  await pinned(phone, tess);
  const readers = [reader(theo), reader(tess)];
  const { id } = await saveEntry(phone, reflection("one", { readers }));
  await syncOnce(phone);
  await syncOnce(tablet);
  await withdraw(tablet, await alive(tablet, id), tess.account.id);
  await syncOnce(tablet);
  await withdraw(phone, await alive(phone, id), theo.account.id);
  await shareWith(phone, await alive(phone, id), [reader(theo)]);
  await bothSync();
  expect(server(id).readers).not.toContainEqual(reader(tess));
  expect((await alive(phone, id)).notShared).toContain(tess.account.id);
});

test("a reader whom the server left out is left out of the edit behind it too", async () => {
  await pinned(phone, theo);
  const { id } = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await syncOnce(tablet);
  await withdraw(tablet, await alive(tablet, id), theo.account.id);
  await syncOnce(tablet);
  await rewrite(phone, await alive(phone, id), "two");
  const real = ask;
  ask = async () => {
    throw new TypeError("connection refused");
  };
  await push(phone).catch(() => undefined);
  ask = real;
  await rewrite(phone, await alive(phone, id), "three");
  await bothSync();
  expect(server(id).readers).toEqual([]);
  expect(await alive(phone, id)).toMatchObject({ readers: [], notShared: [theo.account.id] });
});

test("a share behind an unanswered edit does not undo a withdrawal that the edit's answer counts", async () => {
  await pinned(phone, theo);
  const { id } = await shared("one");
  await rewrite(phone, await alive(phone, id), "two");
  const real = ask;
  ask = async () => {
    throw new TypeError("connection refused");
  };
  await push(phone).catch(() => undefined);
  await shareWith(phone, await alive(phone, id), [reader(theo)]);
  ask = real;
  await withdraw(tablet, await alive(tablet, id), theo.account.id);
  await syncOnce(tablet);
  await bothSync();
  expect(server(id)).toMatchObject({ readers: [], withdrawals: 1 });
  expect(await alive(phone, id)).toMatchObject({ readers: [], notShared: [theo.account.id] });
});

test("a withdrawal that waits while its entry meets a conflict is still sent", async () => {
  await pinned(phone, theo);
  const { id } = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await syncOnce(tablet);
  await rewrite(tablet, await alive(tablet, id), "from the tablet");
  await syncOnce(tablet);
  await rewrite(phone, await alive(phone, id), "from the phone");
  const real = ask;
  ask = async () => {
    throw new TypeError("connection refused");
  };
  await push(phone).catch(() => undefined);
  ask = real;
  await withdraw(phone, await alive(phone, id), theo.account.id);
  await bothSync();
  expect(server(id)).toMatchObject({ readers: [], withdrawals: 1 });
  expect(await alive(tablet, id)).toMatchObject({ readers: [], state: "synced" });
});

/** A copy that the phone made and has not sent, and the tablet made too. */
async function copiedTwice(): Promise<Entry> {
  const { id } = await shared("one");
  const third = await device(ana, (url, init) => ask(url, init));
  await syncOnce(third);
  const lost = await rewrite(third, await alive(third, id), "from the third");
  await syncOnce(third);
  await rewrite(phone, await alive(phone, id), "from the phone");
  await rewrite(tablet, await alive(tablet, id), "from the tablet");
  // The phone hears of the conflict, makes its copy, and its battery is empty before it sends it.
  const row = (await outbox(phone)).find((each) => each.id === id);
  const answer = row && (await phone.server.push([toEdit(row)]));
  const theirs = answer?.results[0]?.entry;
  if (row && theirs) await settle(phone, row.edit, theirs);
  await syncOnce(tablet);
  return alive(phone, lost.edit);
}

test("taking back a copy counts, also when another device made the same one and shared it", async () => {
  await pinned(phone, theo);
  const copy = await copiedTwice();
  await shareWith(tablet, await alive(tablet, copy.id), [reader(theo)]);
  await syncOnce(tablet);
  expect(server(copy.id).readers).toEqual([reader(theo)]);
  await withdraw(phone, copy, theo.account.id);
  await bothSync();
  expect(server(copy.id).readers).toEqual([]);
  expect(await alive(tablet, copy.id)).toMatchObject({ readers: [], state: "synced" });
});

test("deleting a copy counts, also when another device made the same one", async () => {
  const copy = await copiedTwice();
  await deleteEntry(phone, copy);
  await bothSync();
  expect(server(copy.id).deleted).toBe(true);
  expect(await held(tablet, copy.id)).toMatchObject({ deleted: true, state: "synced" });
  expect(await outbox(phone)).toEqual([]);
});

test("a copy that was deleted before anybody sent it can still come from another device", async () => {
  const { id } = await shared("one");
  const third = await device(ana, (url, init) => ask(url, init));
  await syncOnce(third);
  const lost = await rewrite(third, await alive(third, id), "from the third");
  await syncOnce(third);
  for (const each of [phone, tablet]) {
    await rewrite(each, await alive(each, id), `from device ${each === phone ? 1 : 2}`);
    const row = (await outbox(each)).find((waiting) => waiting.id === id);
    const answer = row && (await each.server.push([toEdit(row)]));
    const theirs = answer?.results[0]?.entry;
    if (row && theirs) await settle(each, row.edit, theirs);
  }
  await deleteEntry(phone, await alive(phone, lost.edit));
  await bothSync();
  expect(await textOf(phone, lost.edit)).toMatchObject({ first_capture: "from the third" });
  expect(await phone.store.read((tx) => tx.entriesInNeedOfALook())).toEqual([]);
});

test("an edit that was answered by another device's while its answer was lost is merged all the same", async () => {
  const { id } = await shared("one");
  await rewrite(phone, await alive(phone, id), "two");
  const real = ask;
  ask = async (url, init) => {
    await real(url, init);
    throw new TypeError("connection reset");
  };
  await expect(push(phone)).rejects.toThrow(Offline);
  ask = real;
  await rewrite(phone, await alive(phone, id), "three");
  await syncOnce(tablet);
  await rewrite(tablet, await alive(tablet, id), "two and a half");
  await syncOnce(tablet);
  await bothSync();
  expect(await textOf(tablet, id)).toEqual({ first_capture: "three" });
  const texts = await Promise.all(
    (await tablet.store.read((tx) => tx.entriesOfKind("reflection"))).map((e) =>
      openText(tablet, e),
    ),
  );
  expect(texts.map((text) => text?.first_capture)).toContain("two and a half");
});

test("a conflict with a version older than the one seen is not believed", async () => {
  const { id } = await shared("one");
  await rewrite(phone, await alive(phone, id), "two");
  await syncOnce(phone);
  const old = structuredClone(server(id));
  await rewrite(phone, await alive(phone, id), "three");
  await syncOnce(phone);
  Object.assign(server(id), old);
  const entry = await rewrite(phone, await alive(phone, id), "four");
  await push(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "attention", edit: entry.edit });
  expect((await alive(phone, id)).reason?.type).toBe("untrusted");
  expect(await textOf(phone, id)).toEqual({ first_capture: "four" });
});

test("a conflict with a forged version is not believed", async () => {
  const { id } = await shared("one");
  await rewrite(tablet, await alive(tablet, id), "two");
  await syncOnce(tablet);
  const { signed } = server(id);
  server(id).signed = signed?.replace("reflection", "check_in") ?? null;
  await rewrite(phone, await alive(phone, id), "mine");
  await push(phone);
  expect(await alive(phone, id)).toMatchObject({
    state: "attention",
    reason: { type: "untrusted" },
  });
  expect(await textOf(phone, id)).toEqual({ first_capture: "mine" });
});
