// Lucide's drawings, always beside a word: the word is what is read aloud.
import type { IconNode } from "lucide";
import { createElement } from "preact";

export type { IconNode };

export function Icon({ of, size = 22 }: { of: IconNode; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {of.map(([tag, drawing]) => createElement(tag, drawing))}
    </svg>
  );
}
