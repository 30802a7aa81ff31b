import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { contacts } from "./contacts.ts";
import type { Device } from "./device.ts";
import { keepDraft, readDraft } from "./drafts.ts";
import { KEPT_TO_MYSELF } from "./journal/entry.ts";
import type { Waiting } from "./outbox.ts";
import { push } from "./push.ts";
import { openEntry } from "./reading.ts";
import { openText } from "./sealed-entry.ts";
import { Offline } from "./server.ts";
import { StorageFull } from "./store.ts";
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
import { toBase64 } from "./vault/bytes.ts";
import { checkEntry } from "./vault/sign.ts";
import { Changed, deleteEntry, NotPinned, saveEntry, shareWith, withdraw } from "./writing.ts";

let ana: Person;
let theo: Person;
let model: ServerModel;
let phone: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  phone = await device(ana, model.fetchAs(ana.account.id));
});

const outbox = (on: Device) => on.store.read((tx) => tx.outbox());
const shapes = (rows: Waiting[]) => rows.map(({ what, sent }) => `${what}${sent ? " sent" : ""}`);
const textOf = async (on: Device, id: string) => openText(on, await alive(on, id));

/** Everything arrives, and no answer comes back. */
async function answersLost(on: Device): Promise<void> {
  const push = on.server.push;
  on.server.push = async (edits) => {
    await push(edits);
    throw new Offline();
  };
  await syncOnce(on).catch(() => undefined);
  on.server.push = push;
}

test("a saved entry is signed and sealed, and nothing of its words is readable on the device", async () => {
  const saved = await saveEntry(phone, reflection("the light came back"));
  expect(saved).toMatchObject({ state: "local", revision: 1, kind: "reflection", readers: [] });
  const entry = {
    ...saved,
    signature: toBase64(saved.signature),
    words: toBase64(saved.words ?? new Uint8Array()),
  };
  expect(await checkEntry(entry, ana.keys.verifyKey)).toMatchObject({ edit: saved.edit });
  const kept = JSON.stringify([await alive(phone, saved.id), await outbox(phone)], (_, value) =>
    value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value,
  );
  expect(kept).toContain("age-encryption.org");
  expect(kept).not.toContain("light came");
  expect(await textOf(phone, saved.id)).toEqual({ first_capture: "the light came back" });
});

test("blank words are no words", async () => {
  expect((await saveEntry(phone, reflection(" \n"))).words).toBeNull();
  expect((await saveEntry(phone, checkIn(5))).words).toBeNull();
});

test("several edits before the first sync are one edit, and keep their place", async () => {
  const first = await saveEntry(phone, reflection("one"));
  await saveEntry(phone, reflection("another"));
  const last = await rewrite(phone, await rewrite(phone, first, "two"), "three");
  expect(last.revision).toBe(1);
  expect((await outbox(phone)).map(({ edit }) => edit)).toEqual([last.edit, expect.any(String)]);
  await syncOnce(phone);
  expect(model.entry(ana.account.id, first.id).revision).toBe(1);
  expect(await alive(phone, first.id)).toMatchObject({ state: "synced", edit: last.edit });
});

test("an edit without an answer is kept as it was and goes first; the newer one waits behind it", async () => {
  const first = await saveEntry(phone, reflection("one"));
  await answersLost(phone);
  const second = await rewrite(phone, await alive(phone, first.id), "two");
  const third = await rewrite(phone, second, "three");
  const rows = await outbox(phone);
  expect(shapes(rows)).toEqual(["write sent", "write"]);
  expect(rows.map(({ edit }) => edit)).toEqual([first.edit, third.edit]);
  expect(third.revision).toBe(2);
  await syncOnce(phone);
  expect(await outbox(phone)).toEqual([]);
  expect(model.entry(ana.account.id, first.id).revision).toBe(2);
  expect(await textOf(phone, first.id)).toEqual({ first_capture: "three" });
  expect((await phone.store.read((tx) => tx.entriesOfKind("reflection"))).length).toBe(1);
});

test("deleting what was never sent leaves no trace", async () => {
  const entry = await saveEntry(phone, reflection("never mind"));
  await deleteEntry(phone, entry);
  expect(await held(phone, entry.id)).toBeUndefined();
  expect(await outbox(phone)).toEqual([]);
});

