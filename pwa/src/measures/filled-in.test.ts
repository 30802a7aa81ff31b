import { expect, test } from "vitest";
import type { Entry, Measure } from "../journal/entry.ts";
import { tierOf } from "../safety/measure-tier.ts";
import { before, filledIn, tooNear } from "./filled-in.ts";
import { offered, wordingOf } from "./known.ts";
import { SHIPPED } from "./shipped.ts";

const FACTS: Measure = {
  kind: "measure",
  instrument: "phq_9",
  wording: 1,
  language: "en",
  items: [],
  total: 10,
  difficulty: null,
  early: false,
  acting: null,
  tier: null,
};

function entry(id: string, day: number, facts: Partial<Measure> = {}): Entry {
  const occurred_at = `2026-05-${String(day).padStart(2, "0")}T12:00:00+02:00`;
  return { id, author: "ana", occurred_at, facts: { ...FACTS, ...facts } } as Entry;
}

const ENTRIES = [
  entry("c", 20, { total: 7 }),
  entry("a", 1, { total: 15 }),
  entry("b", 8, { total: null }),
  entry("x", 19, { instrument: "gad_7" }),
];

test("those of one questionnaire, oldest first", () => {
  expect(filledIn(ENTRIES, "phq_9").map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(filledIn(ENTRIES, "pcl_5")).toEqual([]);
});

test("the one before is the last with a total, and never the entry that asks", () => {
  const all = filledIn(ENTRIES, "phq_9");
  expect(before(all, "2026-05-20T12:00:00+02:00", "c")?.id).toBe("a");
  expect(before(all, "2026-05-21T12:00:00+02:00")?.id).toBe("c");
  expect(before(all, "2026-05-01T12:00:00+02:00", "a")).toBeNull();
});

test("the minimum gap holds on both sides, to the day", () => {
  const all = filledIn(ENTRIES, "phq_9");
  expect(tooNear(all, "2026-05-25T12:00:00+02:00", 6)?.id).toBe("c");
  expect(tooNear(all, "2026-05-26T12:00:00+02:00", 6)).toBeNull();
  expect(tooNear(all, "2026-05-15T12:00:00+02:00", 6)?.id).toBe("c");
  expect(tooNear(all, "2026-05-20T12:00:00+02:00", 6, "c")).toBeNull();
  expect(tooNear(all, "2026-05-20T12:00:00+02:00", 0)).toBeNull();
});

test("a rise of 5 on the PHQ-9 is worth telling; intending to act is an emergency", () => {
  const phq = { ...FACTS, total: 15 };
  expect(tierOf(phq, 10)).toBe("c");
  expect(tierOf(phq, 11)).toBeNull();
  expect(tierOf(phq, null)).toBeNull();
  expect(tierOf({ ...phq, total: null }, 1)).toBeNull();
  expect(tierOf({ ...phq, instrument: "gad_7" }, 1)).toBeNull();
  expect(tierOf({ ...phq, acting: "yes" }, 15)).toBe("a");
  expect(tierOf({ ...phq, acting: "rather_not_say" }, 15)).toBe("a");
  expect(tierOf({ ...phq, acting: "no" }, 15)).toBeNull();
});

test("the wording in the person's language is offered, else English, the newest of it", () => {
  const [phq] = SHIPPED;
  if (!phq) throw new Error("nothing is shipped");
  const spanish = { ...phq, language: "es" };
  const newer = { ...phq, version: 2 };
  const own = { ...phq, slug: "own", language: "de" };
  const known = [phq, spanish, newer, own];
  expect(offered(known, "es")).toEqual([spanish, own]);
  expect(offered(known, "fr")).toEqual([newer, own]);
  expect(wordingOf(known, FACTS)).toBe(phq);
  expect(wordingOf(known, { ...FACTS, wording: 3 })).toBeNull();
});
