import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EFFECT_SIGNS, READING_SIGNS } from "../safety/signs.ts";
import { EFFECTS, effectOf, findEffects } from "./catalogue.ts";
import * as lists from "./session-words.ts";

function vector(name: string): { slug: string; wording: string }[] {
  const file = new URL(`../../../tests/vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

function inOrder(rows: readonly { slug: string; wording: string }[]) {
  return rows
    .map(({ slug, wording }) => ({ slug, wording }))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
}

test("both languages know the same effects by the same words", () => {
  expect(inOrder(EFFECTS)).toEqual(inOrder(vector("catalogue")));
});

test("and the same lists about sessions, courses and events, in the same order", () => {
  const asRows = (options: readonly { value: string; label: string }[]) =>
    options.map(({ value, label }) => ({ slug: value, wording: label }));
  expect(asRows(lists.ROUTES)).toEqual(vector("routes"));
  expect(asRows(lists.PRODUCTS)).toEqual(vector("products"));
  expect(asRows(lists.PLACES)).toEqual(vector("places"));
  expect(asRows(lists.SETTINGS)).toEqual(vector("settings"));
  expect(asRows(lists.PEOPLE)).toEqual(vector("present"));
  expect(asRows(lists.PHASES)).toEqual(vector("phases"));
  expect(asRows(lists.INDICATIONS)).toEqual(vector("indications"));
  expect(asRows(lists.HAPPENINGS)).toEqual(vector("happenings"));
});

test("what was chosen is said in the order of the list", () => {
  expect(lists.chosenInWords(lists.SETTINGS, ["eye_mask", "music"])).toBe("Music, Eye mask");
  expect(lists.chosenInWords(lists.SETTINGS, [])).toBeNull();
});

test("and the same signs, which no effect covers", () => {
  const asRows = (options: readonly { value: string; label: string }[]) =>
    options.map(({ value, label }) => ({ slug: value, wording: label }));
  expect(asRows(EFFECT_SIGNS)).toEqual(vector("effect-signs"));
  expect(asRows(READING_SIGNS)).toEqual(vector("reading-signs"));
});

test("the signs whose presence alone may be an emergency are marked", () => {
  const marked = EFFECTS.filter((effect) => effect.emergency).map((effect) => effect.slug);
  expect(marked.toSorted()).toEqual(["breathing", "chest_pain", "fainting", "suicidal"]);
});

test("an effect is found by what people call it", () => {
  const found = (typed: string) =>
    findEffects(typed).flatMap((group) => group.effects.map((effect) => effect.slug));
  expect(found("throwing")).toEqual(["vomiting"]);
  expect(found("pee PAIN")).toEqual(["urinary_pain"]);
  expect(found("  ")).toHaveLength(EFFECTS.length);
  expect(found("zzz")).toEqual([]);
});

test("an effect of a newer version is unknown, not an error", () => {
  expect(effectOf("nausea")?.wording).toBe("Feeling sick");
  expect(effectOf("of_next_year")).toBeNull();
});
