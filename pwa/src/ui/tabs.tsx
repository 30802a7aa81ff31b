// The bar of at most five places: at the bottom of a phone, under the top line on a wide screen.
import { Icon, type IconNode } from "./icon.tsx";

export interface Tab {
  href: string;
  name: string;
  icon: IconNode;
}

export function Tabs({ tabs, path }: { tabs: readonly Tab[]; path: string }) {
  return (
    <nav class="tabs" aria-label="Main">
      {tabs.map(({ href, name, icon }) => (
        <a key={href} href={href} aria-current={isAt(href, path) ? "page" : undefined}>
          <Icon of={icon} />
          {name}
        </a>
      ))}
    </nav>
  );
}

function isAt(href: string, path: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
