import { expect, test } from "vitest";
import { plannedWarning, sessionWarnings, sleepWarning } from "./soft-warnings.ts";

const BLANK = {
  route: null,
  product: null,
  dose_mg: null,
  dose_mg_per_kg: null,
  duration_min: null,
};

test("a blank session is asked nothing", () => {
  expect(sessionWarnings(BLANK, false)).toEqual([]);
});

test("15 to 300 minutes pass; anything else is asked back", () => {
  for (const minutes of [15, 300]) {
    expect(sessionWarnings({ ...BLANK, duration_min: minutes }, false)).toEqual([]);
  }
  for (const minutes of [14, 301]) {
    expect(sessionWarnings({ ...BLANK, duration_min: minutes }, false)).toHaveLength(1);
  }
});

test("esketamine is asked about other doses than 28, 56 and 84", () => {
  const esketamine = { ...BLANK, product: "esketamine" } as const;
  expect(sessionWarnings({ ...esketamine, dose_mg: 56 }, false)).toEqual([]);
  expect(sessionWarnings({ ...esketamine, dose_mg: 50 }, false)[0]).toContain("50 mg");
  expect(sessionWarnings({ ...BLANK, product: "ketamine", dose_mg: 50 }, false)).toEqual([]);
});

test("esketamine by another way than the nose is asked about", () => {
  const esketamine = { ...BLANK, product: "esketamine" } as const;
  expect(sessionWarnings({ ...esketamine, route: "iv" }, false)).toHaveLength(1);
  for (const route of ["nasal", "other", "unknown", null] as const) {
    expect(sessionWarnings({ ...esketamine, route }, false)).toEqual([]);
  }
});

test("two sessions on one day are both kept, and it says so", () => {
  expect(sessionWarnings(BLANK, true)).toEqual([
    "You already have a session on this day. You can keep both.",
  ]);
});

test("more than 1.5 mg for each kilogram is asked back", () => {
  expect(sessionWarnings({ ...BLANK, dose_mg_per_kg: 1.5 }, false)).toEqual([]);
  expect(sessionWarnings({ ...BLANK, dose_mg_per_kg: 1.51 }, false)[0]).toContain("1.51 mg");
});

test("more than twelve planned sessions are asked back, none is not", () => {
  for (const sessions of [null, 1, 12]) expect(plannedWarning(sessions)).toBeNull();
  expect(plannedWarning(13)).toContain("13 sessions");
});

test("3 to 14 hours of sleep pass, and blank is not zero", () => {
  for (const hours of [3, 14, null]) expect(sleepWarning(hours)).toBeNull();
  for (const hours of [0, 2.75, 14.25]) expect(sleepWarning(hours)).toContain(String(hours));
});
