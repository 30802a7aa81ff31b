// The safety plan to be read on a bad day: one's own words first, every number one tap away.
import { type Signal, useSignal } from "@preact/signals";
import { Pencil } from "lucide";
import type { ComponentChildren } from "preact";
import { useDevice } from "../here.ts";
import type { Entry, Text } from "../journal/entry.ts";
import { useOpenedEntry } from "../journal/opened-entry.ts";
import { EntrySharing } from "../sharing/entry-sharing.tsx";
import { useStored } from "../stored.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { LineButton } from "./line-button.tsx";
import { numbersIn, PLAN_PARTS, planId, withNumbers } from "./plan.ts";
import { PlanForm } from "./plan-form.tsx";
import "../journal/journal.css";
import "./help.css";

export function PlanPage() {
  const opened = useOpenedEntry(planId(useDevice().account));
  const begun = useStored(async (tx) => (await tx.draftNames()).includes("safety_plan"));
  const goOn = useSignal(false);
  if (opened.state === "opening" || begun === undefined) return null;
  if (opened.state === "gone" || (begun && goOn.value)) return <PlanForm editing={null} />;
  if (opened.state === "open") {
    return (
      <Plan entry={opened.entry} text={opened.text}>
        {begun && <BegunHere goOn={goOn} />}
      </Plan>
    );
  }
  return (
    <Page heading="Your plan does not open on this phone.">
      <Notice kind="gentle">
        <p>{opened.sentence}</p>
      </Notice>
    </Page>
  );
}

/** A new phone can be quicker than the plan that is on its way to it. */
function BegunHere({ goOn }: { goOn: Signal<boolean> }) {
  return (
    <Notice>
      <p>
        You began another plan here before this one arrived. If you save that one, it takes the
        place of this one, which is then kept in your journal.
      </p>
      <div class="buttons">
        <Button onClick={() => (goOn.value = true)}>Go on with it</Button>
      </div>
    </Notice>
  );
}

interface PlanProps {
  entry: Entry;
  text: Text;
  children: ComponentChildren;
}

function Plan({ entry, text, children }: PlanProps) {
  const { clinic, urgent, trusted } = numbersIn(text);
  const lines = [clinic, urgent, trusted].filter((line) => line !== null);
  return (
    <Page heading="This is your plan.">
      {children}
      {PLAN_PARTS.map(({ key, name }) =>
        text[key]?.trim() ? (
          <section class="section" key={key}>
            <h2>{name}</h2>
            <p class="written">
              {withNumbers(text[key]).map(({ part, href }) =>
                href ? (
                  <a key={part} href={href}>
                    {part}
                  </a>
                ) : (
                  part
                ),
              )}
            </p>
          </section>
        ) : null,
      )}
      {lines.length > 0 && (
        <div class="section">
          {lines.map((line) => (
            <LineButton key={line.label} line={line} />
          ))}
        </div>
      )}
      <div class="buttons">
        <LinkButton icon={Pencil} href={`/entries/${entry.id}/edit`}>
          Edit
        </LinkButton>
      </div>
      <EntrySharing entry={entry} />
      <p class="quiet">This app is not watched by anyone in real time.</p>
    </Page>
  );
}
