// What is said after a save (domain.md 2.3): each time anew, from this device alone, whatever the network,
// the sharing and the sign-in do. For tier A nothing else on the screen competes.
import "./help.css";
import { useLayoutEffect } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { AllEmergencyNumbers } from "./all-emergency-numbers.tsx";
import type { Line } from "./crisis-lines.ts";
import { emergencyNumber } from "./emergency-line.tsx";
import { LineButton } from "./line-button.tsx";
import type { Judged } from "./red-flags.ts";
import { region } from "./region.ts";
import { headingOf, NOT_WATCHED, seenInWords, wordsOf } from "./tier-words.ts";
import { useOwnNumbers } from "./use-own-numbers.ts";

interface TierPageProps {
  /** What was just saved. */
  entry: Entry;
  judged: Judged;
}

export function TierPage({ entry, judged: { tier, flags } }: TierPageProps) {
  const { server } = useDevice();
  const own = useOwnNumbers();
  // It takes the place of a form that was scrolled to its end.
  useLayoutEffect(() => scrollTo(0, 0), []);
  const numbers = { ...own, emergency: emergencyNumber() };
  const suicide = flags.includes("suicide") || flags.includes("suicidal");
  return (
    <Page heading={headingOf(tier, numbers)}>
      <div class="section" role="alert">
        {wordsOf(tier, numbers, flags).map((words) => (
          <p class="spoken" key={words}>
            {words}
          </p>
        ))}
        {suicide && (
          <p>
            You said you have had thoughts of suicide or self-harm. Thank you for saying so. You
            deserve support with that.
          </p>
        )}
      </div>
      <div class="section">
        {tier === "a" && <Emergency />}
        {suicide && <Crisis />}
        {tier !== "c" && lines(own.clinic, tier === "b" ? own.urgent : null, own.trusted)}
        {tier === "b" && <LinkButton href="/help">Get help now</LinkButton>}
        {tier === "c" && (
          <LinkButton kind="primary" href={`/entries/${entry.id}/share`}>
            Share this entry
          </LinkButton>
        )}
      </div>
      {tier !== "a" && (
        <div class="buttons">
          <LinkButton href="/">Go to Today</LinkButton>
        </div>
      )}
      <p class="quiet">
        Saved on this phone. {seenInWords(entry, server.now())} {NOT_WATCHED}
      </p>
    </Page>
  );
}

/** The numbers of the chosen place; of all places where none was chosen. */
function Emergency() {
  const place = region.value;
  if (!place?.emergency.length) return <AllEmergencyNumbers />;
  return place.emergency.map((line) => <LineButton key={line.href} line={line} kind="emergency" />);
}

function Crisis() {
  const line = region.value?.crisis[0];
  return line ? (
    <LineButton line={line} />
  ) : (
    <LinkButton href="/help">Find someone to talk to</LinkButton>
  );
}

function lines(...found: (Line | null | undefined)[]) {
  return found.map((line) => line && <LineButton key={line.label} line={line} />);
}
