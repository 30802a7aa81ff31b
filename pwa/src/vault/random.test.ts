import { expect, test } from "vitest";
import { randomBelow, shuffled } from "./random.ts";

test("every number below the end comes up, about as often as any other", () => {
  const counts = [0, 0, 0, 0, 0, 0, 0];
  for (let n = 0; n < 7000; n++) {
    const drawn = randomBelow(7);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  // 1,000 each is expected, with a deviation of 29: seven of them are an accident in 10^11.
  for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(205);
});

test("shuffling loses nothing, doubles nothing and puts anything anywhere", () => {
  const firsts = new Set<string>();
  for (let n = 0; n < 500; n++) {
    const order = shuffled(["ana", "theo", "dummy", "other dummy"]);
    expect(order.toSorted()).toEqual(["ana", "dummy", "other dummy", "theo"]);
    firsts.add(order[0] ?? "");
  }
  expect(firsts.size).toBe(4);
});
