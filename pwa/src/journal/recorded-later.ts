// Whether an entry was first written down long after it happened (domain.md 1.9). By its id, which is as
// old as its first version: a later edit does not make it back-dated.
import { DAY_MS, instant, withOffset } from "../time.ts";
import { madeAt } from "../uuid.ts";
import type { Entry } from "./entry.ts";

const LATER_DAYS = 30;

/** When it was written down, if that was later; else null. */
export function recordedLater({ id, occurred_at }: Pick<Entry, "id" | "occurred_at">) {
  const made = madeAt(id);
  return made - instant(occurred_at) > LATER_DAYS * DAY_MS ? withOffset(new Date(made)) : null;
}
