// How wide the chart may be, and how large its words are: on the screen, at any text size, on paper.
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

export interface Size {
  width: number;
  /** Of the small words inside the chart, in pixels. */
  em: number;
  widthOf: (text: string) => number;
}

/** Fits on A4 and on Letter within an inch of margin. */
const PAPER_PX = 600;

/** Null until it is laid out. */
export function useSize(area: RefObject<HTMLElement | null>): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    const takeWidth = (width: number) => {
      const { fontSize, fontFamily } = getComputedStyle(element);
      setSize((before) => sized(before, width, Number.parseFloat(fontSize), fontFamily));
    };
    const measure = () => {
      if (element.clientWidth > 0) takeWidth(element.clientWidth);
    };
    // A printer asks once, after this event, and never for a second look.
    const forPaper = () => takeWidth(PAPER_PX);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    addEventListener("beforeprint", forPaper);
    addEventListener("afterprint", measure);
    return () => {
      watcher.disconnect();
      removeEventListener("beforeprint", forPaper);
      removeEventListener("afterprint", measure);
    };
  }, []);
  return size;
}

function sized(before: Size | null, width: number, em: number, family: string): Size {
  if (before?.width === width && before.em === em) return before;
  const pen = document.createElement("canvas").getContext("2d");
  if (pen) pen.font = `${em}px ${family}`;
  return { width, em, widthOf: (text) => pen?.measureText(text).width ?? text.length * em * 0.6 };
}
