import "fake-indexeddb/auto";
import { indexedDB } from "fake-indexeddb";
import { expect, test, vi } from "vitest";
import { openStore, storeTrouble } from "./db.ts";
import type { Entry } from "./journal/entry.ts";
import { memoryStore } from "./memory.ts";
import { StorageFull, type Store, StoreClosed } from "./store.ts";
import { person } from "./testing/people.ts";

let names = 0;
const fresh = () => openStore(`db-test-${++names}`);

function entry(id: string, changes: Partial<Entry> = {}): Entry {
  return {
    deleted: false,
    author: "ana",
    id,
    revision: 1,
    edit: `edit-${id}`,
    kind: "reflection",
    day: "2026-05-06",
    facts: { kind: "reflection" },
    occurred_at: "2026-05-06T12:00:00+02:00",
    recorded_at: "2026-05-06T12:00:00+02:00",
    signed: "{}",
    signature: new Uint8Array(64),
    words: new Uint8Array([1, 2, 3]),
    readers: [],
    session: null,
    withdrawals: 0,
    seen: 0,
    state: "local",
    reason: null,
    received_at: null,
    notShared: [],
    ...changes,
  };
}

const checkIn = (id: string, mood: number, at: string) =>
  entry(id, {
    kind: "check_in",
    day: at.slice(0, 10),
    occurred_at: at,
    facts: {
      ...{ kind: "check_in", mood, anxiety: 1, energy: 2 },
      ...{ sleep_hours: null, sleep_quality: null, pain: null, connected: null },
    },
  });

const stores: [string, () => Promise<Store>][] = [
  ["on the device", fresh],
  ["in memory", async () => memoryStore()],
];

test.each(stores)("%s: what was written is read again", async (_, open) => {
  const store = await open();
  const written = entry("a");
  await store.write((tx) => tx.putEntry(written));
  expect(await store.read((tx) => tx.entry("ana", "a"))).toEqual(written);
  expect(await store.read((tx) => tx.entry("theo", "a"))).toBeUndefined();
});

test.each(stores)("%s: what was written about a session is found by it", async (_, open) => {
  const store = await open();
  await store.write(async (tx) => {
    await tx.putEntry(entry("about", { session: "s" }));
    await tx.putEntry(entry("about nothing"));
    await tx.putEntry(entry("about another", { session: "t" }));
    await tx.putEntry(entry("by another", { author: "mallory", session: "s" }));
  });
  const found = await store.read((tx) => tx.entriesOfSession("ana", "s"));
  expect(found.map(({ id }) => id)).toEqual(["about"]);
});

test("a store of the first version is brought up to date with what is in it", async () => {
  const name = `db-test-${++names}`;
  const older = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      for (const store of ["meta", "drafts"]) request.result.createObjectStore(store);
      const entries = request.result.createObjectStore("entries", { keyPath: ["author", "id"] });
      entries.createIndex("day", ["day", "occurred_at"]);
      entries.createIndex("kind", ["kind", "day", "occurred_at"]);
      entries.createIndex("state", "state");
      entries.put(entry("about", { session: "s" }));
      const numbered = { keyPath: "seq", autoIncrement: true };
      request.result.createObjectStore("outbox", numbered).createIndex("id", "id");
      const moods = request.result.createObjectStore("moods", { keyPath: ["author", "id"] });
      moods.createIndex("at", "at");
    };
    request.onsuccess = () => resolve(request.result);
  });
  older.close();
  const store = await openStore(name);
  const found = await store.read((tx) => tx.entriesOfSession("ana", "s"));
  expect(found.map(({ id }) => id)).toEqual(["about"]);
});

test.each(stores)("%s: entries are found by day, kind, author and need", async (_, open) => {
  const store = await open();
  await store.write(async (tx) => {
    await tx.putEntry(entry("late", { day: "2026-05-09" }));
    await tx.putEntry(checkIn("early", 4, "2026-05-06T08:00:00+02:00"));
    await tx.putEntry(entry("theirs", { author: "theo", state: "attention" }));
    const { author, id, revision, readers, withdrawals, seen, state, reason } = entry("gone");
    const kept = { author, id, revision, readers, withdrawals, seen, state, reason };
    await tx.putEntry({ ...kept, deleted: true, edit: null });
  });
  const ids = (found: { id: string }[]) => found.map(({ id }) => id);
  await store.read(async (tx) => {
    expect(ids(await tx.entriesBetween("2026-05-06", "2026-05-06"))).toEqual(["early", "theirs"]);
    expect(ids(await tx.entriesBetween("2026-05-01", "2026-05-31"))).toHaveLength(3);
    expect(ids(await tx.entriesOfKind("check_in"))).toEqual(["early"]);
    expect(ids(await tx.entriesOf("ana")).sort()).toEqual(["early", "gone", "late"]);
    expect(ids(await tx.entriesInNeedOfALook())).toEqual(["theirs"]);
    expect(await tx.entryKeys()).toHaveLength(4);
  });
});

