// From an entry to the session that it belongs to and back, as far as both are shared.

import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { useStored } from "../stored.ts";
import { EntryLinks } from "./entry-links.tsx";
import { shelfOf } from "./shared-entries.ts";

interface SharedAboutItProps {
  entry: Entry;
  session: Entry | null;
}

export function SharedAboutIt({ entry: { author, id }, session }: SharedAboutItProps) {
  const { account } = useDevice();
  const shelf = useStored(
    async (tx) => {
      const openings = (await tx.entriesOfKind("opened")).flatMap(({ author, facts }) =>
        author === account.id && facts.kind === "opened" ? [facts] : [],
      );
      const about = session ? [session] : await tx.entriesOfSession(author, id);
      return shelfOf(author, about, openings);
    },
    [author, id, session?.edit],
  );
  if (!shelf || shelf.entries.length === 0) return null;
  return (
    <section class="section">
      <h2>{session ? "The session it belongs to" : "Also shared about this session"}</h2>
      <EntryLinks patient={author} entries={shelf.entries} />
    </section>
  );
}
