// One number to call or write to, large enough for a shaking hand. It dials nothing by itself.
import { MessageCircle, Phone, SquareArrowOutUpRight } from "lucide";
import { Icon } from "../ui/icon.tsx";
import type { Line } from "./crisis-lines.ts";

export function LineButton({ line, kind = "" }: { line: Line; kind?: "emergency" | "" }) {
  return (
    <a class={`line-button ${kind}`} href={line.href} rel="noreferrer">
      <Icon of={iconOf(line)} size={28} />
      <span>
        <strong class="numbers">{line.label}</strong> <span>{line.who}</span>
      </span>
    </a>
  );
}

function iconOf({ href }: Line) {
  if (href.startsWith("tel:")) return Phone;
  return href.startsWith("sms:") ? MessageCircle : SquareArrowOutUpRight;
}
