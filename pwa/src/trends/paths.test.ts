import { expect, test } from "vitest";
import { bars, dots, edges, lines } from "./paths.ts";

test("dots are points, and a line needs two of them", () => {
  expect(dots([[1, 2]])).toBe("M1 2h0");
  const single: [number, number][] = [[9, 9]];
  const pair: [number, number][] = [
    [1, 2],
    [3.456, 4],
  ];
  expect(lines([single, pair])).toBe("M1 2L3.46 4");
  expect(lines([pair, pair])).toBe("M1 2L3.46 4M1 2L3.46 4");
});

test("a week's band has its own two edges and touches no other", () => {
  const bar = { left: 0, right: 7, top: 2, bottom: 9 };
  expect(bars([bar])).toBe("M0 2H7V9H0Z");
  expect(edges([bar])).toBe("M0 2H7M0 9H7");
});
