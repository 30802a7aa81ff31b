// The patient's first screen: one calm sentence, what the day asks, and the four things to do.
import { CalendarPlus, PenLine, SlidersHorizontal, Waves } from "lucide";
import "./journal.css";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { dayInWords, instant } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { SyncStatus } from "../ui/sync-status.tsx";
import { AroundASession } from "./around-a-session.tsx";
import { Begun } from "./begun.tsx";
import type { Entry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";
import { byDay, newest } from "./newest.ts";
import { headingFor, nearSessions } from "./sessions-near.ts";
import { useNow } from "./use-now.ts";

const LATEST = 3;
/** So many plans may lie ahead of what was written last. */
const LOOKED_THROUGH = 20;

export function TodayPage() {
  const { account } = useDevice();
  const now = useNow();
  const found = useStored(async (tx) => ({
    sessions: await tx.entriesOfKind("session"),
    newest: await newest(tx, account.id, LOOKED_THROUGH),
  }));
  if (!found) return null;
  const near = nearSessions(found.sessions, now);
  return (
    <Page heading={headingFor(near, now)}>
      <AroundASession near={near} now={now} />
      <Begun />
      <Latest
        entries={found.newest.filter((entry) => instant(entry.occurred_at) <= now.getTime())}
        now={now}
      />
      <p class="quiet more">
        Also: <a href="/course">A course of sessions</a> <a href="/event">Another change</a>
      </p>
      <SyncStatus />
      <AtHand>
        <div class="four">
          <LinkButton kind="primary" icon={SlidersHorizontal} href="/check-in">
            Check in
          </LinkButton>
          <LinkButton icon={PenLine} href="/reflection">
            Write
          </LinkButton>
          <LinkButton icon={Waves} href="/effects">
            Effects
          </LinkButton>
          <LinkButton icon={CalendarPlus} href="/session">
            Session
          </LinkButton>
        </div>
      </AtHand>
    </Page>
  );
}

function Latest({ entries, now }: { entries: Entry[]; now: Date }) {
  if (entries.length === 0) {
    return <EmptyState words="What you write will stand here. A check-in takes three taps." />;
  }
  return (
    <div class="section">
      {byDay(entries.slice(0, LATEST)).map(({ day, entries }) => (
        <section key={day} class="day">
          <h2>{dayInWords(day, now)}</h2>
          <ul class="rows">
            {entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
