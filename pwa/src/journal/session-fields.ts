// What the form about a session holds, and the facts in it.
import { signal } from "@preact/signals";
import { toField, withOffset } from "../time.ts";
import type { Session } from "./entry.ts";
import { type Limits, numberWithin, typed } from "./numbers.ts";
import type { Editing } from "./writing-form.tsx";

/** Domain.md 1.9. */
export const DOSE_MG: Limits = { least: 0.001, most: 1000, step: null };
export const DOSE_MG_PER_KG: Limits = { least: 0.001, most: 5, step: null };
export const WEIGHT_KG: Limits = { least: 20, most: 400, step: null };
export const DURATION_MIN: Limits = { least: 1, most: 720, step: 1 };

export type SessionFields = ReturnType<typeof fieldsOf>;

/** `course`: the one that a new session is noted for. */
export function fieldsOf(editing: Editing, course: string | null) {
  const before = editing?.entry.facts.kind === "session" ? editing.entry.facts : null;
  const stage = before && (before.planned ? "planned" : "done");
  return {
    stage: signal<"done" | "planned" | null>(stage),
    // Now is where the picker starts; it is a question with an answer, unlike a blank.
    when: signal(toField(editing?.entry.occurred_at ?? withOffset())),
    route: signal(before?.route ?? null),
    product: signal(before?.product ?? null),
    dose: signal(typed(before?.dose_mg ?? null)),
    perKg: signal(typed(before?.dose_mg_per_kg ?? null)),
    weight: signal(typed(before?.weight_kg ?? null)),
    minutes: signal(typed(before?.duration_min ?? null)),
    place: signal(before?.place ?? null),
    setting: signal(before?.setting ?? []),
    present: signal(before?.present ?? []),
    rideThere: signal(before?.ride_there ?? null),
    rideHome: signal(before?.ride_home ?? null),
    course: signal(editing ? editing.entry.session : course),
    note: signal(editing?.text.note ?? ""),
  };
}

/** Null while a number does not fit. */
export function factsOf(fields: SessionFields): Session | null {
  const dose = numberWithin(fields.dose.value, DOSE_MG);
  const perKg = numberWithin(fields.perKg.value, DOSE_MG_PER_KG);
  const weight = numberWithin(fields.weight.value, WEIGHT_KG);
  const minutes = numberWithin(fields.minutes.value, DURATION_MIN);
  if (dose === undefined || perKg === undefined) return null;
  if (weight === undefined || minutes === undefined) return null;
  return {
    kind: "session",
    planned: fields.stage.value === "planned",
    route: fields.route.value,
    product: fields.product.value,
    dose_mg: dose,
    dose_mg_per_kg: perKg,
    weight_kg: weight,
    duration_min: minutes,
    place: fields.place.value,
    setting: [...fields.setting.value],
    present: [...fields.present.value],
    ride_there: fields.rideThere.value,
    ride_home: fields.rideHome.value,
  };
}
