// Buttons act here, link buttons go somewhere; both look the same to a thumb.
import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconNode } from "./icon.tsx";

interface Look {
  /** One primary per screen. Emergency is for Get help now and emergency messages alone. */
  kind?: "primary" | "plain" | "quiet" | "emergency";
  icon?: IconNode;
  wide?: boolean;
  children: ComponentChildren;
}

type ButtonProps = Look & { busy?: boolean } & Pick<
    JSX.IntrinsicElements["button"],
    "onClick" | "disabled" | "aria-describedby" | "aria-expanded" | "form"
  > & { type?: "button" | "submit" };

/** A busy button keeps the focus and says nothing new; it only stops answering. */
export function Button({
  kind,
  icon,
  wide,
  busy,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      class={look(kind, wide)}
      aria-disabled={busy ? "true" : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else if (onClick) (onClick as (event: unknown) => void)(event);
      }}
    >
      {icon && <Icon of={icon} />}
      {children}
    </button>
  );
}

export function LinkButton({ kind, icon, wide, href, children }: Look & { href: string }) {
  return (
    <a href={href} class={look(kind, wide)}>
      {icon && <Icon of={icon} />}
      {children}
    </a>
  );
}

function look(kind: Look["kind"] = "plain", wide = false): string {
  return `button ${kind}${wide ? " wide" : ""}`;
}
