// Everything the person wrote, day by day, sixty at a time.
import { PenLine } from "lucide";
import { useEffect, useRef, useState } from "preact/hooks";
import "./journal.css";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { dayInWords } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { SyncStatus } from "../ui/sync-status.tsx";
import { EntryRow } from "./entry-row.tsx";
import { NeedsALook } from "./needs-a-look.tsx";
import { byDay, newest } from "./newest.ts";

const ENTRIES_PER_PAGE = 60;

// Whoever comes back from an entry finds the list as long as it was, and where it was.
let wantedBefore = ENTRIES_PER_PAGE;
let scrolledTo = 0;

export function JournalPage() {
  const { account } = useDevice();
  const [wanted, setWanted] = useState(wantedBefore);
  const found = useStored((tx) => newest(tx, account.id, wanted), [wanted]);
  const before = useRef(found);
  // The shorter list stays until the longer one is there.
  if (found) before.current = found;
  const entries = before.current;
  useScrollKept(entries !== undefined);
  if (!entries) return null;

  const shown = entries.slice(0, wanted);
  return (
    <Page heading={entries.length > 0 ? "This is what you wrote." : "Your journal is empty."}>
      {entries.length === 0 && (
        <EmptyState words="What you write will stand here, day by day. Your words are sealed: nobody else can read them until you share them.">
          <LinkButton icon={PenLine} href="/reflection">
            Write a reflection
          </LinkButton>
        </EmptyState>
      )}
      <NeedsALook />
      {byDay(shown).map(({ day, entries }) => (
        <section key={day} class="day">
          <h2>{dayInWords(day)}</h2>
          <ul class="rows">
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
      {entries.length > wanted && (
        <More
          onReached={() => {
            wantedBefore = wanted + ENTRIES_PER_PAGE;
            setWanted(wantedBefore);
          }}
        />
      )}
      <SyncStatus />
    </Page>
  );
}

/** Asks for more when it comes near the screen; without an observer it is a button. */
function More({ onReached }: { onReached: () => void }) {
  const mark = useRef<HTMLButtonElement>(null);
  const reached = useRef(onReached);
  reached.current = onReached;
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([seen]) => {
        if (seen?.isIntersecting) reached.current();
      },
      { rootMargin: "600px" },
    );
    if (mark.current) watcher.observe(mark.current);
    return () => watcher.disconnect();
  });
  return (
    <button ref={mark} type="button" class="button" onClick={() => reached.current()}>
      Show earlier entries
    </button>
  );
}

function useScrollKept(drawn: boolean): void {
  useEffect(() => {
    if (!drawn) return;
    scrollTo(0, scrolledTo);
    // Followed while it stands: once the page is left its rows are gone, and the place with them.
    const follow = () => {
      scrolledTo = scrollY;
    };
    addEventListener("scroll", follow, { passive: true });
    return () => removeEventListener("scroll", follow);
  }, [drawn]);
}
