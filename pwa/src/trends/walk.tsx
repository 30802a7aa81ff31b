// A picture that is walked through dot by dot: with arrow keys, finger or mouse. The first tap says what
// a dot is, the second opens its day.
import type { ComponentChildren } from "preact";
import { useId, useMemo, useRef, useState } from "preact/hooks";
import "./panels.css";
import "./walk.css";
import { go } from "../router.tsx";
import type { Point } from "./paths.ts";
import { useSize } from "./use-size.ts";

/** Words in the picture are HTML, as large and as plain as all other words. */
export interface Label {
  x: number;
  y: number;
  text: string | number;
  class?: string;
}

interface WalkProps<Stop> {
  /** Names the picture; `better` is its direction. */
  title: string;
  better: string;
  /** Of the picture alone: its words stand beside it and `under` it, never on it. */
  height: number;
  under?: number;
  left?: number;
  /** In the order of the arrow keys. */
  stops: readonly Stop[];
  at: (stop: Stop, width: number) => Point;
  /** The dot in words: a line, and more. */
  words: (stop: Stop) => readonly [line: string, more: string];
  address: (stop: Stop) => string;
  draw: (width: number) => ComponentChildren;
  labels: (width: number) => readonly Label[];
  drawChosen: (stop: Stop, width: number) => ComponentChildren;
  /** Words between what was chosen and the picture. */
  children?: ComponentChildren;
}

/** Whoever taps farther away than this wants to look, not to leave. */
const REACH_PX = 24;

export function Walk<Stop>(props: WalkProps<Stop>) {
  const {
    title,
    better,
    height,
    under = 0,
    left = 0,
    stops,
    at,
    words,
    address,
    draw,
    labels,
    drawChosen,
    children,
  } = props;
  const area = useRef<HTMLDivElement>(null);
  const keys = useRef<HTMLInputElement>(null);
  const size = useSize(area);
  const id = useId();
  const [chosen, setChosen] = useState<number | null>(null);
  const last = stops.length - 1;
  const stop = stops[chosen ?? -1];
  const spoken = stop ?? stops[last];
  const width = size?.width ?? 0;
  const drawn = useMemo(() => draw(width), [draw, width]);

  const tap = (event: MouseEvent) => {
    const box = area.current?.getBoundingClientRect();
    const away = stops.map((stop) => {
      const [x, y] = at(stop, width);
      return Math.hypot(x - event.clientX + (box?.left ?? 0), y - event.clientY + (box?.top ?? 0));
    });
    const least = Math.min(...away);
    const index = away.indexOf(least);
    if (stop && index === chosen && least <= REACH_PX) go(address(stop));
    else if (index >= 0) setChosen(index);
    keys.current?.focus({ preventScroll: true });
  };

  return (
    <div class="walk">
      {stop ? (
        <a class="readout" href={address(stop)}>
          <strong class="numbers">{words(stop)[0]}</strong>
          <span class="quiet">{[words(stop)[1], "Open this day"].filter(Boolean).join(". ")}</span>
        </a>
      ) : (
        <p class="quiet readout">Choose a day to read it.</p>
      )}
      {children}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys' way is the range input inside. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the same. */}
      <div ref={area} class="panels" style={{ paddingBottom: `${under}px` }} onClick={tap}>
        {size && (
          <svg
            width={width - left}
            height={height}
            viewBox={`${left} 0 ${width - left} ${height}`}
            style={{ marginLeft: `${left}px` }}
            role="img"
            aria-labelledby={`${id}-title`}
            aria-describedby={`${id}-more`}
          >
            <title id={`${id}-title`}>{`${title}, ${better}`}</title>
            <desc id={`${id}-more`}>
              The arrow keys after it say every number; the table has them all.
            </desc>
            {drawn}
            {stop && <g class="chosen">{drawChosen(stop, width)}</g>}
          </svg>
        )}
        {size &&
          labels(width).map(({ x, y, text, class: kind }) => (
            <span
              key={`${x} ${y}`}
              class={`label ${kind ?? ""}`}
              aria-hidden="true"
              style={{ left: `${x}px`, top: `${y}px` }}
            >
              {text}
            </span>
          ))}
        {spoken && (
          <input
            ref={keys}
            type="range"
            aria-label={`Move through ${title}`}
            aria-valuetext={words(spoken).filter(Boolean).join(", ")}
            min={0}
            max={last}
            value={chosen ?? last}
            onFocus={() => setChosen((now) => now ?? last)}
            onInput={(event) => setChosen(Number(event.currentTarget.value))}
            onKeyDown={(event) => {
              if (event.key === "Enter") go(address(spoken));
            }}
          />
        )}
      </div>
    </div>
  );
}
