// The three panels over one time, and the one way through them: with arrow keys, finger or mouse.
import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import "./panels.css";
import { go } from "../router.tsx";
import { MEASURES } from "./measures.ts";
import { Panel } from "./panel.tsx";
import type { Period } from "./period.ts";
import { across } from "./plot.ts";
import { nearest } from "./scale.ts";
import type { Drawn, Stop } from "./stops.ts";
import { useSize } from "./use-size.ts";
import { addressAt, stopInWords } from "./words.ts";

interface ChartProps {
  period: Period;
  drawn: Drawn;
  stops: readonly Stop[];
  /** Which of the stops the person is at; null before they touched it. */
  chosen: Signal<number | null>;
}

/** Whoever taps farther away than this wants to look, not to leave. */
const REACH_PX = 24;
/** A finger that moved less is a tap, or begins to scroll the page. */
const DRAG_PX = 6;

export function Chart({ period, drawn, stops, chosen }: ChartProps) {
  const area = useRef<HTMLDivElement>(null);
  const keys = useRef<HTMLInputElement>(null);
  const size = useSize(area);
  const pressed = useRef<{ x: number; at: number | null }>({ x: 0, at: null });
  const at = chosen.value;
  const last = stops.length - 1;
  const stop = at === null ? undefined : stops[at];
  const spoken = stop ?? stops[last];
  const choose = (index: number | null) => {
    chosen.value = index;
  };

  const x = across(period, size?.width ?? 0);
  const places = stops.map((stop) => x(stop.at));
  const inside = (event: MouseEvent) =>
    event.clientX - (area.current?.getBoundingClientRect().left ?? 0);

  const move = (event: PointerEvent) => {
    const dragged = event.buttons > 0 && Math.abs(inside(event) - pressed.current.x) > DRAG_PX;
    if (event.pointerType === "mouse" || dragged) choose(nearest(places, inside(event)));
  };
  // What was not shown before the tap is shown now; the second tap opens it.
  const tap = (event: MouseEvent) => {
    const index = nearest(places, inside(event));
    const near = Math.abs((places[index ?? -1] ?? Infinity) - inside(event)) <= REACH_PX;
    if (stop && near && index === pressed.current.at) {
      go(addressAt(stop));
      return;
    }
    choose(index);
    keys.current?.focus({ preventScroll: true });
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys' way is the range input inside.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same.
    <div
      ref={area}
      class="panels"
      onPointerDown={(event) => {
        pressed.current = { x: inside(event), at };
      }}
      onPointerMove={move}
      onClick={tap}
    >
      {MEASURES.map((measure) => (
        <Panel
          key={measure.key}
          measure={measure}
          period={period}
          drawn={drawn}
          named={measure === MEASURES[0]}
          chosen={stop ?? null}
          size={size}
        />
      ))}
      {spoken && (
        <input
          ref={keys}
          type="range"
          aria-label="Move through the chart"
          aria-valuetext={stopInWords(spoken)}
          min={0}
          max={last}
          value={at ?? last}
          onFocus={() => choose(chosen.peek() ?? last)}
          onInput={(event) => choose(Number(event.currentTarget.value))}
          onKeyDown={(event) => {
            if (event.key === "Enter") go(addressAt(spoken));
          }}
        />
      )}
    </div>
  );
}
