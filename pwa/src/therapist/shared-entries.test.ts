import { expect, test } from "vitest";
import type { Entry, Opened } from "../journal/entry.ts";
import { shelfOf, unreadInWords } from "./shared-entries.ts";

const entry = (id: string, day: number, more: Partial<Entry> = {}): Entry =>
  ({
    ...{ author: "ana", id, revision: 1, facts: { kind: "reflection" } },
    ...{ occurred_at: `2026-05-0${day}T12:00:00+02:00`, received_at: `2026-05-0${day}T10:05:00Z` },
    ...more,
  }) as Entry;

const opened = (entry: string, revision = 1, author = "ana"): Opened => ({
  ...{ kind: "opened", number: 1, author, entry, revision },
});

test("entries of one patient come newest first, and those never opened are new", () => {
  const entries = [
    entry("a", 1),
    entry("b", 3),
    entry("c", 2),
    entry("x", 4, { author: "mallory" }),
  ];
  const shelf = shelfOf("ana", entries, [opened("c"), opened("b", 1, "mallory")]);
  expect(shelf.entries.map(({ entry, mark }) => [entry.id, mark])).toEqual([
    ["b", "new"],
    ["c", "read"],
    ["a", "new"],
  ]);
  expect(shelf.unread.map(({ entry }) => entry.id)).toEqual(["b", "a"]);
  expect(shelf.latest).toBe(Date.parse("2026-05-03T10:05:00Z"));
  expect(unreadInWords(shelf)).toBe("2 new");
});

test("an entry opened in an earlier version is updated, whichever opening came last", () => {
  const entries = [entry("a", 1, { revision: 3 }), entry("b", 2, { revision: 2 })];
  const shelf = shelfOf("ana", entries, [opened("a", 2), opened("b", 2), opened("b", 1)]);
  expect(shelf.entries.map(({ mark }) => mark)).toEqual(["read", "updated"]);
  expect(unreadInWords(shelf)).toBe("1 updated");
});

test("a patient who shares nothing has nothing to read and no date", () => {
  const shelf = shelfOf("ana", [], []);
  expect(shelf).toEqual({ entries: [], unread: [], latest: null });
  expect(unreadInWords(shelf)).toBeNull();
});
