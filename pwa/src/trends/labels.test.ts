import fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels, type Room } from "./labels.ts";

const widthOf = (text: string) => text.length * 7;
const room: Room = { left: 0, right: 328, rows: 2, taken: 60, widthOf };

test("a name begins at its line, in the row next to the chart", () => {
  expect(placeLabels([{ x: 100, name: "Nasal spray" }], room)).toEqual([
    { x: 100, row: 0, text: "Nasal spray" },
  ]);
});

test("a name that would leave the chart ends at its edge", () => {
  const [label] = placeLabels([{ x: 320, name: "Nasal spray" }], room) ?? [];
  expect(label?.x).toBe(328 - widthOf("Nasal spray"));
});

test("sessions of one name that stand close together share it", () => {
  const marks = [100, 120, 140].map((x) => ({ x, name: "Nasal spray" }));
  expect(placeLabels(marks, room)).toEqual([{ x: 100, row: 0, text: "Nasal spray × 3" }]);
});

test("either every session is named, or none is", () => {
  const marks = [100, 104, 108].map((x, at) => ({ x, name: `Name ${at}` }));
  expect(placeLabels(marks, room)).toBeNull();
  expect(placeLabels(marks, { ...room, rows: 3 })).toHaveLength(3);
});

test("no name lies over another or over the axis, and all are counted", () => {
  const marks = fc
    .array(fc.record({ x: fc.integer({ min: 5, max: 323 }), name: fc.constantFrom("A", "Bcdef") }))
    .map((marks) => marks.sort((a, b) => a.x - b.x));
  fc.assert(
    fc.property(marks, (marks) => {
      const labels = placeLabels(marks, room);
      if (!labels) return;
      const counts = labels.map(({ text }) => Number(/× (\d+)$/.exec(text)?.[1] ?? 1));
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(marks.length);
      for (const [at, label] of labels.entries()) {
        const end = label.x + widthOf(label.text);
        expect(end).toBeLessThanOrEqual(room.right);
        if (label.row === 0) expect(label.x).toBeGreaterThanOrEqual(room.taken);
        for (const other of labels.slice(at + 1)) {
          if (other.row === label.row) expect(other.x).toBeGreaterThanOrEqual(end);
        }
      }
    }),
  );
});
