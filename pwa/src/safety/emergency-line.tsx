// The plain line for a sign that may be an emergency by its presence alone (domain.md 2.3, tier A, and
// 3.4). It never says that something is normal, and it needs neither network nor sign-in.
import { LinkButton } from "../ui/button.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { region } from "./region.ts";

export function EmergencyLine({ slugs }: { slugs: readonly string[] }) {
  return (
    <Notice kind="emergency" announced>
      <p>
        <strong>{emergencyHeading(slugs)}</strong>
      </p>
      {emergencyWords(slugs, emergencyNumber()).map((words) => (
        <p key={words}>{words}</p>
      ))}
      <div class="buttons">
        <LinkButton kind="emergency" href="/help">
          Get help now
        </LinkButton>
      </div>
    </Notice>
  );
}

/** "112", or words where no place was chosen or only the person knows the number. */
export function emergencyNumber(): string {
  const number = region.value?.emergency[0]?.href.replace("tel:", "");
  return number ?? "your local emergency number";
}

/** The one sentence that comes first. `slugs` are effects that the catalogue marks as emergencies. */
export function emergencyHeading(slugs: readonly string[]): string {
  if (slugs.some(isBodily)) return "This needs help now.";
  return slugs.includes("suicidal") ? "You deserve support with this." : "Swelling needs help now.";
}

export function emergencyWords(slugs: readonly string[], number: string): string[] {
  const words: string[] = [];
  if (slugs.some(isBodily)) {
    words.push(`Call ${number} now. If someone is with you, show them this.`);
  } else if (slugs.includes("allergy")) {
    words.push(
      `If your face, lips, tongue or throat swells, or it is hard to breathe: call ${number} now.`,
      "If it is only the skin: please ring your clinic today. If it gets worse or you feel unsafe, call.",
    );
  }
  if (slugs.includes("suicidal")) {
    words.push(
      "You said you have had thoughts of suicide or self-harm. Thank you for saying so.",
      `If you may act on them: call ${number} now, and stay with someone.`,
    );
  }
  return words;
}

function isBodily(slug: string): boolean {
  return slug !== "suicidal" && slug !== "allergy";
}
