// One day of the journal: where a dot of a chart leads.
import "./journal.css";
import { useDevice } from "../here.ts";
import { useParams } from "../router.tsx";
import { useStored } from "../stored.ts";
import { dayInWords } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { EntryRow } from "./entry-row.tsx";
import { byDay, isJournal } from "./newest.ts";

export function DayPage() {
  const { account } = useDevice();
  const day = useParams().day ?? "";
  const found = useStored((tx) => tx.entriesBetween(day, day), [day]);
  if (!found) return null;
  const [written] = byDay(found.filter((entry) => isJournal(entry, account.id)));
  return (
    <Page heading={/^\d{4}-\d\d-\d\d$/.test(day) ? `${dayInWords(day)}.` : "This is not a day."}>
      {written ? (
        <ul class="rows">
          {written.entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </ul>
      ) : (
        <EmptyState words="Nothing is written down for this day.">
          <LinkButton href="/journal">Go to your journal</LinkButton>
        </EmptyState>
      )}
    </Page>
  );
}
