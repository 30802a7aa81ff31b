// After somebody has said that they think of being better off dead or of hurting themselves (domain.md 3.4):
// at once after the save, offline, in the same words whatever the total. Nothing here is counted or coloured
// by an answer, and nothing is sent to anybody.
import "./help.css";
import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Acting, Effects, Entry, Measure, Tier } from "../journal/entry.ts";
import { ownWords } from "../reading.ts";
import { WillBeSeen } from "../sharing/will-be-seen.tsx";
import { useStored } from "../stored.ts";
import { LinkButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { Mistake } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { saveEntry } from "../writing.ts";
import { AllEmergencyNumbers } from "./all-emergency-numbers.tsx";
import type { Place } from "./crisis-lines.ts";
import { emergencyNumber } from "./emergency-line.tsx";
import { LineButton } from "./line-button.tsx";
import { OwnLines } from "./own-lines.tsx";
import { region } from "./region.ts";
import { WhereYouAre } from "./where-you-are.tsx";

const ANSWERS: readonly { value: Acting; label: string }[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "rather_not_say", label: "I’d rather not say" },
];
/** More of them stand on Get help now; these leave room for whoever comes next. */
const CRISIS_LINES = 2;

/** `entry` is what was just saved. */
export function SupportPage({ entry }: { entry: Entry }) {
  const { account } = useDevice();
  const now = useStored(async (tx) => (await tx.entry(account.id, entry.id)) ?? null, [entry.id]);
  const current = now && !now.deleted ? now : entry;
  const acting = useSignal<Acting | null>(actingIn(entry));
  const urgent = isUrgent(acting.value);
  // It takes the place of a form that was scrolled to its end; and what an answer puts first is seen first.
  useLayoutEffect(() => scrollTo(0, 0), [urgent && acting.value]);
  const place = region.value;
  return (
    <Page heading="You can reach a person now.">
      <div class="section" role="alert">
        <p class="spoken">
          You said you have had thoughts of being better off dead or of hurting yourself. Thank you
          for saying so. You deserve support with that.
        </p>
        {urgent && (
          <p class="spoken">
            <strong>Call {emergencyNumber()} now, and stay with someone.</strong>
          </p>
        )}
      </div>
      <div class="section">
        {urgent && <Emergency place={place} />}
        {place ? (
          place.crisis
            .slice(0, CRISIS_LINES)
            .map((line) => <LineButton key={line.href} line={line} />)
        ) : (
          <WhereYouAre place={null} />
        )}
        <OwnLines />
        <LinkButton kind={place ? "plain" : "emergency"} href="/help">
          Get help now
        </LinkButton>
      </div>
      <FollowUp entry={current} calmer={calmer(entry)} acting={acting} />
      <WillBeSeen entry={current} />
      <p class="quiet">Saved on this phone. This app is not watched by anyone in real time.</p>
      <div class="buttons">
        <LinkButton href={`/entries/${entry.id}`}>Go to what you wrote</LinkButton>
      </div>
    </Page>
  );
}

/** Where no number is known for the place, those of all places: a call is one tap away. */
function Emergency({ place }: { place: Place | null }) {
  if (!place?.emergency.length) return <AllEmergencyNumbers />;
  return place.emergency.map((line) => <LineButton key={line.href} line={line} kind="emergency" />);
}

interface FollowUpProps {
  entry: Entry;
  /** What is recorded as shown when the answer is no. */
  calmer: Tier | null;
  acting: Signal<Acting | null>;
}

/** The one question that follows, in our own words; it may be left, and answered otherwise. */
function FollowUp({ entry, calmer, acting }: FollowUpProps) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  const choose = async (answer: Acting) => {
    // What is shown waits for no save.
    acting.value = answer;
    trouble.value = null;
    try {
      const { facts } = entry;
      if (facts.kind === "measure" || facts.kind === "effects") await keep(facts, answer);
    } catch (error) {
      console.error(error);
      trouble.value = "This answer could not be kept just now. What you saved before is safe.";
    }
  };
  const keep = async (facts: Measure | Effects, answer: Acting) => {
    const text = await ownWords(device, entry);
    const tier = isUrgent(answer) ? "a" : calmer;
    await saveEntry(device, {
      entry,
      facts: { ...facts, acting: answer, tier } as Measure | Effects,
      occurred_at: entry.occurred_at,
      text,
    });
  };
  return (
    <div>
      <Choice
        question="Are you thinking of acting on these thoughts now?"
        options={ANSWERS}
        layout="stacked"
        bind={{
          get value() {
            return acting.value;
          },
          set value(answer) {
            if (answer) void choose(answer);
          },
        }}
      />
      <Mistake words={trouble.value} />
    </div>
  );
}

function isUrgent(acting: Acting | null): boolean {
  return acting === "yes" || acting === "rather_not_say";
}

function actingIn({ facts }: Entry): Acting | null {
  return facts.kind === "measure" || facts.kind === "effects" ? facts.acting : null;
}

function calmer({ facts }: Entry): Tier | null {
  if (facts.kind !== "measure" && facts.kind !== "effects") return null;
  if (!isUrgent(facts.acting)) return facts.tier;
  return facts.kind === "effects" ? "b" : null;
}
