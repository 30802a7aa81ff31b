// The device's database: the only file that knows IndexedDB.

import { signal } from "@preact/signals";
import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { STORE } from "./is-new.ts";
import type { Entry, Mood, Tombstone } from "./journal/entry.ts";
import type { Waiting } from "./outbox.ts";
import { type Meta, moodOf, StorageFull, type Store, StoreClosed, type Tx } from "./store.ts";
import type { Bytes } from "./vault/bytes.ts";

interface Schema extends DBSchema {
  meta: { key: string; value: Meta[keyof Meta] };
  /** A tombstone has neither day nor kind, and most entries no session: those indexes leave them out. */
  entries: {
    key: [author: string, id: string];
    value: Entry | Tombstone;
    indexes: {
      day: [string, string];
      kind: [string, string, string];
      state: string;
      session: [author: string, session: string];
    };
  };
  outbox: { key: number; value: Waiting; indexes: { id: string } };
  drafts: { key: string; value: Bytes };
  moods: { key: [author: string, id: string]; value: Mood; indexes: { at: number } };
}

const VERSION = 2;
const STORES = ["meta", "entries", "outbox", "drafts", "moods"] as const;

/**
 * Why the store cannot be used just now. `blocked`: another tab still runs an older version of the
 * app and must be closed. `closed`: another tab erased the store or runs a newer version; only
 * loading the page again helps.
 */
export const storeTrouble = signal<"blocked" | "closed" | null>(null);

export async function openStore(name = STORE): Promise<Store> {
  const db = await open(name);
  const changes = signal(0);
  const others = new BroadcastChannel(`${name}-changes`);
  others.onmessage = () => changes.value++;
  let asked = false;

  const close = () => {
    others.close();
    db.close();
  };
  const write = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    // "Saved" is a promise to somebody whose battery may die in the next second, and browsers are
    // content with the operating system's cache unless told otherwise.
    const tx = transaction(db, "readwrite", { durability: "strict" });
    // An abort is reported where it is awaited, below.
    tx.done.catch(() => undefined);
    let result: T;
    try {
      result = await work(verbs(tx));
      await tx.done;
    } catch (error) {
      abort(tx);
      throw isQuota(error) || isQuota(tx.error) ? new StorageFull() : error;
    }
    changes.value++;
    others.postMessage(null);
    return result;
  };
  return {
    name,
    changes,
    read: async (work) => work(verbs(transaction(db, "readonly"))),
    write,
    keepForGood() {
      if (!asked) void navigator.storage?.persist?.();
      asked = true;
    },
    close,
    async erase() {
      // The caches stay: they hold the app and nobody's data (sw.ts), and Get help now must open
      // offline after signing out too.
      // Emptied before it is deleted: a tab that never lets go of the database delays the deletion.
      const tx = transaction(db, "readwrite", { durability: "strict" });
      for (const store of STORES) void tx.objectStore(store).clear();
      await tx.done;
      close();
      await deleteDB(name);
    },
  };
}

async function open(name: string): Promise<IDBPDatabase<Schema>> {
  const db = await openDB<Schema>(name, VERSION, {
    upgrade(db, from, _, tx) {
      // One step per version, each only for stores that are older than it.
      if (from < 1) create(db);
      if (from < 2) tx.objectStore("entries").createIndex("session", ["author", "session"]);
    },
    blocked() {
      storeTrouble.value = "blocked";
    },
    blocking() {
      // Letting go at once is what lets the other tab go on.
      db.close();
      storeTrouble.value = "closed";
    },
    terminated() {
      storeTrouble.value = "closed";
    },
  });
  storeTrouble.value = null;
  return db;
}

function create(db: IDBPDatabase<Schema>): void {
  db.createObjectStore("meta");
  db.createObjectStore("drafts");
  const entries = db.createObjectStore("entries", { keyPath: ["author", "id"] });
  entries.createIndex("day", ["day", "occurred_at"]);
  entries.createIndex("kind", ["kind", "day", "occurred_at"]);
  entries.createIndex("state", "state");
  db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true }).createIndex("id", "id");
  db.createObjectStore("moods", { keyPath: ["author", "id"] }).createIndex("at", "at");
}

type Open = IDBPTransaction<Schema, (typeof STORES)[number][], "readwrite">;

/** Typed as one that writes; `read` hands out only the verbs that do not. */
function transaction(
  db: IDBPDatabase<Schema>,
  mode: IDBTransactionMode,
  options?: IDBTransactionOptions,
): Open {
  try {
    return db.transaction([...STORES], mode, options) as Open;
  } catch {
    throw new StoreClosed();
  }
}

function abort(tx: Open): void {
  try {
    tx.abort();
  } catch {
    // It is over already.
  }
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === "QuotaExceededError";
}

/** Everything whose key begins with this part. */
function beginning(part: string): IDBKeyRange {
  // An array sorts after every string.
  return IDBKeyRange.bound([part], [part, []]);
}

function verbs(tx: Open): Tx {
  const entries = tx.objectStore("entries");
  const outbox = tx.objectStore("outbox");
  const drafts = tx.objectStore("drafts");
  const moods = tx.objectStore("moods");
  const meta = tx.objectStore("meta");
  return {
    entry: (author, id) => entries.get([author, id]),
    entriesBetween: (first, last) =>
      entries.index("day").getAll(IDBKeyRange.bound([first], [last, []])) as Promise<Entry[]>,
    entriesOfKind: (kind) => entries.index("kind").getAll(beginning(kind)) as Promise<Entry[]>,
    entriesOf: (author) => entries.getAll(beginning(author)),
    entriesOfSession: (author, session) =>
      entries.index("session").getAll([author, session]) as Promise<Entry[]>,
    entriesInNeedOfALook: () => entries.index("state").getAll("attention"),
    entryKeys: () => entries.getAllKeys(),
    moodsBetween: (from, to, most) => moods.index("at").getAll(IDBKeyRange.bound(from, to), most),
    outbox: () => outbox.getAll(),
    waitingFor: (id) => outbox.index("id").getAll(id),
    draft: (name) => drafts.get(name),
    draftNames: () => drafts.getAllKeys(),
    get: <Name extends keyof Meta>(name: Name) => meta.get(name) as Promise<Meta[Name] | undefined>,
    async putEntry(entry) {
      const { author, id } = entry;
      const mood = entry.deleted ? null : moodOf(entry);
      if (mood) await moods.put(mood);
      // Deleted, or replaced by what is no check-in, such as a version that cannot be trusted.
      else await moods.delete([author, id]);
      await entries.put(entry);
    },
    async dropEntry(author, id) {
      await moods.delete([author, id]);
      await entries.delete([author, id]);
    },
    async putWaiting(row) {
      await outbox.put(row as Waiting);
    },
    dropWaiting: (seq) => outbox.delete(seq),
    async putDraft(name, sealed) {
      await drafts.put(sealed, name);
    },
    dropDraft: (name) => drafts.delete(name),
    async set(name, value) {
      await meta.put(value, name);
    },
  };
}
