// The form of a questionnaire while it is being answered, and the facts that come of it.
import { type Signal, signal } from "@preact/signals";
import type { Entry, Measure } from "../journal/entry.ts";
import type { Editing } from "../journal/writing-form.tsx";
import { tierOf } from "../safety/measure-tier.ts";
import { toField } from "../time.ts";
import type { Bind } from "../ui/bind.ts";
import { before, filledIn, tooNear } from "./filled-in.ts";
import { opensSupport, type Questionnaire, totalOf } from "./questionnaire.ts";

export interface MeasureFields {
  /** An answer for each item, null while there is none. */
  items: Signal<(number | null)[]>;
  difficulty: Signal<number | null>;
  /** Filled in although the minimum gap is not over. */
  anyway: Signal<boolean>;
  when: Signal<string>;
}

export function fieldsOf(asked: Questionnaire, editing: Editing) {
  const saved = editing?.entry.facts.kind === "measure" ? editing.entry.facts : null;
  return {
    items: signal<(number | null)[]>(saved?.items ?? asked.items.map(() => null)),
    difficulty: signal(saved?.difficulty ?? null),
    anyway: signal(editing !== null),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}

export function bindItem({ items }: MeasureFields, at: number): Bind<number | null> {
  return {
    get value() {
      return items.value[at] ?? null;
    },
    set value(given) {
      items.value = items.value.with(at, given);
    },
  };
}

/** `entries`: all measures; `at`: when it was filled in. */
export function factsOf(
  asked: Questionnaire,
  { items, difficulty }: MeasureFields,
  { entries, at, editing }: { entries: readonly Entry[]; at: string; editing: Editing },
): Measure {
  const others = filledIn(entries, asked.slug);
  const except = editing?.entry.id ?? null;
  const given = items.value;
  const facts = {
    kind: "measure" as const,
    instrument: asked.slug,
    wording: asked.version,
    language: asked.language,
    items: given,
    total: totalOf(asked, given),
    difficulty: difficulty.value,
    early: tooNear(others, at, asked.gap_days, except) !== null,
    acting: actingStill(asked, given, editing),
  };
  return { ...facts, tier: tierOf(facts, before(others, at, except)?.facts.total ?? null) };
}

/** What was answered to the follow-up stays while the item it followed stays as it was. */
function actingStill(
  asked: Questionnaire,
  given: readonly (number | null)[],
  editing: Editing,
): Measure["acting"] {
  const facts = editing?.entry.facts;
  if (facts?.kind !== "measure" || asked.safety_item === null) return null;
  const at = asked.safety_item - 1;
  const same = facts.items[at] === given[at];
  return same && opensSupport(asked, given) ? facts.acting : null;
}
