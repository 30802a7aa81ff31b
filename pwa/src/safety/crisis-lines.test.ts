import { expect, test } from "vitest";
import { DAY_MS } from "../time.ts";
import { PLACES, placeOf } from "./crisis-lines.ts";

const lines = PLACES.flatMap((place) => [...place.emergency, ...place.crisis]);

test("every row was checked within the last 180 days", () => {
  for (const place of PLACES) {
    const age = (Date.now() - Date.parse(place.checked_on)) / DAY_MS;
    expect(age, `${place.name}: dial every number, then move checked_on`).toBeLessThanOrEqual(180);
    expect(age, `${place.name}: checked_on lies in the future`).toBeGreaterThan(-2);
  }
});

test("the numbers are those of domain.md 7.1", () => {
  const numbers = Object.fromEntries(
    PLACES.map((place) => [
      place.id,
      [place.emergency, place.crisis].map((row) => row.map((line) => line.href)),
    ]),
  );
  expect(numbers).toEqual({
    us: [["tel:911"], ["tel:988", "sms:988", "https://988lifeline.org/", "sms:741741"]],
    ca: [["tel:911"], ["tel:988", "sms:988"]],
    gb: [["tel:999"], ["tel:116123", "sms:85258", "tel:111"]],
    ie: [["tel:112", "tel:999"], ["tel:116123"]],
    eu: [["tel:112"], ["tel:116123", "https://findahelpline.com/"]],
    au: [["tel:000"], ["tel:131114"]],
    nz: [["tel:111"], ["tel:1737", "sms:1737"]],
    elsewhere: [[], ["https://findahelpline.com/"]],
  });
});

test("a button dials what it says", () => {
  for (const line of lines.filter((line) => !line.href.startsWith("https:"))) {
    expect(line.href.replace(/\D/g, "")).toBe(line.label.replace(/\D/g, ""));
  }
});

test("no placeholder number is shipped", () => {
  for (const line of lines) expect(line.href).not.toMatch(/555|1234|0{4}/);
});

test("every place has somewhere to turn", () => {
  for (const place of PLACES) expect(place.crisis.length, place.name).toBeGreaterThan(0);
});

test("a place we do not know is nobody's", () => {
  expect(placeOf("gb")?.name).toBe("United Kingdom");
  expect(placeOf("atlantis")).toBeNull();
  expect(placeOf(null)).toBeNull();
});
