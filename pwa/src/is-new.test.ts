import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { openStore } from "./db.ts";
import { isNew } from "./is-new.ts";

test("a device is new until its store was opened", async () => {
  expect(await isNew()).toBe(true);
  const store = await openStore();
  expect(await isNew()).toBe(false);
  await store.erase();
  expect(await isNew()).toBe(true);
});

test("where the browser cannot or will not tell, the store is asked", async () => {
  vi.stubGlobal("indexedDB", {});
  expect(await isNew()).toBe(false);
  vi.stubGlobal("indexedDB", { databases: () => Promise.reject(new Error("private")) });
  expect(await isNew()).toBe(false);
  vi.unstubAllGlobals();
});
