import { expect, test } from "vitest";
import type { Vitals } from "../journal/entry.ts";
import { asksForSigns, readingMistake, readingWarnings } from "./vitals-rules.ts";

function reading(numbers: Partial<Vitals>): Vitals {
  const none = { systolic: null, diastolic: null, heart_rate: null, breaths: null, spo2: null };
  return { kind: "vitals", ...none, minutes_after_dose: null, signs: [], tier: null, ...numbers };
}

test("a reading has a number, and blood pressure two in their order", () => {
  expect(readingMistake(reading({}))).toContain("at least one");
  expect(readingMistake(reading({ minutes_after_dose: 40 }))).toContain("at least one");
  expect(readingMistake(reading({ spo2: 98 }))).toBeNull();
  expect(readingMistake(reading({ systolic: 120 }))).toContain("two numbers");
  expect(readingMistake(reading({ diastolic: 80, heart_rate: 60 }))).toContain("two numbers");
  expect(readingMistake(reading({ systolic: 80, diastolic: 80 }))).toContain("higher than");
  expect(readingMistake(reading({ systolic: 81, diastolic: 80 }))).toBeNull();
});

test("unusual numbers are asked back about and never refused", () => {
  expect(readingWarnings(reading({ heart_rate: 120, breaths: 10, spo2: 92 }))).toEqual([]);
  const found = readingWarnings(reading({ heart_rate: 121, breaths: 9, spo2: 91 }));
  expect(found).toHaveLength(3);
  for (const words of found) expect(words).toMatch(/If that is right, leave it as it is\.$/);
});

test("signs are asked for where the number alone does not tell", () => {
  expect(asksForSigns(reading({ systolic: 179, diastolic: 119 }))).toBe(false);
  expect(asksForSigns(reading({ systolic: 180, diastolic: 90 }))).toBe(true);
  expect(asksForSigns(reading({ systolic: 150, diastolic: 120 }))).toBe(true);
  expect(asksForSigns(reading({ heart_rate: 121 }))).toBe(true);
});
