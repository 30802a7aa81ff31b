// Everybody this person shares with, what each of them can read, and how to take it back.

import { useDevice } from "../here.ts";
import { type Entry, readersAt } from "../journal/entry.ts";
import { useNow } from "../journal/use-now.ts";
import { useStored } from "../stored.ts";
import { instant } from "../time.ts";
import { Page } from "../ui/page.tsx";
import { EmptyState, Folded } from "../ui/surfaces.tsx";
import { useLinked } from "./care-links.ts";
import { openingsOf } from "./history.ts";
import { SharedWith } from "./shared-with.tsx";

export function SharingPage() {
  const { account, server } = useDevice();
  // What ends by itself leaves the page when its time comes.
  useNow();
  const people = useLinked();
  const found = useStored(async (tx) => ({
    own: (await tx.entriesOf(account.id)).filter(isShared).toSorted(newestFirst),
    openings: openingsOf(await tx.entriesOfKind("opened"), account.id),
  }));
  if (!people || !found) return null;
  const { own, openings } = found;
  const at = server.now();
  if (people.length === 0) {
    return (
      <Page
        heading="You share with nobody just now."
        lead={
          <p>
            Only you and those you choose can open your words. Whoever runs the server can read the
            numbers and answers that you tap.
          </p>
        }
      >
        <EmptyState words="When you accept an invitation from your therapist, they stand here, with everything that you choose to show them.">
          <HowItWorks />
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      heading="You decide who reads what."
      lead={<p>Nothing is shared by itself. Open an entry to share it.</p>}
    >
      {people.map((person) => (
        <SharedWith
          key={person.account}
          person={person}
          entries={own.filter(({ readers }) =>
            readersAt(readers, at).some((reader) => reader.account === person.account),
          )}
          openings={openings.filter(({ reader }) => reader === person.account)}
        />
      ))}
      <Folded summary="Share with somebody else">
        <HowItWorks />
      </Folded>
    </Page>
  );
}

function HowItWorks() {
  return (
    <>
      <p>
        The invitation comes from your therapist, as a link or as a square code to scan with your
        phone’s camera. Ask for it in person if you can: then you know who sent it.
      </p>
      <p>By accepting it nothing is shared. You choose each entry, and see first what is seen.</p>
    </>
  );
}

function isShared(entry: { deleted: boolean; readers: unknown[] }): entry is Entry {
  return !entry.deleted && entry.readers.length > 0;
}

function newestFirst(a: Entry, b: Entry): number {
  return instant(b.occurred_at) - instant(a.occurred_at);
}
