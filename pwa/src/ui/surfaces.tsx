// Card, notice, empty state, folded part: the few surfaces that words stand on.
import { ChevronDown, Info, LifeBuoy } from "lucide";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconNode } from "./icon.tsx";

export function Card({ children }: { children: ComponentChildren }) {
  return <div class="card">{children}</div>;
}

interface NoticeProps {
  kind?: "plain" | "gentle" | "emergency";
  icon?: IconNode;
  /** Read aloud when it appears after something the person did. */
  announced?: boolean;
  children: ComponentChildren;
}

export function Notice({ kind = "plain", icon, announced = false, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`} role={announced ? "status" : undefined}>
      <Icon of={icon ?? (kind === "emergency" ? LifeBuoy : Info)} />
      <div>{children}</div>
    </div>
  );
}

/** What will stand here, and the one next step. */
export function EmptyState({ words, children }: { words: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p>{words}</p>
      {children}
    </div>
  );
}

interface FoldedProps {
  summary: string;
  /** What is inside, in one smaller line. */
  more?: string;
  open?: boolean;
  children: ComponentChildren;
}

/** Folded away until asked for. `open` unfolds it; folding is left to the person. */
export function Folded(props: FoldedProps) {
  const { summary, more, open = false, children } = props;
  const part = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    if (open && part.current) part.current.open = true;
  }, [open]);
  return (
    <details ref={part}>
      <summary>
        <Icon of={ChevronDown} />
        <span>
          {summary}
          {more && <small>{more}</small>}
        </span>
      </summary>
      <div class="folded">{children}</div>
    </details>
  );
}
