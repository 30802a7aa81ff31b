import { expect, test } from "vitest";
import type { Entry, Facts } from "../journal/entry.ts";
import { BLANK_SESSION } from "../testing/people.ts";
import { serverReads } from "./server-reads.ts";

const sealed = new Uint8Array([1]);
const said = (facts: Facts, words: Entry["words"]) => serverReads({ facts, words });
const answered: Facts[] = [
  { kind: "effects", effects: [], signs: [], acting: null, tier: null },
  { ...BLANK_SESSION, planned: true },
];

test.each(answered)("the answers of $kind are never called private", (facts) => {
  expect(said(facts, null)).toBe("Whoever runs the server can read these numbers and answers.");
  expect(said(facts, sealed)).toMatch(/can read these numbers.*cannot read your words/);
});

test("of a reflection only its time is known", () => {
  expect(said({ kind: "reflection" }, sealed)).toMatch(/see when.*cannot read your words/);
});
