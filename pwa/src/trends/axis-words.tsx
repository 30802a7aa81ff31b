// The words over and under a picture: both ends of the axis, the sessions' names, the dates. They are
// HTML and not part of the drawing, so that they are as large and as plain as all other words.
import type { Plot } from "./plot.ts";

export function WordsOver({ plot }: { plot: Plot }) {
  const { most, names, row, rowsOver } = plot;
  return (
    <div class="words" style={{ height: `${row * rowsOver}px` }}>
      <span>{most}</span>
      {names.map((name) => (
        <span
          key={`${name.row} ${name.x}`}
          class="name"
          aria-hidden="true"
          style={{ left: `${name.x}px`, bottom: `${name.row * row}px` }}
        >
          {name.text}
        </span>
      ))}
    </div>
  );
}

export function WordsUnder({ plot }: { plot: Plot }) {
  const { least, dates, row } = plot;
  return (
    <div class="words" style={{ height: `${row}px` }}>
      <span>{least}</span>
      {dates.map(({ x, label }) => (
        <span key={x} class="date" aria-hidden="true" style={{ left: `${x}px` }}>
          {label}
        </span>
      ))}
    </div>
  );
}
