// When an entry was changed after it was first saved. Sharing makes revisions too, so these say nothing.

import type { Entry } from "../journal/entry.ts";
import { instant } from "../time.ts";
import { madeAt } from "../uuid.ts";

/** Saving takes a moment after the id was made. */
const MOMENT_MS = 60_000;

/** The time of its last change; null when it is as it was first written down. */
export function changedLater({
  id,
  recorded_at,
}: Pick<Entry, "id" | "recorded_at">): string | null {
  // Either way: a clock that was put right may have gone back in between.
  return Math.abs(instant(recorded_at) - madeAt(id)) > MOMENT_MS ? recorded_at : null;
}
