// Which treatment session an entry belongs to: the person says so, and the nearest one is proposed.

import type { ReadTx } from "../store.ts";
import { DAY_MS, dayInWords, instant, localDay } from "../time.ts";
import type { Entry } from "./entry.ts";
import { isSession, type SessionEntry } from "./sessions-near.ts";

/** How long after a session something is still proposed for it: a session's curve is followed to day 21. */
const DAYS_AFTER = 21;

/** What a form's field holds until somebody chooses: the proposal, which follows the time. */
export const NEAREST = "nearest";
export const NO_SESSION = "none";

/** Nobody else's session is one of this person's. */
export async function ownSessions(tx: ReadTx, author: string): Promise<SessionEntry[]> {
  return (await tx.entriesOfKind("session")).filter(isSession).filter((s) => s.author === author);
}

/**
 * The one that an entry belongs to; null for none, for one that is not on this device, and for a session, which
 * belongs to a course (its-course.tsx).
 */
export async function sessionOf(tx: ReadTx, entry: Entry): Promise<SessionEntry | null> {
  const found =
    entry.session && !isSession(entry) ? await tx.entry(entry.author, entry.session) : null;
  return found && !found.deleted && isSession(found) ? found : null;
}

/** What was written about a session; that a session is part of something is no writing about it. */
export async function entriesAbout(tx: ReadTx, author: string, session: string): Promise<Entry[]> {
  return (await tx.entriesOfSession(author, session)).filter((entry) => !isSession(entry));
}

/** Those that took place within the days before `at`, the latest first. */
export function sessionsBefore(entries: readonly Entry[], at: string): SessionEntry[] {
  const end = instant(at);
  const since = (session: SessionEntry) => end - instant(session.occurred_at);
  return entries
    .filter(isSession)
    .filter((s) => !s.facts.planned && since(s) >= 0 && since(s) < DAYS_AFTER * DAY_MS)
    .toSorted((a, b) => since(a) - since(b));
}

/** The id to save; null is none. `choice`: an id, NEAREST or NO_SESSION. */
export function sessionChosen(
  choice: string,
  entries: readonly Entry[],
  at: string,
): string | null {
  if (choice === NEAREST) return sessionsBefore(entries, at)[0]?.id ?? null;
  return choice === NO_SESSION ? null : choice;
}

/** Where the form begins: an entry that was saved without a session is not given one unasked. */
export function choiceOf(entry: Entry | null): string {
  return entry === null ? NEAREST : (entry.session ?? NO_SESSION);
}

/** "your session today", "your session on Wednesday 6 May". */
export function yourSession({ occurred_at }: SessionEntry, now: Date = new Date()): string {
  const day = dayInWords(localDay(occurred_at), now);
  const near = /^(Today|Yesterday|Tomorrow)$/.test(day);
  return `your session ${near ? day.toLowerCase() : `on ${day}`}`;
}
