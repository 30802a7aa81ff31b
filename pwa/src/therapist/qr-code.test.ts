import { expect, test } from "vitest";
import { pathOf } from "./qr-code.tsx";

test("dark squares that touch in a row are one bar", () => {
  const rows = [
    [true, true, false, true],
    [false, false, false, false],
    [false, true, true, true],
  ];
  expect(pathOf(rows)).toBe("M0 0h2v1H0zM3 0h1v1H3zM1 2h3v1H1z");
});
