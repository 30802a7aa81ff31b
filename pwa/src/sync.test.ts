import "fake-indexeddb/auto";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Device } from "./device.ts";
import { openText } from "./sealed-entry.ts";
import type { Ask } from "./server.ts";
import { StoreClosed } from "./store.ts";
import { type Sync, startSync } from "./sync.ts";
import { alive, device, type Person, person, reflection } from "./testing/people.ts";
import { problem, ServerModel } from "./testing/server-model.ts";
import { saveEntry } from "./writing.ts";

class Ear extends EventTarget {
  static readonly CLOSED = 2;
  static readonly open = new Set<Ear>();
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Ear.open.add(this);
  }
  close() {
    Ear.open.delete(this);
  }
}

/** On a machine that has other things to do. */
const soon = <T>(check: () => T | Promise<T>, ms = 10_000) => vi.waitFor(check, ms);

let ana: Person;
let model: ServerModel;
let ask: Ask;
let running: Sync[] = [];
let names = 0;

beforeAll(async () => {
  ana = await person("ana");
});

beforeEach(() => {
  model = new ServerModel();
  ask = model.fetchAs(ana.account.id);
  Ear.open.clear();
  vi.stubGlobal("EventSource", Ear);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  const page = new EventTarget();
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  vi.stubGlobal("dispatchEvent", page.dispatchEvent.bind(page));
});