test("deleting what may have arrived is sent, whatever became of the edit", async () => {
  const entry = await saveEntry(phone, reflection("gone soon"));
  await answersLost(phone);
  await deleteEntry(phone, await alive(phone, entry.id));
  expect(shapes(await outbox(phone))).toEqual(["write sent", "delete"]);
  await syncOnce(phone);
  expect(model.entry(ana.account.id, entry.id)).toMatchObject({ deleted: true, signed: null });
  expect(await held(phone, entry.id)).toMatchObject({ deleted: true, seen: 2, state: "synced" });
});

test("sharing seals to the pinned keys of the reader and makes a new revision", async () => {
  await pinned(phone, theo);
  const entry = await saveEntry(phone, reflection("for theo too"));
  await syncOnce(phone);
  const shared = await shareWith(phone, await alive(phone, entry.id), [reader(theo)]);
  expect(shared).toMatchObject({ revision: 2, readers: [reader(theo)] });
  await syncOnce(phone);
  const desk = await device(theo, model.fetchAs(theo.account.id));
  await pinned(desk, ana);
  await syncOnce(desk);
  const seen = await alive(desk, entry.id, ana.account.id);
  expect(seen.words).toBeNull();
  expect((await openEntry(desk, seen))?.text).toEqual({ first_capture: "for theo too" });
});

test("sharing and taking back leave the time at which an entry was written down", async () => {
  await pinned(phone, theo);
  const written = { recorded_at: "2026-05-06T12:01:00+02:00" };
  const entry = { ...(await saveEntry(phone, reflection("as it was"))), ...written };
  await phone.store.write((tx) => tx.putEntry(entry));
  expect(await shareWith(phone, entry, [reader(theo)])).toMatchObject(written);
  await withdraw(phone, await alive(phone, entry.id), theo.account.id);
  const back = await alive(phone, entry.id);
  expect(back).toMatchObject({ ...written, readers: [] });
  const { verifyKey } = phone.keys;
  const sent = { ...back, signature: toBase64(back.signature), words: null };
  expect(await checkEntry(sent, verifyKey)).toMatchObject(written);
});

test("what somebody keeps to themselves is sealed to nobody else, whoever is named as a reader", async () => {
  await pinned(phone, theo);
  const text = { [KEPT_TO_MYSELF]: "not yet" };
  const mine = reflection("", { text });
  const saved = await saveEntry(phone, { ...mine, readers: [reader(theo)] });
  expect(saved.readers).toEqual([]);
  expect((await shareWith(phone, saved, [reader(theo)])).readers).toEqual([]);
  await syncOnce(phone);
  const desk = await device(theo, model.fetchAs(theo.account.id));
  await syncOnce(desk);
  expect(await held(desk, saved.id, ana.account.id)).toBeUndefined();
  expect(await textOf(phone, saved.id)).toEqual(text);

  // Once it is offered it is like any other.
  const offered = { for_therapist: "not yet" };
  const entry = await alive(phone, saved.id);
  const open = await saveEntry(phone, { ...mine, entry, text: offered });
  expect((await shareWith(phone, open, [reader(theo)])).readers).toHaveLength(1);
});

test("nothing is shared with somebody whose keys are not pinned, or pinned twice and differ", async () => {
  const entry = await saveEntry(phone, reflection("mine"));
  await expect(shareWith(phone, entry, [reader(theo)])).rejects.toThrow(NotPinned);
  await pinned(phone, theo);
  const impostor = { ...(await person("theo", "therapist")), account: { ...theo.account } };
  impostor.account.recipient = impostor.keys.recipient;
  await pinned(phone, impostor);
  expect(await contacts(phone)).toMatchObject([{ account: theo.account.id, doubtful: true }]);
  await expect(shareWith(phone, entry, [reader(theo)])).rejects.toThrow(NotPinned);
});

test("what is shared is what the page showed", async () => {
  await pinned(phone, theo);
  const shown = await saveEntry(phone, reflection("short"));
  await rewrite(phone, shown, "short, and something private");
  await expect(shareWith(phone, shown, [reader(theo)])).rejects.toThrow(Changed);
  await expect(deleteEntry(phone, shown)).rejects.toThrow(Changed);
});

test("taking back needs no network, and what was not sent yet is sealed again without the reader", async () => {
  await pinned(phone, theo);
  const shared = await saveEntry(phone, reflection("oh no", { readers: [reader(theo)] }));
  await withdraw(phone, shared, theo.account.id);
  const now = await alive(phone, shared.id);
  expect(now.readers).toEqual([]);
  expect(now.edit).not.toBe(shared.edit);
  await syncOnce(phone);
  expect(model.entry(ana.account.id, shared.id).readers).toEqual([]);
});

