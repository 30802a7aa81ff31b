// What is asked beside effects and readings, because no effect in the catalogue covers it (domain.md 2.3).
// The slugs are those of api/journal/catalogue.py; tests/vectors/ holds both to the same words.
import type { Acting, Tier } from "../journal/entry.ts";
import type { Option } from "../ui/choice.tsx";

export type EffectSign =
  | UrgentSign
  | "fluids_12h"
  | "still_altered_24h"
  | "two_nights"
  | "over_48h"
  | "several_nights"
  | "stronger_each_session";

type UrgentSign =
  | "seizure"
  | "cannot_stay_awake"
  | "blue_lips"
  | "swelling"
  | "hives_breathing"
  | "worst_headache"
  | "vision_loss"
  | "one_sided_weakness"
  | "face_droop"
  | "new_slurred_speech"
  | "suicide_plan_or_harm"
  | "overdose_unwell"
  | "not_safe";

export type ReadingSign =
  | "chest_pain"
  | "breathing"
  | "severe_headache"
  | "weakness"
  | "vision"
  | "speech"
  | "fast_15_min";

/** Any one of them is tier A by its presence: they are asked first, before anything is chosen. */
export const URGENT_SIGNS: readonly Option<EffectSign>[] = [
  { value: "seizure", label: "A fit or seizure" },
  { value: "cannot_stay_awake", label: "Cannot be kept awake" },
  { value: "blue_lips", label: "Blue lips" },
  { value: "swelling", label: "Swelling of the face, lips, tongue or throat" },
  { value: "hives_breathing", label: "Hives, and it is hard to breathe" },
  { value: "worst_headache", label: "A sudden headache, the worst ever" },
  { value: "vision_loss", label: "Sudden loss of sight" },
  { value: "one_sided_weakness", label: "Weakness on one side of the body" },
  { value: "face_droop", label: "One side of the face droops" },
  { value: "new_slurred_speech", label: "Slurred speech that is new" },
  { value: "suicide_plan_or_harm", label: "Planning suicide, or I have already hurt myself" },
  { value: "overdose_unwell", label: "More ketamine than prescribed, and unwell" },
  {
    value: "not_safe",
    label: "Seeing, hearing or believing frightening things, and not safe",
  },
];

const LATER_SIGNS: readonly Option<EffectSign>[] = [
  { value: "fluids_12h", label: "Fluids have not stayed down for 12 hours" },
  { value: "still_altered_24h", label: "Still like this 24 hours after the session" },
  { value: "two_nights", label: "Two nights of little sleep, with unusual energy" },
  { value: "over_48h", label: "Some of this has lasted more than 48 hours" },
  { value: "several_nights", label: "Nightmares on several nights" },
  { value: "stronger_each_session", label: "Some of this comes back stronger at each session" },
];

export const EFFECT_SIGNS = [...URGENT_SIGNS, ...LATER_SIGNS];

export const READING_SIGNS: readonly Option<ReadingSign>[] = [
  { value: "chest_pain", label: "Chest pain or pressure" },
  { value: "breathing", label: "Short of breath" },
  { value: "severe_headache", label: "Severe headache" },
  { value: "weakness", label: "Weakness" },
  { value: "vision", label: "A change in vision" },
  { value: "speech", label: "A change in speech" },
  { value: "fast_15_min", label: "Heart rate above 120 at rest for 15 minutes" },
];

/** "The app said", read back on the entry. */
export const TIERS: Readonly<Record<Tier, string>> = {
  a: "to call the emergency number now",
  b: "to call the clinic today",
  c: "to tell the clinic before the next session",
  d: "that it was saved",
};

export const ACTING: readonly Option<Acting>[] = [
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
  { value: "rather_not_say", label: "I’d rather not say" },
];

const NAMES = new Map<string, string>(
  [...EFFECT_SIGNS, ...READING_SIGNS].map(({ value, label }) => [value, label]),
);

/** Also for a sign that only a newer version of the app has words for. */
export function signName(slug: string): string {
  return NAMES.get(slug) ?? slug.replaceAll("_", " ");
}

/** Asked of all effects together, once one is chosen. */
export const OF_ALL: readonly EffectSign[] = ["over_48h", "stronger_each_session"];

const ALTERED: readonly EffectSign[] = ["still_altered_24h", "not_safe"];

const OF_EFFECT: Readonly<Record<string, readonly EffectSign[]>> = {
  dissociation: ALTERED,
  floating: ALTERED,
  time_space: ALTERED,
  hallucination: ALTERED,
  confusion: ALTERED,
  distress: ["not_safe"],
  perception: ["not_safe"],
  blurred_vision: ["vision_loss"],
  numbness: ["one_sided_weakness", "face_droop"],
  unsteady: ["one_sided_weakness", "face_droop"],
  headache: ["worst_headache"],
  drowsiness: ["cannot_stay_awake"],
  fainting: ["seizure"],
  tremor: ["seizure"],
  speech: ["new_slurred_speech"],
  breathing: ["blue_lips"],
  allergy: ["swelling", "hives_breathing"],
  nausea: ["fluids_12h"],
  vomiting: ["fluids_12h"],
  euphoria: ["two_nights"],
  insomnia: ["two_nights"],
  elevated: ["two_nights"],
  vivid_dreams: ["several_nights"],
  craving: ["overdose_unwell"],
  suicidal: ["suicide_plan_or_harm"],
};

/** The follow-up questions of an effect. */
export function askedOf(slug: string): readonly EffectSign[] {
  return OF_EFFECT[slug] ?? [];
}

/** Those that may be said: an urgent one always, another only beside an effect that asks for it. */
export function stillAsked(signs: readonly EffectSign[], slugs: readonly string[]): EffectSign[] {
  const asked = new Set([
    ...URGENT_SIGNS.map(({ value }) => value),
    ...slugs.flatMap(askedOf),
    ...(slugs.length > 0 ? OF_ALL : []),
  ]);
  return signs.filter((sign) => asked.has(sign));
}
