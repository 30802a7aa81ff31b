// The line at the top of every screen: where one is, the way back, and Get help now in its corner.
import { ArrowLeft, LifeBuoy } from "lucide";
import { Icon } from "./icon.tsx";

/** `back` is the page above this one; without it the name of the app stands there. */
export function TopBar({ back }: { back: { href: string; name: string } | null }) {
  return (
    <header class="top-bar">
      {back ? (
        <a class="back" href={back.href}>
          <Icon of={ArrowLeft} />
          <span>
            <span class="hidden-but-read">Back to </span>
            {back.name}
          </span>
        </a>
      ) : (
        <a class="brand" href="/">
          <LowSun />
          Afterglow
        </a>
      )}
      <a class="help" href="/help">
        <Icon of={LifeBuoy} size={20} />
        Get help now
      </a>
    </header>
  );
}

/** Our mark: a low sun on a line. */
export function LowSun({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M5 16a7 7 0 0 1 14 0Z" fill="currentColor" />
      <path d="M2 19.5h20" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" />
    </svg>
  );
}
