// Which questionnaires there are, what fits the course just now, and when each was filled in last.
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { useNow } from "../journal/use-now.ts";
import { useStored } from "../stored.ts";
import { dayInWords, localDay } from "../time.ts";
import { Page } from "../ui/page.tsx";
import { filledIn } from "./filled-in.ts";
import { offered, useQuestionnaires } from "./known.ts";
import { Proposed } from "./proposed.tsx";
import type { Questionnaire } from "./questionnaire.ts";

export function MeasuresPage() {
  const { account } = useDevice();
  const known = useQuestionnaires();
  const entries = useStored(async (tx) =>
    (await tx.entriesOfKind("measure")).filter(({ author }) => author === account.id),
  );
  const now = useNow();
  if (!known || !entries) return null;
  return (
    <Page
      heading="Questionnaires look back over days and weeks."
      lead={
        <p class="quiet">Fill one in when it suits you. A check-in tells how it is right now.</p>
      }
    >
      <Proposed now={now} />
      <section class="section">
        <h2>All of them</h2>
        <ul class="rows">
          {offered(known).map((one) => (
            <Row key={one.slug} asked={one} entries={entries} now={now} />
          ))}
        </ul>
      </section>
    </Page>
  );
}

function Row({ asked, entries, now }: { asked: Questionnaire; entries: Entry[]; now: Date }) {
  const last = filledIn(entries, asked.slug).at(-1);
  return (
    <li>
      <a href={`/measures/${asked.slug}`}>
        <span class="what">
          <strong>{asked.title}</strong> <span>{asked.name}</span>
          <span class="quiet numbers">
            {asked.items.length} questions
            {last && ` · last ${inLine(dayInWords(localDay(last.occurred_at), now))}`}
          </span>
        </span>
      </a>
    </li>
  );
}

function inLine(day: string): string {
  return /^(Today|Yesterday)$/.test(day) ? day.toLowerCase() : day;
}
