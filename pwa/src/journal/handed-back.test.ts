import { expect, test } from "vitest";
import { BLANK_SESSION } from "../testing/people.ts";
import type { Entry, Text } from "./entry.ts";
import {
  firstWords,
  isAnswered,
  lastAnswer,
  thingToAskAbout,
  threeThings,
  type Written,
} from "./handed-back.ts";
import { HELD, MOMENTS, momentOf, SMALL_THING, THINGS, TRIED } from "./sections.ts";
import type { SessionEntry } from "./sessions-near.ts";

const SESSION = {
  id: "s",
  occurred_at: "2026-05-06T10:00:00+02:00",
  facts: BLANK_SESSION,
} as unknown as SessionEntry;

function written(occurred_at: string, text: Text, session: string | null = "s"): Written {
  return { entry: { id: occurred_at, occurred_at, session } as Entry, text };
}

test("the last answer stands, by its time and not by its place", () => {
  const all = [
    written("2026-05-06T09:00:00+02:00", { "preparation.intention": "to rest" }),
    written("2026-05-05T09:00:00+02:00", { "preparation.intention": "to sleep" }),
    written("2026-05-06T09:30:00+02:00", { "preparation.intention": "  " }),
  ];
  expect(lastAnswer(all, "s", "preparation.intention")?.words).toBe("to rest");
  expect(lastAnswer(all, "another", "preparation.intention")).toBeNull();
});

test("the words of another session are not handed back", () => {
  const other = written("2026-05-06T11:00:00+02:00", { first_capture: "blue" }, "another");
  const none = written("2026-05-06T11:00:00+02:00", { first_capture: "green" }, null);
  expect(firstWords([other, none], SESSION)).toEqual([]);
});

test("the first hours end after six of them", () => {
  const all = [
    written("2026-05-06T15:59:59+02:00", { first_capture: "later" }),
    written("2026-05-06T10:00:00+02:00", { first_capture: "first" }),
    written("2026-05-06T16:00:00+02:00", { first_capture: "evening" }),
    written("2026-05-06T09:59:59+02:00", { first_capture: "before" }),
    written("2026-05-06T12:00:00+02:00", { insight: "not the large box" }),
  ];
  expect(firstWords(all, SESSION)).toEqual(["first", "later"]);
});

test("a moment is answered when one of its questions is", () => {
  const all = [written("2026-05-07T10:00:00+02:00", { feelings_body: "warm", insight: "" })];
  const keys = MOMENTS["next-day"].sections.map(({ key }) => key);
  expect(isAnswered(all, "s", keys)).toBe(true);
  expect(isAnswered(all, "s", ["insight"])).toBe(false);
});

test("a small thing is asked about once its week is over, once, and not for ever", () => {
  const thing = written("2026-05-09T10:00:00+02:00", { [SMALL_THING]: "call my sister" });
  const due = (now: string, ...more: Written[]) => thingToAskAbout([thing, ...more], new Date(now));
  expect(due("2026-05-16T09:59:59+02:00")).toBeNull();
  expect(due("2026-05-16T10:00:00+02:00")).toBe(thing);
  expect(due("2026-05-30T09:59:59+02:00")).toBe(thing);
  expect(due("2026-05-30T10:00:00+02:00")).toBeNull();
  const answer = { [HELD]: "partly", [TRIED]: "call my sister" };
  expect(due("2026-05-17T10:00:00+02:00", written("2026-05-16T11:00:00+02:00", answer))).toBeNull();
  const other = { [HELD]: "yes", [TRIED]: "walk" };
  expect(due("2026-05-17T10:00:00+02:00", written("2026-05-16T11:00:00+02:00", other))).toBe(thing);
});

test("it is asked about no more, however it was typed and in whatever box it was answered", () => {
  const thing = written("2026-05-09T10:00:00+02:00", { [SMALL_THING]: "call my sister \n" });
  const now = new Date("2026-05-17T10:00:00+02:00");
  const tried = { [TRIED]: "call my sister \n" };
  const chosen = written("2026-05-16T11:00:00+02:00", { ...tried, [HELD]: "yes" });
  const inWords = written("2026-05-16T11:00:00+02:00", {
    ...tried,
    [HELD]: "",
    "meaning_action.since": "she was glad",
  });
  expect(thingToAskAbout([thing], now)).toBe(thing);
  expect(thingToAskAbout([thing, chosen], now)).toBeNull();
  expect(thingToAskAbout([thing, inWords], now)).toBeNull();
  const again = written("2026-05-10T09:00:00+02:00", { [SMALL_THING]: "call my sister" }, "t");
  expect(thingToAskAbout([thing, again, chosen], now)).toBe(again);
});

test("of two small things both are asked about, the later one first", () => {
  const first = written("2026-05-08T10:00:00+02:00", { [SMALL_THING]: "walk" }, "s");
  const second = written("2026-05-09T10:00:00+02:00", { [SMALL_THING]: "rest" }, "t");
  const now = new Date("2026-05-17T10:00:00+02:00");
  expect(thingToAskAbout([first, second], now)).toBe(second);
  const answer = written("2026-05-17T09:00:00+02:00", { [HELD]: "no", [TRIED]: "rest" }, "t");
  expect(thingToAskAbout([first, second, answer], now)).toBe(first);
});

test("up to three things for the therapist, without the blank ones", () => {
  const [first, , third] = THINGS;
  const all = [
    written("2026-05-08T10:00:00+02:00", { [first]: "old" }),
    written("2026-05-09T10:00:00+02:00", { [first]: "sleep", [third]: "work" }),
  ];
  expect(threeThings(all, "s")?.things).toEqual(["sleep", "work"]);
  expect(threeThings(all, "another")).toBeNull();
});

test("every section has one key, and its words lead back to its moment", () => {
  const keys = Object.values(MOMENTS).flatMap(({ sections }) => sections.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
  for (const [moment, { sections }] of Object.entries(MOMENTS)) {
    for (const { key } of sections) expect(momentOf({ [key]: "x" })).toBe(moment);
  }
  expect(momentOf({ [HELD]: "yes", "meaning_action.since": "" })).toBe("held");
  expect(momentOf({ first_capture: "x" })).toBeNull();
});
