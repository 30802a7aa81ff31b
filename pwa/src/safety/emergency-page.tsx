// What is shown after saving an effect that may be an emergency. Nothing else on it competes.
import "./help.css";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { emergencyHeading, emergencyNumber, emergencyWords } from "./emergency-line.tsx";
import { LineButton } from "./line-button.tsx";
import { region } from "./region.ts";

interface EmergencyPageProps {
  slugs: readonly string[];
  /** Whether the entry that was saved has readers. */
  shared: boolean;
}

export function EmergencyPage({ slugs, shared }: EmergencyPageProps) {
  const place = region.value;
  const crisis = slugs.includes("suicidal") ? place?.crisis[0] : undefined;
  return (
    <Page heading={emergencyHeading(slugs)}>
      <div class="section" role="alert">
        {emergencyWords(slugs, emergencyNumber()).map((words) => (
          <p class="spoken" key={words}>
            {words}
          </p>
        ))}
      </div>
      <div class="section">
        {place?.emergency.map((line) => (
          <LineButton key={line.href} line={line} kind="emergency" />
        ))}
        {crisis && <LineButton line={crisis} />}
        <LinkButton kind={place?.emergency.length ? "plain" : "emergency"} href="/help">
          Get help now
        </LinkButton>
      </div>
      <p class="quiet">
        Saved on this phone. This app is not watched by anyone in real time.{" "}
        {shared
          ? "You share this entry, so your therapist can read it later."
          : "Your therapist does not see this entry unless you share it."}
      </p>
      <div class="buttons">
        <LinkButton href="/">Go to Today</LinkButton>
      </div>
    </Page>
  );
}
