import { expect, test } from "vitest";
import { fromField, instant } from "../time.ts";
import { momentOf, notBefore, whenMistake } from "./when.tsx";

const NOW = new Date(2026, 10, 22, 14, 5);

test("blank means now, and now is never a mistake", () => {
  expect(whenMistake("", false, NOW)).toBeNull();
  expect(Math.abs(instant(momentOf("", null)) - Date.now())).toBeLessThan(2000);
});

test("the past is allowed back to 1990, the future only for plans", () => {
  expect(whenMistake("2001-03-04T10:00", false, NOW)).toBeNull();
  expect(whenMistake("1989-12-31T23:59", false, NOW)).toContain("1990");
  expect(whenMistake("2026-11-23T10:00", false, NOW)).toBe("That time has not come yet.");
  expect(whenMistake("2026-11-23T10:00", true, NOW)).toBeNull();
});

test("an edit that leaves the time alone keeps the offset of the place", () => {
  const abroad = "2026-11-20T23:40:00-08:00";
  expect(momentOf("2026-11-20T23:40", abroad)).toBe(abroad);
  expect(momentOf("", abroad)).toBe(abroad);
  expect(momentOf("2026-11-20T23:41", abroad)).toBe(fromField("2026-11-20T23:41"));
});

test("what was begun before a session and goes on after it is of now, and all else of its own time", () => {
  const start = fromField("2026-11-20T14:00") ?? "";
  expect(notBefore("2026-11-18T09:00", start)).toBe("");
  expect(notBefore("2026-11-20T14:00", start)).toBe("2026-11-20T14:00");
  expect(notBefore("2026-11-20T15:30", start)).toBe("2026-11-20T15:30");
  expect(notBefore("", start)).toBe("");
});
