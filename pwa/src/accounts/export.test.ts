import "fake-indexeddb/auto";
import { beforeEach, expect, test } from "vitest";
import type { Device } from "../device.ts";
import { keepDraft } from "../drafts.ts";
import { syncOnce } from "../sync.ts";
import { checkIn, device, person, reflection } from "../testing/people.ts";
import { ServerModel } from "../testing/server-model.ts";
import { fromBase64 } from "../vault/bytes.ts";
import { openDraft } from "../vault/seal.ts";
import { deleteEntry, saveEntry } from "../writing.ts";
import {
  journalFile,
  type SignedUnsynced,
  type Unsynced,
  type UnsyncedFile,
  unsyncedFile,
} from "./export.ts";

let model: ServerModel;
let phone: Device;

beforeEach(async () => {
  const ana = await person("ana");
  model = new ServerModel();
  phone = await device(ana, model.fetchAs(ana.account.id));
});

test("the journal comes out with its words opened, in the order of what happened", async () => {
  await saveEntry(phone, reflection("later", { occurred_at: "2026-05-07T12:00:00+02:00" }));
  await saveEntry(phone, reflection("earlier"));
  await saveEntry(phone, checkIn(4));
  const gone = await saveEntry(phone, reflection("deleted"));
  await deleteEntry(phone, gone);
  const { entries, unopened } = await journalFile(phone);
  expect(entries.map(({ words }) => words?.first_capture)).toEqual(["earlier", undefined, "later"]);
  expect(entries[1]?.facts).toMatchObject({ kind: "check_in", mood: 4 });
  expect(unopened).toBe(0);
});

test("contacts are no journal: their words hold secrets of other people's invitations", async () => {
  await saveEntry(phone, { ...reflection("x"), facts: { kind: "contact", account: null } });
  expect((await journalFile(phone)).entries).toEqual([]);
});

test("words that do not open are said to be missing, and keep no other entry back", async () => {
  const broken = await saveEntry(phone, reflection("one"));
  await saveEntry(phone, reflection("two"));
  const words = broken.words?.slice(0, -1) ?? null;
  await phone.store.write((tx) => tx.putEntry({ ...broken, words }));
  const { entries, unopened } = await journalFile(phone);
  expect(unopened).toBe(1);
  expect(entries.map(({ words }) => words?.first_capture)).toContain("two");
});

test("what is not synced is taken along as the server would take it", async () => {
  await saveEntry(phone, reflection("a secret of mine"));
  await keepDraft(phone, "reflection", { text: "half a thought" });
  const { drafts, edits } = await inside(await unsyncedFile(phone));
  const draft = fromBase64(drafts.reflection ?? "");
  expect(await openDraft(draft, "reflection", phone.keys)).toEqual({ text: "half a thought" });
  const { results } = await phone.server.push(edits);
  expect(results.map(({ result }) => result)).toEqual(["saved"]);
});

test("whoever finds the file reads nothing in it, numbers neither", async () => {
  await saveEntry(phone, checkIn(4));
  await saveEntry(phone, reflection("a secret of mine"));
  const { format, sealed, ...rest } = await unsyncedFile(phone);
  expect([format, rest]).toEqual(["afterglow/unsynced/1", {}]);
  expect(new TextDecoder().decode(fromBase64(sealed))).not.toMatch(/mood|check_in|edits|secret/);
  const mallory = await person("mallory");
  expect(await openDraft(fromBase64(sealed), format, mallory.keys)).toBeNull();
});

test("once it is synced there is nothing left to take along", async () => {
  await saveEntry(phone, reflection("one"));
  await syncOnce(phone);
  expect((await inside(await unsyncedFile(phone))).edits).toEqual([]);
});

async function inside({ format, sealed }: UnsyncedFile): Promise<Unsynced> {
  const content = await openDraft(fromBase64(sealed), format, phone.keys);
  return JSON.parse((content as SignedUnsynced).signed);
}
