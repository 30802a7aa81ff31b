import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Device } from "./device.ts";
import { forgetExpired } from "./expiry.ts";
import { openEntry, recordOpened } from "./reading.ts";
import { openText } from "./sealed-entry.ts";
import type { Ask } from "./server.ts";
import { syncOnce } from "./sync.ts";
import {
  alive,
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
import { Untrusted } from "./vault/untrusted.ts";
import { saveEntry, shareWith, withdraw } from "./writing.ts";

/** On a machine that has other things to do. */
const soon = <T>(check: () => T | Promise<T>, ms = 10_000) => vi.waitFor(check, ms);

let ana: Person;
let theo: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;
let desk: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
  desk = await device(theo, model.fetchAs(theo.account.id));
  await pinned(phone, theo);
});

async function sharedWithTheo(text: string): Promise<string> {
  const { id } = await saveEntry(phone, reflection(text, { readers: [reader(theo)] }));
  await syncOnce(phone);
  return id;
}

test("the therapist sees what is shared as soon as the patient is verified, and not before", async () => {
  const id = await sharedWithTheo("for theo");
  await saveEntry(phone, reflection("private"));
  await syncOnce(phone);
  await syncOnce(desk);
  const before = await alive(desk, id, ana.account.id);
  expect(before).toMatchObject({ facts: { kind: "untrusted" }, reason: { type: "unverified" } });
  await expect(openEntry(desk, before)).rejects.toThrow(Untrusted);
  await pinned(desk, ana);
  const after = await alive(desk, id, ana.account.id);
  expect(after).toMatchObject({ state: "synced", kind: "reflection", words: null });
  expect((await openEntry(desk, after))?.text).toEqual({ first_capture: "for theo" });
  expect(await desk.store.read((tx) => tx.entriesOf(ana.account.id))).toHaveLength(1);
});

test("taken back, an entry is gone from the therapist's device with the next pull or the next try", async () => {
  const id = await sharedWithTheo("for theo");
  await pinned(desk, ana);
  await syncOnce(desk);
  const seen = await alive(desk, id, ana.account.id);
  await withdraw(phone, await alive(phone, id), theo.account.id);
  await syncOnce(phone);
  expect(await openEntry(desk, seen)).toBeNull();
  expect(await held(desk, id, ana.account.id)).toBeUndefined();
  await shareWith(phone, await alive(phone, id), [reader(theo)]);
  await syncOnce(phone);
  await syncOnce(desk);
  expect(await alive(desk, id, ana.account.id)).toBeDefined();
  await withdraw(phone, await alive(phone, id), theo.account.id);
  await syncOnce(phone);
  await syncOnce(desk);
  expect(await held(desk, id, ana.account.id)).toBeUndefined();
});

test("the patient is told once of each revision that was opened", async () => {
  const id = await sharedWithTheo("for theo");
  await pinned(desk, ana);
  await syncOnce(desk);
  const seen = await alive(desk, id, ana.account.id);
  await recordOpened(desk, seen);
  await recordOpened(desk, seen);
  await rewrite(phone, await alive(phone, id), "for theo, more");
  await syncOnce(phone);
  await syncOnce(desk);
  await recordOpened(desk, await alive(desk, id, ana.account.id));
  await syncOnce(desk);
  await syncOnce(phone);
  const openings = await phone.store.read((tx) => tx.entriesOfKind("opened"));
  expect(openings.map(({ facts }) => facts)).toMatchObject([
    { number: 1, entry: id, revision: 1 },
    { number: 2, entry: id, revision: 2 },
  ]);
});

test("what was shared until a time leaves the therapist's device then, by the server's clock", async () => {
  const now = Date.parse("2026-05-06T12:00:00Z");
  // The device's own clock is ten years ahead.
  vi.useFakeTimers({
    now: now + 10 * 365 * 86_400_000,
    toFake: ["Date", "setTimeout", "clearTimeout"],
  });
  const until = new Date(now + 60_000).toISOString();
  const dated = await onServerTime(desk, theo, now);
  const hers = await onServerTime(phone, ana, now);
  await syncOnce(hers);
  const { id } = await saveEntry(hers, reflection("a while", { readers: [reader(theo, until)] }));
  await syncOnce(hers);
  await pinned(desk, ana);
  await syncOnce(dated);
  const stop = forgetExpired(dated);
  await soon(() => expect(vi.getTimerCount()).toBe(1));
  expect(await alive(desk, id, ana.account.id)).toBeDefined();
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await held(desk, id, ana.account.id)).toBeUndefined();
  stop();
  vi.useRealTimers();
});

test("whoever's time is over gets nothing of later edits", async () => {
  const until = new Date(Date.now() - 1000).toISOString();
  const shared = await saveEntry(phone, reflection("before", { readers: [reader(theo)] }));
  const over = { ...shared, readers: [reader(theo, until)] };
  await phone.store.write((tx) => tx.putEntry(over));
  const edited = await saveEntry(phone, reflection("after", { entry: over }));
  expect(edited.readers).toEqual([]);
  expect(await openText(desk, edited)).toBeNull();
  expect(await openText(phone, edited)).toEqual({ first_capture: "after" });
});

/** The same device, whose server says what time it is. */
async function onServerTime(on: Device, whose: Person, now: number): Promise<Device> {
  const { server } = await device(whose, async (url, init) => {
    const answer = await model.fetchAs(whose.account.id)(url, init);
    answer.headers.set("date", new Date(now).toUTCString());
    return answer;
  });
  return { ...on, server };
}
