// The plain line beside a sign that is an emergency by its presence alone (domain.md 2.3, tier A), before
// anything is saved. It needs neither network nor sign-in.
import { LinkButton } from "../ui/button.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { region } from "./region.ts";

/** `suicide`: the sign is thoughts of suicide. */
export function EmergencyLine({ suicide = false }: { suicide?: boolean }) {
  const number = emergencyNumber();
  return (
    <Notice kind="emergency" announced>
      <p>
        <strong>{suicide ? "You deserve support with this." : "This needs help now."}</strong>
      </p>
      <p>
        {suicide
          ? `If you may act on these thoughts: call ${number} now, and stay with someone.`
          : `Call ${number} now. If someone is with you, show them this.`}
      </p>
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
