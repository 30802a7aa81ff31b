// A square code, drawn as one path: black on white in every theme, because cameras expect that.

import { encode } from "uqr";

/** The quiet zone of the standard (ISO/IEC 18004). */
const BORDER = 4;

export function QrCode({ text, name }: { text: string; name: string }) {
  const { data, size } = encode(text, { ecc: "M", border: BORDER });
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name}>
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(data)} fill="#000" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Each run of dark squares of a row is one bar. */
export function pathOf(rows: readonly boolean[][]): string {
  let path = "";
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x]) x++;
      path += `M${from} ${y}h${x - from}v1H${from}z`;
    }
  });
  return path;
}
