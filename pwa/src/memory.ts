// The therapist's store: the same rules as on a patient's device, and nothing ever on the disk.

import { signal } from "@preact/signals";
import type { Entry, Kind, Mood, Tombstone } from "./journal/entry.ts";
import type { NewWaiting, Waiting } from "./outbox.ts";
import { type Meta, moodOf, type Store, StoreClosed, type Tx } from "./store.ts";
import type { Bytes } from "./vault/bytes.ts";

interface Contents {
  entries: Map<string, Entry | Tombstone>;
  outbox: Map<number, Waiting>;
  drafts: Map<string, Bytes>;
  meta: Partial<Meta>;
  lastSeq: number;
}

export function memoryStore(): Store {
  const changes = signal(0);
  let contents: Contents | null = nothing();
  // One write after the other, each on a copy that takes the place of the old one when it succeeds.
  let before: Promise<unknown> = Promise.resolve();

  const held = () => {
    if (contents === null) throw new StoreClosed();
    return contents;
  };
  const close = () => {
    contents = null;
    changes.value++;
  };
  return {
    name: null,
    changes,
    read: async (work) => work(transaction(held())),
    write(work) {
      const turn = before.then(async () => {
        const next = copyOf(held());
        const result = await work(transaction(next));
        held();
        contents = next;
        changes.value++;
        return result;
      });
      before = turn.catch(() => undefined);
      return turn;
    },
    keepForGood() {},
    close,
    erase: async () => close(),
  };
}

function nothing(): Contents {
  return { entries: new Map(), outbox: new Map(), drafts: new Map(), meta: {}, lastSeq: 0 };
}

function copyOf({ entries, outbox, drafts, meta, lastSeq }: Contents): Contents {
  return {
    entries: new Map(entries),
    outbox: new Map(outbox),
    drafts: new Map(drafts),
    meta: { ...meta },
    lastSeq,
  };
}

function transaction(contents: Contents): Tx {
  const { entries, outbox, drafts, meta } = contents;
  const key = (author: string, id: string) => `${author}/${id}`;
  const live = () => [...entries.values()].filter((entry) => !entry.deleted).sort(byDay);
  const waiting = () => [...outbox.values()].sort((a, b) => a.seq - b.seq);
  return {
    entry: async (author, id) => entries.get(key(author, id)),
    entriesBetween: async (first, last) => live().filter(({ day }) => day >= first && day <= last),
    entriesOfKind: async (kind: Kind) => live().filter((entry) => entry.kind === kind),
    entriesOf: async (author) => [...entries.values()].filter((entry) => entry.author === author),
    entriesOfSession: async (author, session) =>
      live().filter((entry) => entry.author === author && entry.session === session),
    entriesInNeedOfALook: async () =>
      [...entries.values()].filter(({ state }) => state === "attention"),
    entryKeys: async () => [...entries.values()].map(({ author, id }) => [author, id]),
    moodsBetween: async (from, to, most) =>
      live()
        .map(moodOf)
        .filter((mood): mood is Mood => mood !== null && mood.at >= from && mood.at <= to)
        .sort((a, b) => a.at - b.at)
        .slice(0, most),
    outbox: async () => waiting(),
    waitingFor: async (id) => waiting().filter((row) => row.id === id),
    draft: async (name) => drafts.get(name),
    draftNames: async () => [...drafts.keys()],
    get: async (name) => meta[name],
    async putEntry(entry) {
      entries.set(key(entry.author, entry.id), entry);
    },
    async dropEntry(author, id) {
      entries.delete(key(author, id));
    },
    async putWaiting(row: NewWaiting | Waiting) {
      const seq = "seq" in row ? row.seq : ++contents.lastSeq;
      outbox.set(seq, { ...row, seq });
    },
    async dropWaiting(seq) {
      outbox.delete(seq);
    },
    async putDraft(name, sealed) {
      drafts.set(name, sealed);
    },
    async dropDraft(name) {
      drafts.delete(name);
    },
    async set(name, value) {
      meta[name] = value;
    },
  };
}

function byDay(a: Entry, b: Entry): number {
  return a.day < b.day || (a.day === b.day && a.occurred_at < b.occurred_at) ? -1 : 1;
}
