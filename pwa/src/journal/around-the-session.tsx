// The two ways between an entry and the session that it belongs to.

import { useStored } from "../stored.ts";
import { instant } from "../time.ts";
import { entriesAbout, sessionOf, yourSession } from "./belonging.ts";
import type { Entry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";

/** Nothing when it belongs to none, or to one that was deleted. */
export function ItsSession({ entry }: { entry: Entry }) {
  const session = useStored((tx) => sessionOf(tx, entry), [entry.session]);
  if (!session) return null;
  return (
    <p class="quiet">
      Belongs to <a href={`/entries/${session.id}`}>{yourSession(session)}</a>
    </p>
  );
}

export function WrittenAboutIt({ session }: { session: Entry }) {
  const { author, id } = session;
  const entries = useStored((tx) => entriesAbout(tx, author, id), [id]);
  if (!entries || entries.length === 0) return null;
  return (
    <section class="section">
      <h2>What you wrote about it</h2>
      <ul class="rows">
        {entries
          .toSorted((a, b) => instant(a.occurred_at) - instant(b.occurred_at))
          .map((entry) => (
            <EntryRow key={entry.id} entry={entry} dated />
          ))}
      </ul>
    </section>
  );
}
