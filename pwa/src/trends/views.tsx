// The frame of all trends: what was usual in one sentence, and the way from one picture to the next.
import type { ComponentChildren } from "preact";
import "./views.css";
import { usePath } from "../router.tsx";
import { Page } from "../ui/page.tsx";

const VIEWS = [
  ["/trends", "Over time"],
  ["/trends/sessions", "Sessions"],
  ["/trends/effects", "Effects"],
  ["/trends/year", "Year"],
] as const;

export function TrendsFrame({ children }: { children: ComponentChildren }) {
  const path = usePath();
  return (
    <Page heading="This is how your days have been.">
      <nav class="views" aria-label="Pictures">
        {VIEWS.map(([href, name]) => (
          <a key={href} href={href} aria-current={href === path ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
      {children}
    </Page>
  );
}
