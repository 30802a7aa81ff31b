// The frame of every page: one heading that is a sentence, and what the page is for within reach.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { pageTurned } from "./said.tsx";

interface PageProps {
  heading: string;
  /** A line or two under the heading. */
  lead?: ComponentChildren;
  children: ComponentChildren;
}

// The first page that opens leaves the focus where the browser put it; later ones take it, so that a
// screen reader hears where it has arrived.
let opened = 0;

export function Page({ heading, lead, children }: PageProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened > 0) title.current?.focus({ preventScroll: true });
    opened += 1;
    pageTurned();
  }, []);
  return (
    <div class="page">
      <header>
        <h1 ref={title} tabIndex={-1}>
          {heading}
        </h1>
        {lead}
      </header>
      {children}
    </div>
  );
}

/** The bar under a form that stays where the thumb is. */
export function AtHand({ children }: { children: ComponentChildren }) {
  return <div class="at-hand">{children}</div>;
}
