// What was felt after which session (domain.md 5.4, side-effect strip).
import type { Entry } from "../../journal/entry.ts";

export interface EffectRow {
  slug: string;
  /** The highest severity, 0 to 3, by session; null when it was there and its severity was not asked. A
   * session without a note of it is not there. */
  cells: ReadonlyMap<string, number | null>;
}

/** By how many sessions had it. An entry that was written about no session stands under none: a person
 * says where it belongs. */
export function effectRows(
  entries: readonly Entry[],
  sessions: readonly { id: string }[],
): EffectRow[] {
  const known = new Set(sessions.map(({ id }) => id));
  const rows = new Map<string, Map<string, number | null>>();
  for (const { facts, session } of entries) {
    if (facts.kind !== "effects" || session === null || !known.has(session)) continue;
    for (const { slug, severity } of facts.effects) {
      const cells = rows.get(slug) ?? new Map<string, number | null>();
      const before = cells.get(session) ?? null;
      const most = (before ?? -1) > (severity ?? -1) ? before : severity;
      rows.set(slug, cells.set(session, most));
    }
  }
  return [...rows]
    .map(([slug, cells]) => ({ slug, cells }))
    .sort((a, b) => b.cells.size - a.cells.size || (a.slug < b.slug ? -1 : 1));
}
