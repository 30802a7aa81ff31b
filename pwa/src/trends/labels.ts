// The names at the session marks: each beside its line, never one over another.

export interface Named {
  x: number;
  name: string;
}

export interface Label {
  /** Where the words begin. */
  x: number;
  /** 0 is the row next to the chart. */
  row: number;
  text: string;
}

export interface Room {
  left: number;
  right: number;
  rows: number;
  /** How far row 0 is in use already, by the word at the end of the axis. */
  taken: number;
  widthOf: (text: string) => number;
}

const APART_PX = 8;

/**
 * From left to right. Sessions of one name that stand closer than the name is wide share it
 * ("Nasal spray × 3"). Null when a name has no room in any row: with some lines named and others
 * not, one would be read for the other.
 */
export function placeLabels(marks: readonly Named[], room: Room): Label[] | null {
  const ends = Array.from({ length: room.rows }, (_, row) => (row === 0 ? room.taken : room.left));
  const labels: Label[] = [];
  for (const { x, text } of shared(marks, room.widthOf)) {
    const width = room.widthOf(text);
    const start = Math.max(room.left, Math.min(x, room.right - width));
    const row = ends.findIndex((end) => start >= end);
    if (row === -1) return null;
    ends[row] = start + width + APART_PX;
    labels.push({ x: start, row, text });
  }
  return labels;
}

function shared(marks: readonly Named[], widthOf: Room["widthOf"]): { x: number; text: string }[] {
  const groups: { x: number; name: string; count: number }[] = [];
  for (const { x, name } of marks) {
    const group = groups.at(-1);
    if (group?.name === name && x < group.x + widthOf(worded(group)) + APART_PX) group.count += 1;
    else groups.push({ x, name, count: 1 });
  }
  return groups.map((group) => ({ x: group.x, text: worded(group) }));
}

function worded({ name, count }: { name: string; count: number }): string {
  return count === 1 ? name : `${name} × ${count}`;
}
