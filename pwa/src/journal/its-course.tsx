// The two ways between a course and its sessions.
import { useStored } from "../stored.ts";
import { dayInWords, instant } from "../time.ts";
import { LinkButton } from "../ui/button.tsx";
import type { Entry } from "./entry.ts";
import { EntryRow } from "./entry-row.tsx";
import { isSession, type SessionEntry } from "./sessions-near.ts";

/** Nothing when it belongs to none, or to one that was deleted. */
export function ItsCourse({ session: { author, session: id } }: { session: SessionEntry }) {
  const course = useStored(async (tx) => (id ? await tx.entry(author, id) : null), [id]);
  if (!course || course.deleted || course.kind !== "course") return null;
  return (
    <p class="quiet">
      Part of <a href={`/entries/${course.id}`}>your course from {dayInWords(course.day)}</a>
    </p>
  );
}

export function SessionsOfIt({ course: { author, id } }: { course: Entry }) {
  const sessions = useStored((tx) => tx.entriesOfSession(author, id), [id]);
  if (!sessions) return null;
  const its = sessions
    .filter(isSession)
    .toSorted((a, b) => instant(a.occurred_at) - instant(b.occurred_at));
  return (
    <section class="section">
      <h2>{its.length > 0 ? "Its sessions" : "No session is part of it yet."}</h2>
      {its.length > 0 && (
        <ul class="rows">
          {its.map((session) => (
            <EntryRow key={session.id} entry={session} dated />
          ))}
        </ul>
      )}
      <div class="buttons">
        <LinkButton href={`/session?course=${id}`}>Add a session</LinkButton>
      </div>
    </section>
  );
}