test("a withdrawal is never collapsed away, and the edit behind it is not sealed to the reader", async () => {
  await pinned(phone, theo);
  const entry = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await withdraw(phone, await alive(phone, entry.id), theo.account.id);
  expect(await alive(phone, entry.id)).toMatchObject({ state: "local", readers: [] });
  await rewrite(phone, await rewrite(phone, await alive(phone, entry.id), "two"), "three");
  expect(shapes(await outbox(phone))).toEqual(["withdraw", "write"]);
  await syncOnce(phone);
  expect(model.entry(ana.account.id, entry.id)).toMatchObject({ readers: [], withdrawals: 1 });
  expect(await alive(phone, entry.id)).toMatchObject({ state: "synced", withdrawals: 1 });
});

test("taken back and shared again before any sync ends in being shared", async () => {
  await pinned(phone, theo);
  const entry = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  await rewrite(phone, await alive(phone, entry.id), "two");
  await withdraw(phone, await alive(phone, entry.id), theo.account.id);
  await shareWith(phone, await alive(phone, entry.id), [reader(theo)]);
  expect(shapes(await outbox(phone))).toEqual(["withdraw", "write"]);
  await syncOnce(phone);
  expect(model.entry(ana.account.id, entry.id).readers).toEqual([reader(theo)]);
  expect(await alive(phone, entry.id)).toMatchObject({ state: "synced", notShared: [] });
});

test("an entry that changed while the page was open is merged, and no words are overwritten", async () => {
  const opened = await saveEntry(phone, reflection("one"));
  await rewrite(phone, opened, "from the other tab");
  const saved = await rewrite(phone, opened, "from this tab");
  expect(await textOf(phone, saved.id)).toEqual({ first_capture: "from this tab" });
  const all = await phone.store.read((tx) => tx.entriesOfKind("reflection"));
  const copy = all.find(({ id }) => id !== saved.id);
  expect(await textOf(phone, copy?.id ?? "")).toEqual({
    first_capture: "from the other tab",
    kept_from: "reflection",
  });
});

test("what was saved into a deleted entry comes back, for its author alone", async () => {
  await pinned(phone, theo);
  const entry = await saveEntry(phone, reflection("one", { readers: [reader(theo)] }));
  await syncOnce(phone);
  const opened = await alive(phone, entry.id);
  await deleteEntry(phone, opened);
  await rewrite(phone, opened, "wait, I meant");
  await syncOnce(phone);
  expect(model.entry(ana.account.id, entry.id)).toMatchObject({ deleted: false, readers: [] });
  expect(await textOf(phone, entry.id)).toEqual({ first_capture: "wait, I meant" });
});

test("two tabs saving the same entry at once lose nothing", async () => {
  const opened = await saveEntry(phone, reflection("one"));
  await Promise.all(["a", "b", "c"].map((text) => rewrite(phone, opened, text)));
  const entries = await phone.store.read((tx) => tx.entriesOfKind("reflection"));
  const texts = await Promise.all(entries.map((entry) => openText(phone, entry)));
  expect(texts.map((text) => text?.first_capture).sort()).toEqual(["a", "b", "c"]);
});

test("the draft goes in the transaction that saves the entry, and stays when that fails", async () => {
  await keepDraft(phone, "reflection", { text: "half a thought" });
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const saving = saveEntry(phone, reflection("whole", { draft: "reflection" }));
  await expect(saving).rejects.toThrow(StorageFull);
  put.mockRestore();
  expect(await readDraft(phone, "reflection")).toEqual({ text: "half a thought" });
  expect(await outbox(phone)).toEqual([]);
  await saveEntry(phone, reflection("whole", { draft: "reflection" }));
  expect(await readDraft(phone, "reflection")).toBeNull();
});

test("a draft is kept sealed", async () => {
  await keepDraft(phone, "reflection", { text: "secret thought" });
  const sealed = await phone.store.read((tx) => tx.draft("reflection"));
  expect(new TextDecoder("latin1").decode(sealed)).not.toContain("secret");
});

test("a phone whose clock is ten years off saves and syncs like any other", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2016-05-06T12:00:00Z") });
  const entry = await saveEntry(phone, reflection("old clock"));
  vi.setSystemTime(Date.parse("2036-05-06T12:00:00Z"));
  await rewrite(phone, entry, "new clock");
  await push(phone);
  vi.useRealTimers();
  const tablet = await device(ana, model.fetchAs(ana.account.id));
  await syncOnce(tablet);
  expect(await textOf(tablet, entry.id)).toEqual({ first_capture: "new clock" });
});
