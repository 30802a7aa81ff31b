// The effects form's fields: one row per chosen effect, as plain values so that a draft can keep them.
import { signal } from "@preact/signals";
import { fromField, toField } from "../time.ts";
import { choiceOf } from "./belonging.ts";
import type { Effects, NoticedEffect } from "./entry.ts";
import type { Editing } from "./writing-form.tsx";

/** An effect while it is being answered: a severity may still be missing, a time is a field's text. */
export interface Row extends Omit<NoticedEffect, "severity" | "ended_at"> {
  severity: number | null;
  ended: string;
}

export type EffectsFields = ReturnType<typeof fieldsOf>;

export function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "effects" ? editing.entry.facts.effects : [];
  return {
    rows: signal<Row[]>(before.map(rowOf)),
    whatHelped: signal(editing?.text.what_helped ?? ""),
    other: signal(editing?.text.other ?? ""),
    session: signal(choiceOf(editing?.entry ?? null)),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}

export function newRow(slug: string): Row {
  const open = { interference: null, began: null, still_there: null, told_clinic: null };
  return { slug, severity: null, ended: "", ...open };
}

/** Null while one of them has no severity, or nothing is chosen. */
export function factsOf(rows: readonly Row[]): Effects | null {
  const effects: NoticedEffect[] = [];
  for (const { severity, interference, ended, still_there, ...row } of rows) {
    if (severity === null) return null;
    effects.push({
      ...row,
      severity,
      // Asked only when there is something to be in the way.
      interference: severity === 0 ? null : interference,
      still_there,
      ended_at: still_there === false ? fromField(ended) : null,
    });
  }
  return effects.length > 0 ? { kind: "effects", effects } : null;
}

function rowOf({ ended_at, ...row }: NoticedEffect): Row {
  return { ...row, ended: ended_at ? toField(ended_at) : "" };
}
