import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { EFFECTS } from "../journal/catalogue.ts";
import type { Effects, NoticedEffect, Tier, Vitals } from "../journal/entry.ts";
import { type Judged, judge, judgeEntry, NOTHING, RED_FLAGS } from "./red-flags.ts";
import {
  askedOf,
  EFFECT_SIGNS,
  type EffectSign,
  OF_ALL,
  stillAsked,
  URGENT_SIGNS,
} from "./signs.ts";

interface Case {
  name: string;
  facts?: Effects | Vitals;
  at: string;
  session: string | null;
  phq9_rise?: number | null;
  fires?: boolean;
  tier: Tier;
}

interface Row {
  row: string;
  says: string;
  cases: Case[];
}

const TIERS = ["a", "b", "c", "d"] as const;

function rows(tier: Tier): Row[] {
  const file = new URL(`../../../tests/vectors/red-flags/${tier}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

function judged({ facts, at, session, phq9_rise }: Case): Judged {
  if (facts) return judgeEntry(facts, at, session);
  return judge({ ...NOTHING, phq9Rise: phq9_rise ?? null });
}

test.each(TIERS)("every case of tier %s", (tier) => {
  for (const { row, cases } of rows(tier)) {
    for (const one of cases) {
      const found = judged(one);
      expect.soft(found.tier, `${row}: ${one.name}`).toBe(one.tier);
      if (one.fires !== undefined) {
        expect.soft(found.flags.includes(row), `${row}: ${one.name}`).toBe(one.fires);
      }
    }
  }
});

test("every row of the table has cases on both sides, and no case is of another row", () => {
  const published = TIERS.flatMap((tier) => rows(tier).map(({ row }) => ({ row, tier })));
  const table = RED_FLAGS.map(({ id, tier }) => ({ row: id, tier }));
  expect(published.filter(({ tier }) => tier !== "d")).toEqual(table);
  for (const { row, cases } of ["a", "b", "c"].flatMap((tier) => rows(tier as Tier))) {
    const sides = new Set(cases.map(({ fires }) => fires));
    expect(sides, row).toEqual(new Set([true, false]));
  }
});

test("the gravest row comes first, so its tier is the one that is said", () => {
  const order = RED_FLAGS.map(({ tier }) => TIERS.indexOf(tier));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

const effect: fc.Arbitrary<NoticedEffect> = fc.record({
  slug: fc.constantFrom(...EFFECTS.map(({ slug }) => slug)),
  severity: fc.constantFrom(0, 1, 2, 3),
  interference: fc.constantFrom(null, 0, 1, 2, 3),
  began: fc.constantFrom(null, "before", "during", "0_2h", "2_24h", "1_7d", "later"),
  still_there: fc.constantFrom(null, true, false),
  ended_at: fc.constant(null),
  told_clinic: fc.constant(null),
});
const sign: fc.Arbitrary<EffectSign> = fc.constantFrom(...EFFECT_SIGNS.map(({ value }) => value));

test("whatever is said beside it, nothing makes a tier gentler", () => {
  const at = "2025-03-01T21:30:00+01:00";
  const tierOf = (effects: NoticedEffect[], signs: EffectSign[], session: string | null) =>
    judgeEntry({ kind: "effects", effects, signs, acting: null, tier: null }, at, session).tier;
  const session = fc.constantFrom(null, "2025-03-01T20:30:00+01:00", "2025-02-27T09:00:00+01:00");
  fc.assert(
    fc.property(fc.array(effect), fc.array(sign), effect, sign, session, (es, ss, e, s, start) => {
      const before = tierOf(es, ss, start);
      // "a" is before "d".
      expect(tierOf([...es, e], ss, start) <= before).toBe(true);
      expect(tierOf(es, [...ss, s], start) <= before).toBe(true);
    }),
  );
});

test("presence alone makes an emergency, at any severity or none", () => {
  for (const { slug } of EFFECTS.filter(({ emergency }) => emergency)) {
    for (const severity of [null, 1, 2, 3]) {
      const began = { interference: null, began: null, still_there: null };
      const one = { slug, severity, ...began, ended_at: null, told_clinic: null };
      const facts = {
        kind: "effects" as const,
        effects: [one],
        signs: [],
        acting: null,
        tier: null,
      };
      const { tier } = judgeEntry(facts, "2025-03-01T21:30:00+01:00", null);
      // Thoughts of suicide have a screen of their own (3.4), whatever the tier.
      expect(tier, slug).toBe(slug === "suicidal" ? "b" : "a");
    }
  }
});

test("every urgent sign alone is tier A, and every other one is asked beside an effect", () => {
  const at = "2025-03-01T21:30:00+01:00";
  for (const { value } of URGENT_SIGNS) {
    const facts = {
      kind: "effects" as const,
      effects: [],
      signs: [value],
      acting: null,
      tier: null,
    };
    expect(judgeEntry(facts, at, null).tier, value).toBe("a");
    expect(stillAsked([value], [])).toEqual([value]);
  }
  const beside = new Set([...EFFECTS.flatMap(({ slug }) => askedOf(slug)), ...OF_ALL]);
  for (const { value } of EFFECT_SIGNS) {
    const urgent = URGENT_SIGNS.some((sign) => sign.value === value);
    expect(urgent || beside.has(value), value).toBe(true);
  }
});

test("a follow-up goes when its effect goes", () => {
  expect(stillAsked(["fluids_12h", "over_48h", "swelling"], ["vomiting"])).toHaveLength(3);
  expect(stillAsked(["fluids_12h", "over_48h", "swelling"], ["headache"])).toEqual([
    "over_48h",
    "swelling",
  ]);
  expect(stillAsked(["fluids_12h", "over_48h", "swelling"], [])).toEqual(["swelling"]);
});
