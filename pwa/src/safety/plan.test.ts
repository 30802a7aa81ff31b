import { expect, test } from "vitest";
import { uuid7 } from "../uuid.ts";
import { dialled, numbersIn, planId, withNumbers } from "./plan.ts";

test("there is one plan per person, and its id is one that a device may make", () => {
  const id = uuid7();
  expect(planId({ id })).toBe(id);
  expect(planId({ id: "3f0c1d1e-52f1-4c0e-9a57-0c7f0f5f7a10" })).toBe(
    "3f0c1d1e-52f1-7c0e-9a57-0c7f0f5f7a10",
  );
});

test("a number is dialled as it was meant, however it was typed", () => {
  expect(dialled(" +49 (30) 901820 ")).toBe("+4930901820");
  expect(dialled("116 117")).toBe("116117");
  expect(dialled("030/90-18.20")).toBe("030901820");
  for (const typed of ["", "12", "ask theo", "0049 call", "+", "1;postd=2", "9".repeat(21)]) {
    expect(dialled(typed), typed).toBeNull();
  }
});

test("clinic and trusted person become lines to call; what is left out is nobody", () => {
  expect(numbersIn({})).toEqual({ clinic: null, urgent: null, trusted: null });
  expect(numbersIn({ clinic: "The Lamp", trusted: "theo" })).toMatchObject({ clinic: null });
  expect(
    numbersIn({ clinic_number: "030 901820", trusted: " theo ", trusted_number: "+49 30 901821" }),
  ).toEqual({
    clinic: { label: "Call your clinic", who: "030 901820", href: "tel:030901820" },
    urgent: null,
    trusted: { label: "Call theo", who: "+49 30 901821", href: "tel:+4930901821" },
  });
});

test("numbers inside a text can be called, and the text stays as it was written", () => {
  const text = "theo 030 901820, at 18.30 or on 12/05\nday and night: 116 117";
  const parts = withNumbers(text);
  expect(parts.map(({ part }) => part).join("")).toBe(text);
  expect(parts.flatMap(({ href }) => href ?? [])).toEqual(["tel:030901820", "tel:116117"]);
});
