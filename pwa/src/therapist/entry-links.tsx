// Shared entries as a list of links: what it is and when, the first facts, and whether it was read.

import { summaryOf } from "../journal/summary.ts";
import { inWords } from "../time.ts";
import type { SharedEntry } from "./shared-entries.ts";

interface EntryLinksProps {
  patient: string;
  entries: readonly SharedEntry[];
}

const MARKS = { new: "New", updated: "Updated", read: "Read" };

export function EntryLinks({ patient, entries }: EntryLinksProps) {
  return (
    <ul class="rows shared-entries">
      {entries.map(({ entry, mark }) => (
        <li key={entry.id}>
          <a href={`/patients/${patient}/${entry.id}`}>
            <span class="what">
              <strong>{summaryOf(entry).title}</strong>{" "}
              <span class="quiet numbers">{inWords(entry.occurred_at)}</span>
              <span class="says">{lineOf(entry, mark)}</span>
            </span>
            <span class={`mark ${mark}`}>{MARKS[mark]}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What it says is shown once it has been opened: until then the patient reads "Not opened yet". */
function lineOf(entry: SharedEntry["entry"], mark: keyof typeof MARKS): string | null {
  if (entry.reason) return "This cannot be trusted.";
  // A total never stands without the answer to item 9 beside it (domain.md 3.4): it is read on its page.
  if (entry.kind === "measure") return null;
  return mark === "read" ? summaryOf(entry).line : null;
}
