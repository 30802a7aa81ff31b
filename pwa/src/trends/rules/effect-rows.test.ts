import { expect, test } from "vitest";
import type { Entry } from "../../journal/entry.ts";
import { effectRows } from "./effect-rows.ts";

const felt = (session: string | null, effects: Record<string, number | null>) =>
  ({
    session,
    facts: {
      kind: "effects",
      effects: Object.entries(effects).map(([slug, severity]) => ({ slug, severity })),
    },
  }) as Entry;
const SESSIONS = [{ id: "a" }, { id: "b" }];
const rows = (entries: Entry[]) =>
  effectRows(entries, SESSIONS).map(({ slug, cells }) => [slug, Object.fromEntries(cells)]);

test("the strongest of several entries about a session counts, and 0 is not nothing", () => {
  const entries = [
    felt("a", { nausea: 1 }),
    felt("a", { nausea: 3, taste: 0 }),
    felt("b", { nausea: 2 }),
  ];
  expect(rows(entries)).toEqual([
    ["nausea", { a: 3, b: 2 }],
    ["taste", { a: 0 }],
  ]);
});

test("what was urgent is there without a severity, until one is said", () => {
  expect(rows([felt("a", { chest_pain: null })])).toEqual([["chest_pain", { a: null }]]);
  const both = [felt("a", { chest_pain: 0 }), felt("a", { chest_pain: null })];
  expect(rows(both)).toEqual([["chest_pain", { a: 0 }]]);
});

test("an entry about no session, or about one that is not there, stands under none", () => {
  expect(rows([felt(null, { nausea: 1 }), felt("gone", { nausea: 1 })])).toEqual([]);
});
