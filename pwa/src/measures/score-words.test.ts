import { expect, test } from "vitest";
import type { Measure } from "../journal/entry.ts";
import { changeInWords, cutInWords, notableInWords, totalInWords } from "./score-words.ts";
import { SHIPPED } from "./shipped.ts";

const NOW = new Date(2026, 4, 20, 15, 0);

function shipped(slug: string) {
  const found = SHIPPED.find((one) => one.slug === slug);
  if (!found) throw new Error(slug);
  return found;
}

function measure(items: (number | null)[], total: number | null): Measure {
  const rest = { difficulty: null, early: false, acting: null, tier: null };
  return {
    kind: "measure",
    instrument: "phq_9",
    wording: 1,
    language: "en",
    items,
    total,
    ...rest,
  };
}

test("a total stands with its range and its published band", () => {
  expect(totalInWords(shipped("phq_9"), measure([], 0))).toBe("0 of 27, minimal (0 to 4)");
  expect(totalInWords(shipped("phq_9"), measure([], 19))).toBe(
    "19 of 27, moderately severe (15 to 19)",
  );
  expect(totalInWords(shipped("pcl_5"), measure([], 40))).toBe("40 of 80");
  expect(totalInWords(shipped("phq_2"), measure([], 6))).toBe("6 of 6");
});

test("without all answers there is no total, and it says how many are missing", () => {
  expect(totalInWords(shipped("phq_2"), measure([1, null], null))).toBe(
    "none: one question has no answer",
  );
  expect(totalInWords(shipped("phq_2"), measure([null, null], null))).toBe(
    "none: 2 questions have no answer",
  );
});

test("a cut is told only where there are no bands", () => {
  expect(cutInWords(shipped("phq_9"))).toBeNull();
  expect(cutInWords(shipped("gad_7"))).toBeNull();
  expect(cutInWords(shipped("gad_2"))).toMatch(/no official bands\. From 3 on,/);
  expect(cutInWords(shipped("pcl_5"))).toMatch(/no official bands\. From 31 to 33 on,/);
});

test("a change is told without judgement, and the day without its clock unless it is today", () => {
  const at = "2026-05-04T09:30:00+02:00";
  expect(changeInWords(12, { total: 15, at }, NOW)).toBe(
    "That is 3 points lower than on Monday 4 May (15).",
  );
  expect(changeInWords(16, { total: 15, at }, NOW)).toBe(
    "That is 1 point higher than on Monday 4 May (15).",
  );
  expect(changeInWords(15, { total: 15, at }, NOW)).toBe("That is the same as on Monday 4 May.");
  expect(changeInWords(15, { total: 14, at: "2026-05-20T09:30:00+02:00" }, NOW)).toBe(
    "That is 1 point higher than today, 09:30 (14).",
  );
});

test("only the PHQ-9 has a notable change, of 5 points either way", () => {
  for (const change of [5, -5, 27]) {
    expect(notableInWords(shipped("phq_9"), change)).toMatch(/5 points or more/);
  }
  for (const change of [4, -4, 0]) expect(notableInWords(shipped("phq_9"), change)).toBeNull();
  for (const slug of ["gad_7", "pcl_5", "phq_2", "gad_2"]) {
    expect(notableInWords(shipped(slug), 20)).toBeNull();
  }
});

test("no word praises, blames or promises", () => {
  const words = SHIPPED.flatMap((asked) => [
    cutInWords(asked) ?? "",
    ...[asked.range.least, asked.range.most].map((total) =>
      totalInWords(asked, measure([], total)),
    ),
    notableInWords(asked, -9) ?? "",
  ]);
  expect(words.join(" ")).not.toMatch(/great|well done|good|better|worse|normal|risk|safe|!/i);
});
