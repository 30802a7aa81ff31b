// The safety plan to be read on a bad day: one's own words first, every number one tap away.
import { Pencil } from "lucide";
import { useDevice } from "../here.ts";
import type { Entry, Text } from "../journal/entry.ts";
import { useOpenedEntry } from "../journal/opened-entry.ts";
import { EntrySharing } from "../sharing/entry-sharing.tsx";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { LineButton } from "./line-button.tsx";
import { numbersIn, PLAN_PARTS, planId, withNumbers } from "./plan.ts";
import { PlanForm } from "./plan-form.tsx";
import "../journal/journal.css";
import "./help.css";

export function PlanPage() {
  const opened = useOpenedEntry(planId(useDevice().account));
  if (opened.state === "opening") return null;
  if (opened.state === "gone") return <PlanForm editing={null} />;
  if (opened.state === "open") return <Plan entry={opened.entry} text={opened.text} />;
  return (
    <Page heading="Your plan does not open on this phone.">
      <Notice kind="gentle">
        <p>{opened.sentence}</p>
      </Notice>
    </Page>
  );
}

function Plan({ entry, text }: { entry: Entry; text: Text }) {
  const { clinic, urgent, trusted } = numbersIn(text);
  const lines = [clinic, urgent, trusted].filter((line) => line !== null);
  return (
    <Page heading="This is your plan.">
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
