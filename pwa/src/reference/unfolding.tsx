// Folded until asked for, and drawn only then: all at once would be five thousand elements.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

interface UnfoldingProps {
  summary: string;
  children: () => ComponentChildren;
}

export function Unfolding({ summary, children }: UnfoldingProps) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && children()}
    </details>
  );
}
