// From an entry to the session that it belongs to and back, as far as both are shared; from a course to its sessions
// in the same way.

import { useDevice } from "../here.ts";
import { entriesAbout } from "../journal/belonging.ts";
import type { Entry, Kind } from "../journal/entry.ts";
import { isSession } from "../journal/sessions-near.ts";
import type { ReadTx } from "../store.ts";
import { useStored } from "../stored.ts";
import { EntryLinks } from "./entry-links.tsx";
import { shelfOf } from "./shared-entries.ts";

interface SharedAboutItProps {
  entry: Entry;
  session: Entry | null;
}

const HEADINGS: Partial<Record<Kind, string>> = {
  session: "Also shared about this session",
  course: "Its sessions that are shared",
};

export function SharedAboutIt({ entry, session }: SharedAboutItProps) {
  const { author, id } = entry;
  const { account } = useDevice();
  const shelf = useStored(
    async (tx) => {
      const openings = (await tx.entriesOfKind("opened")).flatMap(({ author, facts }) =>
        author === account.id && facts.kind === "opened" ? [facts] : [],
      );
      const about = session ? [session] : await belongingTo(tx, entry);
      return shelfOf(author, about, openings);
    },
    [author, id, session?.edit],
  );
  if (!shelf || shelf.entries.length === 0) return null;
  return (
    <section class="section">
      <h2>{session ? "The session it belongs to" : HEADINGS[entry.kind]}</h2>
      <EntryLinks patient={author} entries={shelf.entries} />
    </section>
  );
}

async function belongingTo(tx: ReadTx, { author, id, kind }: Entry): Promise<Entry[]> {
  if (kind === "session") return entriesAbout(tx, author, id);
  return kind === "course" ? (await tx.entriesOfSession(author, id)).filter(isSession) : [];
}
