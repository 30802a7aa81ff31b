import { expect, test } from "vitest";
import { numberIn, numberWithin, typed } from "./numbers.ts";

const SLEEP = { least: 0, most: 24, step: 0.25 };

test("a comma is a point", () => {
  expect(numberIn("7,5")).toBe(7.5);
  expect(numberIn(" 7.25 ")).toBe(7.25);
});

test("blank is not zero", () => {
  expect(numberIn("  ")).toBeNull();
  expect(numberIn("0")).toBe(0);
  expect(typed(null)).toBe("");
  expect(typed(0)).toBe("0");
});

test("words, signs and hexadecimal are no numbers", () => {
  for (const text of ["seven", "-1", "1e3", "0x10", "7h", "."]) expect(numberIn(text)).toBeNaN();
});

test("outside its limits or between its steps it is a mistake", () => {
  expect(numberWithin("7.75", SLEEP)).toBe(7.75);
  expect(numberWithin("24", SLEEP)).toBe(24);
  for (const text of ["24.25", "7.1", "x"]) expect(numberWithin(text, SLEEP)).toBeUndefined();
  expect(numberWithin("", SLEEP)).toBeNull();
});
