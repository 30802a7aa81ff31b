// Get help now: emergency first, crisis line second, nothing to scroll for either, and nothing else
// (domain.md 7.2). It dials nothing by itself.
import "./help.css";
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { here } from "../here.ts";
import { Page } from "../ui/page.tsx";
import { AllEmergencyNumbers } from "./all-emergency-numbers.tsx";
import type { Place } from "./crisis-lines.ts";
import { LineButton } from "./line-button.tsx";
import { region } from "./region.ts";
import { WhereYouAre } from "./where-you-are.tsx";

export function HelpPage() {
  const place = region.value;
  return (
    <Page heading="You can reach a person now.">
      {place ? <Lines place={place} /> : <CallAnywhere />}
      {here.value?.account.role === "patient" && <Own />}
      <WhereYouAre place={place} />
      <p class="quiet">
        This app is not watched by anyone in real time. Only you can make the call.
      </p>
    </Page>
  );
}

function Lines({ place }: { place: Place }) {
  const [first, ...more] = place.crisis;
  return (
    <>
      <div class="section">
        <h2>If a life is in danger</h2>
        {place.emergency.length > 0 ? (
          place.emergency.map((line) => <LineButton key={line.href} line={line} kind="emergency" />)
        ) : (
          <p>Call your local emergency number.</p>
        )}
      </div>
      <div class="section">
        <h2>If you need someone to talk to</h2>
        {first && <LineButton line={first} />}
        {more.map((line) => (
          <LineButton key={line.href} line={line} />
        ))}
      </div>
    </>
  );
}

/** What was written beforehand is loaded apart: the numbers above wait for nothing. */
function Own() {
  const Part = useSignal<ComponentType | null>(null);
  useEffect(() => {
    void import("./own-help.tsx").then((part) => {
      Part.value = part.OwnHelp;
    });
  }, []);
  return Part.value && <Part.value />;
}

/** Before a place is chosen the emergency numbers of all stand here, so a call is one tap away. */
function CallAnywhere() {
  return (
    <div class="section">
      <h2>If a life is in danger, call your local emergency number</h2>
      <AllEmergencyNumbers />
    </div>
  );
}
