import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Device } from "../device.ts";
import { keepDraft, readDraft } from "../drafts.ts";
import { memoryStore } from "../memory.ts";
import { StorageFull, type Store } from "../store.ts";
import { importKeys, makeSecrets } from "../vault/keys.ts";
import { FormDraft, type Kept } from "./form-draft.ts";

const NAME = "reflection";
let device: Device;
let leave: () => void;

beforeEach(async () => {
  // What a page hears from its window, which Node has not.
  const page = new EventTarget();
  leave = () => page.dispatchEvent(new Event("pagehide"));
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  const keys = await importKeys(await makeSecrets("0198c0de-0000-7000-8000-000000000001"));
  device = { keys, store: memoryStore() } as unknown as Device;
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function openForm(base: string | null = null) {
  const fields = { words: signal(""), mood: signal<number | null>(null) };
  const draft = new FormDraft(device, NAME, fields, base);
  const close = draft.open();
  await vi.waitFor(() => expect(draft.ready.value).toBe(true), 10_000);
  return { draft, fields, close };
}

async function kept(): Promise<Kept | null> {
  return (await readDraft(device, NAME)) as Kept | null;
}

function keptSoon(words: string) {
  return vi.waitFor(async () => expect((await kept())?.fields.words).toBe(words), 10_000);
}

test("what is typed is kept within a second, without being asked", async () => {
  const { fields, close } = await openForm();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  fields.words.value = "slow water";
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  await keptSoon("slow water");
  close();
});

test("a page that is left keeps the last letter", async () => {
  const { fields, close } = await openForm();
  // No timer runs out here: it is kept because the page is left.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  fields.words.value = "slow water";
  leave();
  vi.useRealTimers();
  await keptSoon("slow water");
  close();
});

test("it comes back into the fields, with the hour at which it was begun", async () => {
  const first = await openForm("edit-1");
  first.fields.words.value = "slow water";
  first.fields.mood.value = 0;
  await first.draft.keep();
  first.close();

  const second = await openForm("edit-2");
  expect(second.fields.words.value).toBe("slow water");
  expect(second.fields.mood.value).toBe(0);
  expect(second.draft.restored.value?.base).toBe("edit-1");
  expect(second.draft.restored.value?.begun).toMatch(/^\d{4}-\d\d-\d\dT/);
  second.close();
});

test("starting again empties the fields and forgets what was kept", async () => {
  const first = await openForm();
  first.fields.words.value = "slow water";
  await first.draft.keep();
  await first.draft.startAgain();
  expect(first.fields.words.value).toBe("");
  expect(await kept()).toBeNull();
  first.close();
});

test("while the entry itself is saved no draft is written behind it", async () => {
  const { draft, fields, close } = await openForm();
  fields.words.value = "slow water";
  await draft.pause();
  await device.store.write((tx) => tx.dropDraft(NAME));
  close();
  await draft.keep();
  expect(await kept()).toBeNull();
});

test("a full device says so, and the words stay in the field", async () => {
  const { draft, fields, close } = await openForm();
  const full: Store = { ...device.store, write: () => Promise.reject(new StorageFull()) };
  Object.assign(device, { store: full });
  fields.words.value = "slow water";
  await draft.keep();
  expect(draft.trouble.value).toContain("no space left");
  expect(fields.words.value).toBe("slow water");
  close();
});

test("a draft that does not open any more lets the person write", async () => {
  await keepDraft(device, "another form", { begun: "", base: null, fields: { words: "x" } });
  await device.store.write(async (tx) => {
    await tx.putDraft(NAME, (await tx.draft("another form")) as Uint8Array<ArrayBuffer>);
  });
  const { fields, close } = await openForm();
  expect(fields.words.value).toBe("");
  close();
});
