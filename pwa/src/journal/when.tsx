// When it happened: now, unless the person says otherwise. Earlier is always allowed.

import { fromField, instant, inWords, toField, withOffset } from "../time.ts";
import type { Bind } from "../ui/bind.ts";
import { Field } from "../ui/field.tsx";
import { Folded } from "../ui/surfaces.tsx";

/** The earliest day that is taken (domain.md 1.9). */
const EARLIEST = "1990-01-01T00:00";
/** Clocks differ a little: a moment that is only just ahead is no mistake. */
const AHEAD_MS = 5 * 60_000;

/** `bind` holds a datetime-local field's text; blank means the moment of saving. */
export function When({ bind, mistake }: { bind: Bind<string>; mistake: string | null }) {
  const at = fromField(bind.value);
  return (
    <Folded summary={`When: ${at ? inWords(at) : "right now"}`} open={mistake !== null}>
      <Field
        label="When did it happen?"
        hint="Leave it blank for right now."
        type="datetime-local"
        bind={bind}
        min={EARLIEST}
        mistake={mistake}
      />
    </Folded>
  );
}

/** A sentence when no entry may lie there, else null. `ahead` allows the future, for plans. */
export function whenMistake(field: string, ahead = false, now = new Date()): string | null {
  if (field === "") return null;
  const at = fromField(field);
  if (at === null || field < EARLIEST) return "Give a date and time after 1 January 1990.";
  if (!ahead && instant(at) > now.getTime() + AHEAD_MS) return "That time has not come yet.";
  return null;
}

/**
 * The moment that the form means. An edit that leaves the field alone keeps the moment as it was,
 * with the offset of the place where it happened.
 */
export function momentOf(field: string, before: string | null): string {
  if (before !== null && (field === "" || field === toField(before))) return before;
  return fromField(field) ?? withOffset();
}

/** For a box that is of a session: what was begun before it, and is gone on with after it, is of now. */
export function notBefore(field: string, start: string): string {
  const at = fromField(field);
  return at !== null && instant(at) < instant(start) ? "" : field;
}
