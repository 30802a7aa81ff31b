// The patient's first screen: it follows the clock of the nearest session.
import { signal } from "@preact/signals";
import { CalendarPlus, PenLine, SlidersHorizontal, Waves } from "lucide";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import "./journal.css";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { dayInWords, instant } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import { lazily } from "../ui/lazily.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { EmptyState } from "../ui/surfaces.tsx";
import { SyncStatus } from "../ui/sync-status.tsx";
import { AroundASession, SessionLines } from "./around-a-session.tsx";
import { Asks } from "./asks.tsx";
import { Begun } from "./begun.tsx";
import { ownSessions } from "./belonging.ts";
import { clockAt } from "./clock.ts";
import type { Entry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";
import type { FirstHoursProps } from "./first-hours.tsx";
import { byDay, newest } from "./newest.ts";
import { headingFor, nearSessions } from "./sessions-near.ts";
import { useNow } from "./use-now.ts";
import { useWritten } from "./use-written.ts";

const Proposed = lazily(() => import("../measures/proposed.tsx").then((m) => m.Proposed));

const LATEST = 3;
/** So many plans may lie ahead of what was written last. */
const LOOKED_THROUGH = 20;

/** Brings the forms along, which no other day needs here. */
const FirstHours = signal<ComponentType<FirstHoursProps> | null>(null);

export function TodayPage() {
  const { account } = useDevice();
  const now = useNow();
  const written = useWritten(now);
  const found = useStored(async (tx) => ({
    sessions: await ownSessions(tx, account.id),
    newest: await newest(tx, account.id, LOOKED_THROUGH),
  }));
  if (!found) return null;
  const { sessions } = found;
  const near = nearSessions(sessions, now);
  const clock = clockAt(sessions, now);
  // What was saved in this very minute is no plan: `now` is up to a minute old.
  const entries = found.newest.filter((entry) => instant(entry.occurred_at) <= Date.now());
  if (clock?.phase === "first_hours") {
    const { id, occurred_at } = clock.session;
    const since = entries.filter(
      (entry) => entry.id !== id && instant(entry.occurred_at) >= instant(occurred_at),
    );
    return <LoadedFirstHours {...{ clock, near, sessions, since, now }} />;
  }
  return (
    <Page heading={headingFor(near, now)}>
      <AroundASession near={near} sessions={sessions} now={now} />
      {written && <Asks clock={clock} written={written} now={now} />}
      <SessionLines near={near} now={now} />
      <Begun />
      <Latest entries={entries} now={now} />
      <Proposed now={now} />
      <p class="quiet more">
        Also: <a href="/measures">Questionnaires</a>
        <a href="/vitals">A reading</a>
        <a href="/course">A course</a>
        <a href="/event">Another change</a>
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

function LoadedFirstHours(props: FirstHoursProps) {
  useEffect(() => {
    void import("./first-hours.tsx").then((part) => {
      FirstHours.value = part.FirstHours;
    });
  }, []);
  return FirstHours.value && <FirstHours.value {...props} />;
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
