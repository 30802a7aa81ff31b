// An entry as a reader sees it. The author's preview and the reader's page show this very element, so
// that the one is exactly the other.

import type { Entry, Text } from "../journal/entry.ts";
import { EntryFacts } from "../journal/entry-facts.tsx";
import { EntryWords } from "../journal/entry-words.tsx";
import { recordedLater } from "../journal/recorded-later.ts";
import { summaryOf } from "../journal/summary.ts";
import { inSentence, inWords, whenInSentence } from "../time.ts";
import { changedLater } from "./changed-later.ts";
import "../journal/journal.css";
import "./sharing.css";

interface EntryViewProps {
  entry: Entry;
  text: Text | null;
  /** The session that it belongs to, where the reader may see that too. */
  session: Entry | null;
}

export function EntryView({ entry, text, session }: EntryViewProps) {
  const changed = changedLater(entry);
  const later = recordedLater(entry);
  return (
    <article class="entry-view">
      <header>
        <h2>{summaryOf(entry).title}</h2>
        <p class="quiet numbers">{inWords(entry.occurred_at)}</p>
        {session && (
          <p class="quiet">Belongs to the session {whenInSentence(session.occurred_at)}</p>
        )}
        {later && <p class="quiet numbers">Written down later, {inSentence(later)}</p>}
        {changed && <p class="quiet numbers">Edited {inSentence(changed)}</p>}
        {text?.kept_from && (
          <p class="quiet">Kept beside another version: it was changed on two devices at once.</p>
        )}
      </header>
      <EntryFacts facts={entry.facts} shared />
      {text && <EntryWords text={text} />}
    </article>
  );
}
