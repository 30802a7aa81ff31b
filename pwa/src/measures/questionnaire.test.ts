import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  answerOf,
  answersOf,
  bandOf,
  clusterTotals,
  leftOut,
  opensSupport,
  type Questionnaire,
  totalOf,
  whole,
} from "./questionnaire.ts";
import { SHIPPED } from "./shipped.ts";

interface Case {
  why: string;
  items: (number | null)[];
  total: number | null;
  band: string | null;
  support: boolean;
  clusters?: Record<string, number | null>;
}

/** Two items from 1 to 3, times 2; the second counts the other way round and has labels of its own. */
const TURNED: Questionnaire = whole({
  slug: "own",
  version: 1,
  language: "en",
  title: "Own",
  name: "Own",
  recall: "Now:",
  items: ["one", { text: "two", answers: ["none", "some", "all"] }],
  answers: ["low", "middle", "high"],
  lowest: 1,
  reversed: [2],
  multiplier: 2,
  range: { least: 4, most: 12 },
  safety_item: 1,
  gap_days: 0,
  licence: "Ours.",
});

function vectors(slug: string): Case[] {
  const file = new URL(`../../../tests/vectors/measures/${slug}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

test.each(SHIPPED.map((asked) => [asked.slug, asked] as const))(
  "%s is scored as the server scores it",
  (slug, asked) => {
    const cases = vectors(slug);
    expect(cases.length).toBeGreaterThan(0);
    for (const { why, items, total, band, support, clusters } of cases) {
      expect(totalOf(asked, items), why).toBe(total);
      expect(total === null ? null : (bandOf(asked, total)?.words ?? null), why).toBe(band);
      expect(opensSupport(asked, items), why).toBe(support);
      expect(clusterTotals(asked, items), why).toEqual(Object.values(clusters ?? {}));
    }
  },
);

test("items that count the other way round, from another lowest answer, and a multiplier", () => {
  expect(totalOf(TURNED, [1, 3])).toBe(4);
  expect(totalOf(TURNED, [3, 1])).toBe(12);
  expect(totalOf(TURNED, [2, 2])).toBe(8);
  expect(totalOf(TURNED, [2, null])).toBeNull();
  expect(opensSupport(TURNED, [1, 1])).toBe(false);
  expect(opensSupport(TURNED, [2, 1])).toBe(true);
  expect(answerOf(TURNED, 1, 3)).toBe("high");
  expect(answerOf(TURNED, 2, 1)).toBe("none");
  expect(answerOf(TURNED, 2, null)).toBeNull();
});

const filled = fc.constantFrom(...SHIPPED, TURNED).chain((asked) =>
  fc.tuple(
    fc.constant(asked),
    fc.tuple(
      ...asked.items.map((_, at) =>
        fc.option(
          fc.integer({
            min: asked.lowest,
            max: asked.lowest + answersOf(asked, at + 1).length - 1,
          }),
        ),
      ),
    ),
  ),
);

test("a total exists when all is answered, and lies in the range and in one band", () => {
  fc.assert(
    fc.property(filled, ([asked, items]) => {
      const total = totalOf(asked, items);
      expect(total === null).toBe(leftOut(items) > 0);
      if (total === null) return;
      expect(total).toBeGreaterThanOrEqual(asked.range.least);
      expect(total).toBeLessThanOrEqual(asked.range.most);
      const bands = asked.bands.filter(({ least, most }) => least <= total && total <= most);
      expect(bands.length).toBe(asked.bands.length > 0 ? 1 : 0);
    }),
  );
});