test.each(stores)(
  "%s: a check-in that cannot be trusted any more is not drawn",
  async (_, open) => {
    const store = await open();
    const good = checkIn("a", 4, "2026-05-06T08:00:00+02:00");
    await store.write((tx) => tx.putEntry(good));
    const doubted = { ...good, kind: "untrusted" as const, facts: { kind: "untrusted" as const } };
    await store.write((tx) => tx.putEntry(doubted));
    expect(await store.read((tx) => tx.moodsBetween(0, Date.now()))).toEqual([]);
  },
);

test.each(stores)("%s: a check-in is drawn until it is deleted", async (_, open) => {
  const store = await open();
  const at = "2026-05-06T08:00:00+02:00";
  await store.write((tx) => tx.putEntry(checkIn("a", 7, at)));
  const moods = () => store.read((tx) => tx.moodsBetween(0, Number.MAX_SAFE_INTEGER));
  const row = { mood: 7, day: "2026-05-06", clock: "08:00", at: Date.parse(at) };
  expect(await moods()).toMatchObject([row]);
  await store.write((tx) => tx.putEntry(checkIn("a", 2, at)));
  expect(await moods()).toMatchObject([{ mood: 2 }]);
  await store.write((tx) => tx.dropEntry("ana", "a"));
  expect(await moods()).toEqual([]);
});

test.each(stores)("%s: the first check-ins can be had without the others", async (_, open) => {
  const store = await open();
  await store.write(async (tx) => {
    await tx.putEntry(checkIn("b", 3, "2026-05-07T08:00:00+02:00"));
    await tx.putEntry(checkIn("a", 7, "2026-05-06T08:00:00+02:00"));
  });
  const first = await store.read((tx) => tx.moodsBetween(0, Number.MAX_SAFE_INTEGER, 1));
  expect(first).toMatchObject([{ mood: 7 }]);
});

test.each(stores)("%s: a write that fails leaves nothing behind", async (_, open) => {
  const store = await open();
  const before = store.changes.value;
  const failing = store.write(async (tx) => {
    await tx.putEntry(entry("a"));
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await store.read((tx) => tx.entry("ana", "a"))).toBeUndefined();
  expect(store.changes.value).toBe(before);
});

test.each(stores)(
  "%s: the outbox keeps its order, and a replaced edit its place",
  async (_, open) => {
    const store = await open();
    const row = (id: string) => ({
      ...{ what: "withdraw" as const, id, edit: id, reader: "theo", sent: false, refused: null },
    });
    await store.write(async (tx) => {
      for (const id of ["a", "b", "c"]) await tx.putWaiting(row(id));
      const [first] = await tx.outbox();
      if (first) await tx.putWaiting({ ...first, sent: true });
    });
    const outbox = await store.read((tx) => tx.outbox());
    expect(outbox.map(({ edit, sent }) => [edit, sent])).toEqual([
      ["a", true],
      ["b", false],
      ["c", false],
    ]);
    expect(await store.read((tx) => tx.waitingFor("b"))).toHaveLength(1);
  },
);

test("saved means on the disk: every write asks for strict durability", async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
  const store = await fresh();
  await store.write((tx) => tx.putEntry(entry("a")));
  expect(transaction.mock.lastCall).toMatchObject([{}, "readwrite", { durability: "strict" }]);
  transaction.mockRestore();
});

test("a write resolves after its transaction is complete, and not before", async () => {
  const store = await fresh();
  let complete = false;
  const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
  const writing = store.write((tx) => tx.putEntry(entry("a")));
  const tx = transaction.mock.results.at(-1)?.value as IDBTransaction;
  tx.addEventListener("complete", () => {
    complete = true;
  });
  await writing;
  expect(complete).toBe(true);
  transaction.mockRestore();
});

