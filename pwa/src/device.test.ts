import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { deviceAtHand, eraseDevice, SomebodyElses, startDevice, unsynced } from "./device.ts";
import { person, reflection } from "./testing/people.ts";
import { saveEntry } from "./writing.ts";

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("caches", { keys: async () => [], delete: async () => true });
});

test("a patient's device remembers who is signed in, and what was written", async () => {
  const ana = await person("ana");
  const phone = await startDevice(ana.account, ana.keys, "instance");
  const { id } = await saveEntry(phone, reflection("one"));
  phone.store.close();
  const again = await deviceAtHand();
  expect(again).toMatchObject({ account: ana.account, instance: "instance" });
  expect(await again?.store.read((tx) => tx.entry(ana.account.id, id))).toBeDefined();
  again?.store.close();
});

test("a therapist's device leaves nothing behind", async () => {
  const theo = await person("theo", "therapist");
  const desk = await startDevice(theo.account, theo.keys, "instance");
  await saveEntry(desk, { ...reflection(""), facts: { kind: "contact", account: null } });
  expect(await deviceAtHand()).toBeNull();
  const again = await startDevice(theo.account, theo.keys, "instance");
  expect(await again.store.read((tx) => tx.entryKeys())).toEqual([]);
});

test("signing out erases the device", async () => {
  const ana = await person("ana");
  const phone = await startDevice(ana.account, ana.keys, "instance");
  await saveEntry(phone, reflection("one"));
  expect(await unsynced(phone)).toBe(1);
  await eraseDevice(phone);
  expect(await deviceAtHand()).toBeNull();
});

test("signing in again after a sign-in that ended takes up what waits", async () => {
  const ana = await person("ana");
  const phone = await startDevice(ana.account, ana.keys, "instance");
  await saveEntry(phone, reflection("one"));
  phone.store.close();
  const again = await startDevice(ana.account, ana.keys, "instance");
  expect(await unsynced(again)).toBe(1);
  again.store.close();
});

test("what another person left unsent is never erased, and never mixed with one's own", async () => {
  const [ana, mallory] = [await person("ana"), await person("mallory")];
  const phone = await startDevice(ana.account, ana.keys, "instance");
  await saveEntry(phone, reflection("ana's"));
  phone.store.close();
  await expect(startDevice(mallory.account, mallory.keys, "instance")).rejects.toThrow(
    SomebodyElses,
  );
  const again = await deviceAtHand();
  expect(again?.account.id).toBe(ana.account.id);
  await again?.store.write(async (tx) => {
    for (const { seq } of await tx.outbox()) await tx.dropWaiting(seq);
  });
  again?.store.close();
  const theirs = await startDevice(mallory.account, mallory.keys, "instance");
  expect(await theirs.store.read((tx) => tx.entryKeys())).toEqual([]);
  theirs.store.close();
});
