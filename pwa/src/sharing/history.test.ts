import { expect, test } from "vitest";
import type { Delivery, Sharing } from "../api-shapes.ts";
import type { Entry, Facts } from "../journal/entry.ts";
import { historyOf, missing, type Opening, openingsOf, since, unmarked } from "./history.ts";

const ms = (at: string) => Date.parse(`2026-05-06T${at}:00Z`);
const iso = (at: string) => `2026-05-06T${at}:00Z`;

const sharing = (at: string, withdrawn = false, reader = "theo"): Sharing => ({
  ...{ entry: "e", reader, withdrawn, at: iso(at) },
});
const delivery = (at: string, revision = 1): Delivery => ({
  ...{ entry: "e", reader: "theo", revision, at: iso(at) },
});
const opening = (at: string, number = 1, revision = 1): Opening => ({
  ...{ number, reader: "theo", entry: "e", revision, at: ms(at) },
});
const entry = (author: string, facts: Facts) =>
  ({ author, facts, occurred_at: iso("12:00") }) as Entry;

test("only what others signed about entries of mine counts as opened", () => {
  const facts: Facts = { kind: "opened", number: 1, author: "ana", entry: "e", revision: 2 };
  const entries = [
    entry("theo", facts),
    entry("theo", { ...facts, author: "mallory" }),
    entry("ana", facts),
    entry("theo", { kind: "reflection" }),
  ];
  expect(openingsOf(entries, "ana")).toEqual([opening("12:00", 1, 2)]);
});

test("the history has every step, the newest first", () => {
  const sharings = [sharing("10:00"), sharing("13:00", true)];
  const steps = historyOf(sharings, [delivery("11:00")], [opening("11:01")]);
  expect(steps.map(({ what }) => what)).toEqual(["taken-back", "opened", "handed-over", "shared"]);
});

test("somebody reads since the last time it was shared, and no longer when it was taken back", () => {
  const sharings = [sharing("10:00"), sharing("11:00", true), sharing("12:00")];
  expect(since(sharings, "theo")).toBe(ms("12:00"));
  expect(since(sharings.slice(0, 2), "theo")).toBeNull();
  expect(since(sharings, "mallory")).toBeNull();
});

test("words that were handed over and never marked as opened are told, after a while", () => {
  expect(unmarked([delivery("11:00")], [], ms("11:05"))).toEqual([]);
  expect(unmarked([delivery("11:00")], [], ms("11:06"))).toEqual([delivery("11:00")]);
  expect(unmarked([delivery("11:00")], [opening("11:00")], ms("12:00"))).toEqual([]);
  const newer = delivery("11:30", 2);
  expect(unmarked([delivery("11:00"), newer], [opening("11:00")], ms("12:00"))).toEqual([newer]);
});

test("a number that is left out is noticed, and one that comes twice is not", () => {
  expect(missing([], "theo")).toBe(0);
  expect(missing([opening("11:00", 1), opening("11:00", 2), opening("11:30", 2)], "theo")).toBe(0);
  expect(missing([opening("11:00", 1), opening("11:00", 4)], "theo")).toBe(2);
  expect(missing([opening("11:00", 3)], "mallory")).toBe(0);
});