afterEach(async () => {
  await Promise.all(running.map((sync) => sync.stop()));
  running = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function newDevice(name = `sync-test-${++names}`): Promise<Device> {
  return device(ana, (url, init) => ask(url, init), { name });
}

function start(on: Device): Sync {
  const sync = startSync(on);
  running.push(sync);
  return sync;
}

const phaseIs = (sync: Sync, phase: string) =>
  soon(() => expect(sync.state.value.phase).toBe(phase));
const syncedOn = (on: Device, id: string) =>
  soon(async () => expect((await alive(on, id)).state).toBe("synced"));

test("what is saved is synced by itself, and the state says so", async () => {
  const phone = await newDevice();
  const sync = start(phone);
  await phaseIs(sync, "idle");
  const { id } = await saveEntry(phone, reflection("one"));
  await syncedOn(phone, id);
  await soon(() => expect(sync.state.value).toMatchObject({ phase: "idle", unsynced: 0 }));
  expect(sync.state.value.lastSynced).toBeGreaterThan(0);
});

test("without a network it waits, counts, and tries again by itself", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const phone = await newDevice();
  const online = ask;
  let tries = 0;
  ask = async () => {
    tries++;
    throw new TypeError("no network");
  };
  const sync = start(phone);
  await phaseIs(sync, "offline");
  const { id } = await saveEntry(phone, reflection("one"));
  await soon(() => expect(sync.state.value).toMatchObject({ unsynced: 1, phase: "offline" }));
  await soon(() => expect(tries).toBe(2));
  for (let seconds = 0; seconds < 600; seconds += 5) await vi.advanceTimersByTimeAsync(5000);
  // Doubling to a minute: some fifteen tries in ten minutes, not three hundred.
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(30);
  ask = online;
  // The wait for the next try may only begin now, behind a transaction that takes real time.
  await soon(async () => {
    await vi.advanceTimersByTimeAsync(61_000);
    expect(await alive(phone, id)).toMatchObject({ state: "synced" });
  }, 10_000);
});

test("a sign-in that ended is said, and entries are kept", async () => {
  const phone = await newDevice();
  ask = async () => problem(401, "not-signed-in");
  const sync = start(phone);
  await saveEntry(phone, reflection("one"));
  await phaseIs(sync, "signed-out");
  await soon(() => expect(sync.state.value.unsynced).toBe(1));
  ask = model.fetchAs(ana.account.id);
  sync.now();
  await soon(() => expect(sync.state.value).toMatchObject({ phase: "idle", unsynced: 0 }));
});

test("an entry that was refused needs attention, and the rest goes on", async () => {
  const phone = await newDevice();
  const bad = await saveEntry(phone, reflection("bad"));
  const real = ask;
  ask = async (url, init) =>
    String(init?.body).includes(bad.edit) ? problem(422, "malformed") : real(url, init);
  const sync = start(phone);
  const good = await saveEntry(phone, reflection("good"));
  await syncedOn(phone, good.id);
  await phaseIs(sync, "attention");
  expect(sync.state.value.unsynced).toBe(1);
});

test("a refusal of everything is said in the server's words", async () => {
  const phone = await newDevice();
  ask = async () => problem(403, "cross-site");
  const sync = start(phone);
  await phaseIs(sync, "attention");
  expect(sync.state.value.problem).toBe("Refused as cross-site.");
});

test("the server's call brings what another device wrote", async () => {
  const [phone, tablet] = [await newDevice(), await newDevice()];
  await phaseIs(start(phone), "idle");
  await phaseIs(start(tablet), "idle");
  const { id } = await saveEntry(phone, reflection("from the phone"));
  await syncedOn(phone, id);
  expect(await tablet.store.read((tx) => tx.entryKeys())).toEqual([]);
  for (const ear of Ear.open) ear.dispatchEvent(new Event("more"));
  await syncedOn(tablet, id);
  expect(await openText(tablet, await alive(tablet, id))).toEqual({
    first_capture: "from the phone",
  });
});

test("a live line that is cut is opened again, later and later", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await phaseIs(start(await newDevice()), "idle");
  let cuts = 0;
  for (let seconds = 0; seconds < 600; seconds++) {
    for (const ear of Ear.open) {
      cuts++;
      ear.onerror?.();
    }
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(cuts).toBeGreaterThan(8);
  expect(cuts).toBeLessThan(30);
});

test("a live line that is refused tells at once that the sign-in has ended", async () => {
  const phone = await newDevice();
  const sync = start(phone);
  const { id } = await saveEntry(phone, reflection("one"));
  await syncedOn(phone, id);
  await phaseIs(sync, "idle");
  ask = async () => problem(401, "not-signed-in");
  for (const ear of Ear.open) {
    ear.readyState = Ear.CLOSED;
    ear.onerror?.();
  }
  await phaseIs(sync, "signed-out");
});

test("coming back to the page, or to the network, is worth a try", async () => {
  const [phone, tablet] = [await newDevice(), await newDevice()];
  await phaseIs(start(tablet), "idle");
  await phaseIs(start(phone), "idle");
  for (const hint of [
    () => document.dispatchEvent(new Event("visibilitychange")),
    () => dispatchEvent(new Event("online")),
  ]) {
    const { id } = await saveEntry(phone, reflection("one"));
    await syncedOn(phone, id);
    hint();
    await syncedOn(tablet, id);
  }
});

test("two tabs: one leads, the other knows, and takes over when the first is closed", async () => {
  const name = `sync-test-${++names}`;
  const [one, other] = [await newDevice(name), await newDevice(name)];
  const [first, second] = [start(one), start(other)];
  await phaseIs(first, "idle");
  expect(Ear.open.size).toBe(1);
  const { id } = await saveEntry(other, reflection("from the second tab"));
  await syncedOn(other, id);
  await soon(() => expect(second.state.value).toMatchObject({ phase: "idle", unsynced: 0 }));
  await first.stop();
  await soon(() => expect(Ear.open.size).toBe(1));
  const next = await saveEntry(other, reflection("and now alone"));
  await syncedOn(other, next.id);
});

test("without locks every tab syncs, and nothing is doubled", async () => {
  vi.stubGlobal("navigator", {});
  const name = `sync-test-${++names}`;
  const [one, other] = [await newDevice(name), await newDevice(name)];
  start(one);
  start(other);
  const saved = await Promise.all(
    [one, other, one, other].map((tab, n) => saveEntry(tab, reflection(`text ${n}`))),
  );
  for (const { id } of saved) await syncedOn(one, id);
  for (const { id } of saved) expect(model.entry(ana.account.id, id).revision).toBe(1);
  expect(await one.store.read((tx) => tx.entriesInNeedOfALook())).toEqual([]);
});

test("stopping does not wait for an answer that may never come", async () => {
  const phone = await newDevice();
  ask = (_, init) =>
    new Promise((_, reject) => {
      init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
    });
  const sync = start(phone);
  await phaseIs(sync, "syncing");
  const before = performance.now();
  await sync.stop();
  expect(performance.now() - before).toBeLessThan(5000);
});

test("after it was stopped nothing is sent, and the store can be closed", async () => {
  const phone = await newDevice();
  const sync = start(phone);
  await phaseIs(sync, "idle");
  await sync.stop();
  let asked = false;
  ask = async () => {
    asked = true;
    throw new TypeError("no network");
  };
  await saveEntry(phone, reflection("one"));
  phone.store.close();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBe(false);
  expect(Ear.open.size).toBe(0);
  await expect(phone.store.read((tx) => tx.outbox())).rejects.toThrow(StoreClosed);
});
