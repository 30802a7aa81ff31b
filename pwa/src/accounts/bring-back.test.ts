import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "../device.ts";
import { keepDraft, readDraft } from "../drafts.ts";
import { openText } from "../sealed-entry.ts";
import { syncOnce } from "../sync.ts";
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
} from "../testing/people.ts";
import { ServerModel } from "../testing/server-model.ts";
import { fromBase64, toBase64 } from "../vault/bytes.ts";
import { openDraft, sealDraft } from "../vault/seal.ts";
import { deleteEntry, saveEntry, shareWith, withdraw } from "../writing.ts";
import { bringBack, NotTaken } from "./bring-back.ts";
import { type SignedUnsynced, UNSYNCED_FORMAT, type UnsyncedFile, unsyncedFile } from "./export.ts";

let ana: Person;
let theo: Person;
let mallory: Person;
let model: ServerModel;
/** The phone that was signed out, and the one on which ana signs in again. */
let old: Device;
let phone: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
  mallory = await person("mallory");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  old = await device(ana, model.fetchAs(ana.account.id));
  phone = await device(ana, model.fetchAs(ana.account.id));
});

const saved = async (from: Device) => JSON.stringify(await unsyncedFile(from));
const textOf = async (on: Device, id: string) => openText(on, await alive(on, id));
const server = (id: string) => model.entry(ana.account.id, id);

test("new entries and drafts are here again, and are sent", async () => {
  const words = await saveEntry(old, reflection("not sent"));
  const numbers = await saveEntry(old, checkIn(4));
  await keepDraft(old, "reflection", { text: "half a thought" });
  const brought = await bringBack(phone, await saved(old));
  expect(brought).toEqual({ entries: 2, drafts: 1, known: 0 });
  expect(await textOf(phone, words.id)).toEqual({ first_capture: "not sent" });
  expect(await readDraft(phone, "reflection")).toEqual({ text: "half a thought" });
  await syncOnce(phone);
  expect(server(words.id).revision).toBe(1);
  expect(await alive(phone, numbers.id)).toMatchObject({ state: "synced", facts: { mood: 4 } });
});

test("brought back twice, and after it was sent, it is there once", async () => {
  const { id } = await saveEntry(old, reflection("once"));
  const file = await saved(old);
  await bringBack(phone, file);
  expect(await bringBack(phone, file)).toEqual({ entries: 0, drafts: 0, known: 1 });
  await syncOnce(phone);
  await syncOnce(old);
  expect(await bringBack(phone, file)).toEqual({ entries: 0, drafts: 0, known: 1 });
  await syncOnce(phone);
  const own = await phone.store.read((tx) => tx.entriesOf(ana.account.id));
  expect(own.map((entry) => entry.id)).toEqual([id]);
  expect(await phone.store.read((tx) => tx.outbox())).toEqual([]);
});

test("an edit of what is here takes its place, with all that came after it", async () => {
  const first = await saveEntry(old, reflection("first"));
  await syncOnce(old);
  await syncOnce(phone);
  await rewrite(old, await alive(old, first.id), "second");
  await bringBack(phone, await saved(old));
  await syncOnce(phone);
  expect(await textOf(phone, first.id)).toEqual({ first_capture: "second" });
  expect(server(first.id).revision).toBe(2);
});

test("what was edited here since then stands, and the file's words are kept beside it", async () => {
  const first = await saveEntry(old, reflection("first"));
  await syncOnce(old);
  await syncOnce(phone);
  await rewrite(old, await alive(old, first.id), "in the file");
  await rewrite(phone, await alive(phone, first.id), "newer");
  const file = await saved(old);
  for (const entries of [1, 0]) {
    expect(await bringBack(phone, file)).toMatchObject({ entries });
    await syncOnce(phone);
  }
  expect(await textOf(phone, first.id)).toEqual({ first_capture: "newer" });
  const others = (await phone.store.read((tx) => tx.entriesOf(ana.account.id))).filter(
    ({ id }) => id !== first.id,
  );
  expect(others).toHaveLength(1);
  expect(await textOf(phone, others[0]?.id ?? "")).toMatchObject({ first_capture: "in the file" });
});

