// What a near session asks of the day: no driving yet, a plan to confirm, when the next one is.
import { CarFront } from "lucide";
import { inWords } from "../time.ts";
import { Notice } from "../ui/surfaces.tsx";
import { longestDrivingNotice } from "./after-session.ts";
import type { NearSessions, SessionEntry } from "./sessions-near.ts";
import { TookPlace } from "./took-place.tsx";

interface AroundProps {
  near: NearSessions;
  sessions: readonly SessionEntry[];
  now: Date;
}

export function AroundASession({ near, sessions, now }: AroundProps) {
  return (
    <>
      <Driving sessions={sessions} now={now} />
      {near.unconfirmed && <TookPlace entry={near.unconfirmed} now={now} />}
    </>
  );
}

export function Driving({ sessions, now }: Omit<AroundProps, "near">) {
  const driving = longestDrivingNotice(sessions, now);
  if (!driving) return null;
  return (
    <Notice icon={CarFront}>
      <p>{driving}</p>
      <p class="quiet">If your clinic told you longer, keep to that.</p>
    </Notice>
  );
}

export function SessionLines({ near: { last, next }, now }: Omit<AroundProps, "sessions">) {
  if (!last && !next) return null;
  return (
    <ul class="session-lines">
      {last && <SessionLine what="Last session" entry={last} now={now} />}
      {next && <SessionLine what="Next session" entry={next} now={now} />}
    </ul>
  );
}

function SessionLine(props: { what: string; entry: SessionEntry; now: Date }) {
  const { what, entry, now } = props;
  return (
    <li>
      <a href={`/entries/${entry.id}`}>
        <span class="quiet">{what}</span>
        <span class="numbers">{inWords(entry.occurred_at, now)}</span>
      </a>
    </li>
  );
}
