// The effects form's fields: one row per chosen effect, as plain values so that a draft can keep them.
import { signal } from "@preact/signals";
import { type EffectSign, stillAsked } from "../safety/signs.ts";
import { fromField, toField } from "../time.ts";
import { choiceOf } from "./belonging.ts";
import { effectOf } from "./catalogue.ts";
import type { Effects, NoticedEffect } from "./entry.ts";
import type { Editing } from "./writing-form.tsx";

/** An effect while it is being answered: a severity may still be missing, a time is a field's text. */
export interface Row extends Omit<NoticedEffect, "ended_at"> {
  ended: string;
}

export type EffectsFields = ReturnType<typeof fieldsOf>;

const NONE: Effects = { kind: "effects", effects: [], signs: [], acting: null, tier: null };

export function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "effects" ? editing.entry.facts : NONE;
  return {
    rows: signal<Row[]>(before.effects.map(rowOf)),
    signs: signal<EffectSign[]>(before.signs),
    acting: signal(before.acting),
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

/** Null while one of them has no severity that needs one, or nothing is chosen. */
export function factsOf({ rows, signs, acting }: EffectsFields): Effects | null {
  const effects = rows.value.map(effectIn);
  if (effects.some(({ slug, severity }) => severity === null && !isEmergency(slug))) return null;
  const there = effects.filter(({ severity }) => severity !== 0).map(({ slug }) => slug);
  const said = stillAsked(signs.value, there);
  if (effects.length === 0 && said.length === 0) return null;
  const followed = there.includes("suicidal") || said.includes("suicide_plan_or_harm");
  return { ...NONE, effects, signs: said, acting: followed ? acting.value : null };
}

export function isEmergency(slug: string): boolean {
  return effectOf(slug)?.emergency ?? false;
}

function effectIn({ severity, interference, ended, still_there, ...row }: Row): NoticedEffect {
  return {
    ...row,
    severity,
    // Asked only when there is something to be in the way.
    interference: severity === 0 ? null : interference,
    still_there,
    ended_at: still_there === false ? fromField(ended) : null,
  };
}

function rowOf({ ended_at, ...row }: NoticedEffect): Row {
  return { ...row, ended: ended_at ? toField(ended_at) : "" };
}