test("a deletion and a withdrawal that were not sent are carried out", async () => {
  await pinned(old, theo);
  const gone = await saveEntry(old, reflection("gone"));
  const shared = await saveEntry(old, reflection("shared", { readers: [reader(theo)] }));
  await syncOnce(old);
  await syncOnce(phone);
  await deleteEntry(old, await alive(old, gone.id));
  await withdraw(old, await alive(old, shared.id), theo.account.id);
  await bringBack(phone, await saved(old));
  expect(await held(phone, gone.id)).toMatchObject({ deleted: true });
  await syncOnce(phone);
  expect(server(gone.id).deleted).toBe(true);
  expect(server(shared.id).readers).toEqual([]);
  expect((await alive(phone, shared.id)).readers).toEqual([]);
});

test("an edit that nobody had heard of survives a deletion elsewhere, unshared", async () => {
  await pinned(old, theo);
  const { id } = await saveEntry(old, reflection("first", { readers: [reader(theo)] }));
  await syncOnce(old);
  await syncOnce(phone);
  await rewrite(old, await alive(old, id), "in the file");
  await deleteEntry(phone, await alive(phone, id));
  await syncOnce(phone);
  expect(await bringBack(phone, await saved(old))).toMatchObject({ entries: 1 });
  await syncOnce(phone);
  expect(await textOf(phone, id)).toEqual({ first_capture: "in the file" });
  expect(server(id)).toMatchObject({ deleted: false, readers: [] });
});

test("what was deleted after it had been sent stays deleted", async () => {
  const { id } = await saveEntry(old, reflection("sent"));
  const file = await saved(old);
  await syncOnce(old);
  await syncOnce(phone);
  await deleteEntry(phone, await alive(phone, id));
  await syncOnce(phone);
  await bringBack(phone, file);
  await syncOnce(phone);
  expect(server(id)).toMatchObject({ deleted: true, revision: 2 });
  expect(await held(phone, id)).toMatchObject({ deleted: true, state: "synced" });
  expect(await phone.store.read((tx) => tx.outbox())).toEqual([]);
});

test("a deletion is carried out also where the entry has not come yet", async () => {
  const { id } = await saveEntry(old, reflection("gone"));
  await syncOnce(old);
  await deleteEntry(old, await alive(old, id));
  await bringBack(phone, await saved(old));
  await syncOnce(phone);
  expect(server(id).deleted).toBe(true);
  expect(await held(phone, id)).toMatchObject({ deleted: true, state: "synced" });
});

test("a withdrawal that came back is not undone by an edit that is made before it is sent", async () => {
  await pinned(old, theo);
  const { id } = await saveEntry(old, reflection("shared", { readers: [reader(theo)] }));
  await syncOnce(old);
  await syncOnce(phone);
  await withdraw(old, await alive(old, id), theo.account.id);
  await bringBack(phone, await saved(old));
  await rewrite(phone, await alive(phone, id), "not for theo");
  await syncOnce(phone);
  expect(server(id)).toMatchObject({ revision: 2, readers: [] });
  expect((await alive(phone, id)).readers).toEqual([]);
});

test("a withdrawal that counted before takes nothing back that was shared again since", async () => {
  await pinned(old, theo);
  const { id } = await saveEntry(old, reflection("shared", { readers: [reader(theo)] }));
  await syncOnce(old);
  await withdraw(old, await alive(old, id), theo.account.id);
  const file = await saved(old);
  await syncOnce(old);
  await shareWith(old, await alive(old, id), [reader(theo)]);
  await syncOnce(old);
  await syncOnce(phone);
  await bringBack(phone, file);
  await syncOnce(phone);
  expect(server(id).readers).toEqual([reader(theo)]);
  expect(await alive(phone, id)).toMatchObject({ readers: [reader(theo)], state: "synced" });
});

