import { expect, test } from "vitest";
import { uuid7 } from "../uuid.ts";
import { changedLater } from "./changed-later.ts";

const id = uuid7(Date.parse("2026-05-06T12:00:00Z"));

test("an entry that was only shared was not changed", () => {
  expect(changedLater({ id, recorded_at: "2026-05-06T14:00:03+02:00" })).toBeNull();
});

test("an entry that was edited says when", () => {
  const recorded_at = "2026-05-07T09:00:00+02:00";
  expect(changedLater({ id, recorded_at })).toBe(recorded_at);
});

test("also when the clock of the device went back in between", () => {
  const recorded_at = "2016-05-06T12:00:00Z";
  expect(changedLater({ id, recorded_at })).toBe(recorded_at);
});
