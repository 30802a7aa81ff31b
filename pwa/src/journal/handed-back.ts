// What was written before is handed back beside the later questions (domain.md 4.2): found by its
// section and its session, shown as it was written, and never read for a meaning (4.3).
import { DAY_MS, HOUR_MS, instant } from "../time.ts";
import { FIRST_HOURS } from "./clock.ts";
import type { Entry, Text } from "./entry.ts";
import { SMALL_THING, THINGS, TRIED } from "./sections.ts";
import type { SessionEntry } from "./sessions-near.ts";

/** One of the person's own entries with its words. */
export interface Written {
  entry: Entry;
  text: Text;
}

/** A small thing is asked about when its week is over, and no more when it is long ago. */
const HOLD_DAYS = 7;
const FORGET_DAYS = 21;

/** The last answer to this question about this session, and where it stands; null when there is none. */
export function lastAnswer(written: readonly Written[], session: string, key: string) {
  const found = written
    .filter(({ entry, text }) => entry.session === session && text[key]?.trim())
    .toSorted(byTime)
    .at(-1);
  return found ? { entry: found.entry, words: found.text[key] ?? "" } : null;
}

/** Whether any of these was answered about this session. */
export function isAnswered(written: readonly Written[], session: string, keys: readonly string[]) {
  return keys.some((key) => lastAnswer(written, session, key) !== null);
}

/** What was written in the first hours, in the order of the hours. */
export function firstWords(written: readonly Written[], session: SessionEntry): string[] {
  const start = instant(session.occurred_at);
  return written
    .filter(({ entry }) => entry.session === session.id)
    .filter(({ entry }) => {
      const since = instant(entry.occurred_at) - start;
      return since >= 0 && since < FIRST_HOURS * HOUR_MS;
    })
    .toSorted(byTime)
    .flatMap(({ text }) => (text.first_capture?.trim() ? [text.first_capture] : []));
}

/** The up to three things for the therapist, from the last entry that holds any. */
export function threeThings(written: readonly Written[], session: string) {
  const found = written
    .filter(({ entry, text }) => entry.session === session && THINGS.some((key) => text[key]))
    .toSorted(byTime)
    .at(-1);
  if (!found) return null;
  return { entry: found.entry, things: THINGS.flatMap((key) => found.text[key]?.trim() || []) };
}

/** The small thing of a week that is over and that nobody has looked back on; the latest of them. */
export function thingToAskAbout(written: readonly Written[], now: Date): Written | null {
  const asked = new Set(written.map(({ entry, text }) => inSession(entry, text[TRIED])));
  const due = written.filter(({ entry, text }) => {
    const days = (now.getTime() - instant(entry.occurred_at)) / DAY_MS;
    const thing = text[SMALL_THING]?.trim();
    if (!thing || asked.has(inSession(entry, thing))) return false;
    return days >= HOLD_DAYS && days < FORGET_DAYS;
  });
  return due.toSorted(byTime).at(-1) ?? null;
}

/** The same small thing after another session is another one; a space at its end makes it no other. */
function inSession({ session }: Entry, thing: string | undefined): string {
  return JSON.stringify([session, thing?.trim()]);
}

function byTime(a: Written, b: Written): number {
  return instant(a.entry.occurred_at) - instant(b.entry.occurred_at);
}