test("a draft that is being written here is not touched", async () => {
  await keepDraft(old, "reflection", { text: "old" });
  await keepDraft(phone, "reflection", { text: "new" });
  expect(await bringBack(phone, await saved(old))).toMatchObject({ drafts: 0 });
  expect(await readDraft(phone, "reflection")).toEqual({ text: "new" });
});

test("another account's file says so", async () => {
  const hers = await device(mallory, model.fetchAs(mallory.account.id));
  await saveEntry(hers, reflection("mallory's"));
  await expect(bringBack(phone, await saved(hers))).rejects.toThrow("another account");
});

test("a file that mallory made or changed is refused as a whole", async () => {
  const mine = await saveEntry(phone, reflection("mine"));
  await syncOnce(phone);
  const hers = await device(mallory, model.fetchAs(mallory.account.id));
  await saveEntry(hers, reflection("not ana's"));
  await saveEntry(old, reflection("ana's"));
  const real = await opened(await unsyncedFile(old), ana);
  const forged = await opened(await unsyncedFile(hers), mallory);
  const content = JSON.parse(real.signed);
  const deletion = { edit: mine.edit, id: mine.id, revision: 2, deleted: true };
  const files = await Promise.all(
    [
      // Signed by mallory, in ana's name, and sealed to ana, as anybody can.
      { ...forged, signed: forged.signed.replaceAll(mallory.account.id, ana.account.id) },
      // ana's, with something added.
      { ...real, signed: JSON.stringify({ ...content, edits: [deletion] }) },
      { ...real, signature: forged.signature },
      { ...real, signature: "not base64" },
      { signed: 1, signature: null },
    ].map(sealedToAna),
  );
  files.push({ ...(await unsyncedFile(old)), sealed: "bm8gYWdlIGZpbGU=" });
  const before = await phone.store.read((tx) => tx.entryKeys());
  for (const file of files) {
    await expect(bringBack(phone, JSON.stringify(file))).rejects.toThrow("cannot be trusted");
  }
  expect(await phone.store.read((tx) => tx.entryKeys())).toEqual(before);
  expect(await phone.store.read((tx) => tx.outbox())).toEqual([]);
});

test("words of another entry do not come back under this one's name", async () => {
  const one = await saveEntry(old, reflection("one"));
  await saveEntry(old, reflection("two"));
  const content = JSON.parse((await opened(await unsyncedFile(old), ana)).signed);
  [content.edits[0].words, content.edits[1].words] = [
    content.edits[1].words,
    content.edits[0].words,
  ];
  const { signFile } = await import("../vault/sign-file.ts");
  const signed = JSON.stringify(content);
  // Even when the file itself is signed: an entry's own signature is looked at too.
  const file = await sealedToAna({ signed, signature: await signFile(signed, ana.keys) });
  await expect(bringBack(phone, JSON.stringify(file))).rejects.toThrow(NotTaken);
  expect(await held(phone, one.id)).toBeUndefined();
});

async function opened({ sealed }: UnsyncedFile, { keys }: Person): Promise<SignedUnsynced> {
  const content = await openDraft(fromBase64(sealed), UNSYNCED_FORMAT, keys);
  return content as SignedUnsynced;
}

async function sealedToAna(content: unknown): Promise<UnsyncedFile> {
  const sealed = toBase64(await sealDraft(content, UNSYNCED_FORMAT, ana.keys));
  return { format: UNSYNCED_FORMAT, sealed };
}

test.each(["", "{", "null", "[]", '{"format":"afterglow/journal/1"}', "\u0000"])(
  "%j is no such file",
  async (file) => {
    await expect(bringBack(phone, file)).rejects.toThrow("no file of saved entries");
  },
);