test("a full device says so, and keeps nothing of what was to be written", async () => {
  const store = await fresh();
  await store.write((tx) => tx.putEntry(entry("before")));
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    // The first write of the transaction still fits.
    if ((value as { id?: string }).id === "fits") return this.add(value);
    throw new DOMException("full", "QuotaExceededError");
  });
  const writing = store.write(async (tx) => {
    await tx.putEntry(entry("fits"));
    await tx.putEntry(entry("does not"));
  });
  await expect(writing).rejects.toThrow(StorageFull);
  put.mockRestore();
  const keys = await store.read((tx) => tx.entryKeys());
  expect(keys).toEqual([["ana", "before"]]);
  // And goes on when there is space again.
  await store.write((tx) => tx.putEntry(entry("after")));
  expect(await store.read((tx) => tx.entryKeys())).toHaveLength(2);
});

test("keys stay in the store without ever being readable", async () => {
  const name = `db-test-${++names}`;
  const { keys } = await person("ana");
  const store = await openStore(name);
  await store.write((tx) => tx.set("keys", keys));
  store.close();
  const again = await openStore(name);
  const found = await again.read((tx) => tx.get("keys"));
  expect(found?.recipient).toBe(keys.recipient);
  expect(found?.signing.extractable).toBe(false);
  expect(found?.identity.extractable).toBe(false);
});

test("two tabs: what one writes, the other hears of and reads", async () => {
  const name = `db-test-${++names}`;
  const [one, other] = [await openStore(name), await openStore(name)];
  const heard = new Promise<void>((resolve) => {
    const before = other.changes.value;
    other.changes.subscribe((now) => now > before && resolve());
  });
  await one.write((tx) => tx.putEntry(entry("a")));
  await heard;
  expect(await other.read((tx) => tx.entry("ana", "a"))).toBeDefined();
});

test("two tabs: erasing in one closes the other, and nothing is left", async () => {
  const name = `db-test-${++names}`;
  const deleted: string[] = [];
  vi.stubGlobal("caches", {
    keys: async () => ["pages"],
    delete: async (key: string) => deleted.push(key),
  });
  const [one, other] = [await openStore(name), await openStore(name)];
  await one.write((tx) => tx.putEntry(entry("a")));
  await one.erase();
  expect(storeTrouble.value).toBe("closed");
  // The app itself stays, so that Get help now opens without a network.
  expect(deleted).toEqual([]);
  await expect(other.read((tx) => tx.outbox())).rejects.toThrow(StoreClosed);
  await expect(other.write((tx) => tx.dropDraft("a"))).rejects.toThrow(StoreClosed);
  expect((await indexedDB.databases()).map((db) => db.name)).not.toContain(name);
  const again = await openStore(name);
  expect(await again.read((tx) => tx.entryKeys())).toEqual([]);
  vi.unstubAllGlobals();
});

test("two tabs: an older version of the app lets go, so that the newer one can open", async () => {
  const name = `db-test-${++names}`;
  const old = await openStore(name);
  const newer = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, 99);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  expect(storeTrouble.value).toBe("closed");
  await expect(old.read((tx) => tx.outbox())).rejects.toThrow(StoreClosed);
  newer.close();
});

test("the browser is asked once to keep the store", async () => {
  const persist = vi.fn(async () => true);
  vi.stubGlobal("navigator", { storage: { persist } });
  const store = await fresh();
  store.keepForGood();
  store.keepForGood();
  expect(persist).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});

test("in memory: one write waits for the other, and none is lost", async () => {
  const store = memoryStore();
  const raise = () =>
    store.write(async (tx) => {
      const turn = (await tx.get("turn")) ?? 0;
      await tx.set("turn", turn + 1);
    });
  await Promise.all(Array.from({ length: 50 }, raise));
  expect(await store.read((tx) => tx.get("turn"))).toBe(50);
});

test("in memory: nothing is left after closing", async () => {
  const store = memoryStore();
  await store.write((tx) => tx.putEntry(entry("a")));
  await store.erase();
  await expect(store.read((tx) => tx.entryKeys())).rejects.toThrow(StoreClosed);
  await expect(store.write((tx) => tx.dropDraft("a"))).rejects.toThrow(StoreClosed);
});
