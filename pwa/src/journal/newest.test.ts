import { expect, test } from "vitest";
import type { ReadTx } from "../store.ts";
import type { Entry } from "./entry.ts";
import { byDay, newest } from "./newest.ts";

const NOW = new Date(2026, 10, 22, 12);

function entry(id: string, occurred_at: string, author = "ana", kind = "reflection"): Entry {
  return { author, id, kind, day: occurred_at.slice(0, 10), occurred_at } as Entry;
}

/** A store of those entries that counts how often it was asked. */
function store(entries: Entry[]) {
  const inOrder = entries.toSorted((a, b) => (a.occurred_at < b.occurred_at ? -1 : 1));
  const asked: string[] = [];
  const tx = {
    async entriesBetween(first: string, last: string) {
      asked.push(`${first}/${last}`);
      return inOrder.filter(({ day }) => day >= first && day <= last);
    },
  } as ReadTx;
  return { tx, asked };
}

const ids = (entries: Entry[]) => entries.map(({ id }) => id);

test("plans ahead come first, then the newest", async () => {
  const { tx } = store([
    entry("old", "2026-11-01T10:00:00+01:00"),
    entry("new", "2026-11-22T10:00:00+01:00"),
    entry("plan", "2027-02-01T10:00:00+01:00"),
  ]);
  expect(ids(await newest(tx, "ana", 60, NOW))).toEqual(["plan", "new", "old"]);
});

test("it reads no further back than it must", async () => {
  const { tx, asked } = store([
    entry("a", "2026-11-20T10:00:00+01:00"),
    entry("b", "2016-11-20T10:00:00+01:00"),
  ]);
  expect(ids(await newest(tx, "ana", 1, NOW))).toEqual(["a"]);
  expect(asked).toHaveLength(1);
});

test("a gap of ten years costs a few reads, and nothing is read twice", async () => {
  const { tx, asked } = store([entry("b", "2016-11-20T10:00:00+01:00")]);
  expect(ids(await newest(tx, "ana", 60, NOW))).toEqual(["b"]);
  expect(asked.length).toBeLessThan(12);
  expect(new Set(asked).size).toBe(asked.length);
});

test("the first allowed day is reached", async () => {
  const { tx } = store([entry("first", "1990-01-01T00:00:00Z")]);
  expect(ids(await newest(tx, "ana", 60, NOW))).toEqual(["first"]);
});

test("contacts, openings and the entries of others are not the journal", async () => {
  const { tx } = store([
    entry("pin", "2026-11-20T10:00:00+01:00", "ana", "contact"),
    entry("seen", "2026-11-20T10:00:00+01:00", "theo", "opened"),
  ]);
  expect(await newest(tx, "ana", 60, NOW)).toEqual([]);
});

test("days are the person's own, with the latest moment of each first", () => {
  const days = byDay([
    entry("late", "2026-11-21T23:30:00-08:00"),
    entry("early", "2026-11-21T23:50:00+01:00"),
    entry("before", "2026-11-20T10:00:00+01:00"),
  ]);
  expect(days.map(({ day, entries }) => [day, ids(entries)])).toEqual([
    ["2026-11-21", ["late", "early"]],
    ["2026-11-20", ["before"]],
  ]);
});
