// The effects a person can log: slugs and patient wording of domain.md 2.2, grouped for reading.
// The slugs are the same as in api/journal/catalogue.py; tests/vectors/catalogue.json holds both to it.

export interface Effect {
  slug: string;
  wording: string;
  /** Other words a person may type when looking for it. */
  also: string;
  /** Its presence alone may be an emergency (domain.md 2.3, tier A): severity is not asked first. */
  emergency: boolean;
}

export interface EffectGroup {
  name: string;
  effects: readonly Effect[];
}

export const EFFECT_GROUPS: readonly EffectGroup[] = [
  {
    name: "Senses and sense of self",
    effects: [
      effect("dissociation", "Detached, unreal, outside my body", "dissociation dissociated"),
      effect("floating", "Floating", "feeling abnormal"),
      effect("time_space", "Time or space felt wrong", "slow fast distance"),
      effect("perception", "Sights or sounds changed", "perception distortion colours"),
      effect("hallucination", "Saw or heard things", "hallucination voices visions"),
      effect("blurred_vision", "Blurred or double vision", "eyes diplopia"),
      effect("numbness", "Numb or tingling", "pins needles paraesthesia"),
    ],
  },
  {
    name: "Head and balance",
    effects: [
      effect("dizziness", "Dizzy, light-headed", "dizziness lightheaded"),
      effect("vertigo", "Room spinning", "vertigo"),
      effect("unsteady", "Unsteady walking", "gait balance ataxia fall"),
      effect("headache", "Headache", "head pain migraine"),
      effect("drowsiness", "Sleepy, sedated", "drowsy drowsiness somnolence"),
      effect("fatigue", 'Worn out, groggy, "hungover"', "fatigue tired lethargy exhausted"),
      effect("speech", "Slurred speech", "talking dysarthria"),
      effect("tremor", "Shaking", "tremor trembling"),
    ],
  },
  {
    name: "Stomach, mouth and nose",
    effects: [
      effect("nausea", "Feeling sick", "nausea queasy"),
      effect("vomiting", "Being sick", "vomiting vomit throwing up"),
      effect("taste", "Odd taste", "dysgeusia bitter metallic"),
      effect("dry_mouth", "Dry mouth", "thirst"),
      effect("mouth_irritation", "Sore or burning mouth", "tongue irritation"),
      effect("nasal_throat", "Nose or throat sore", "nasal discomfort irritation"),
    ],
  },
  {
    name: "Feelings",
    effects: [
      effect("anxiety", "Anxious, panicky", "anxiety panic worry"),
      effect("distress", "Overwhelmed, frightened", "distress fear scared"),
      effect("emotional", "Tearful, raw", "crying emotional"),
      effect("euphoria", "Unusually elated", "euphoria euphoric high"),
      effect("low_mood", "Mood dropped", "low depressed sad"),
      effect("elevated", "Little sleep but very high energy", "mania hypomania elevated"),
      effect("craving", "Wanting or using ketamine outside the plan", "craving addiction misuse"),
      effect("suicidal", "Thoughts of suicide or self-harm", "suicidal dying hurt myself", true),
    ],
  },
  {
    name: "Sleep and thinking",
    effects: [
      effect("vivid_dreams", "Vivid dreams, nightmares", "dream nightmare"),
      effect("insomnia", "Trouble sleeping", "insomnia awake"),
      effect("confusion", "Confused, disoriented", "confusion"),
      effect("memory", "Memory or focus worse", "forget concentration"),
    ],
  },
  {
    name: "Heart, breathing and skin",
    effects: [
      effect("palpitations", "Heart racing", "palpitations tachycardia pulse"),
      effect("bp_high", "High blood pressure (reading)", "hypertension"),
      effect("chest_pain", "Chest pain or pressure", "heart tight", true),
      effect(
        "breathing",
        "Hard to breathe, slow breathing",
        "breath breathless dyspnoea blue lips",
        true,
      ),
      effect(
        "fainting",
        "Fainted, could not be woken",
        "faint unconscious passed out syncope",
        true,
      ),
      effect("allergy", "Rash, swelling, itching", "allergy allergic hives"),
      effect("sweating", "Sweating", "sweat"),
    ],
  },
  {
    name: "Bladder and liver",
    effects: [
      effect("urinary_frequency", "Needing to pee often or urgently", "urine bladder wee"),
      effect("urinary_pain", "Pain when peeing or low belly", "urine bladder cystitis wee burning"),
      effect("urinary_blood", "Blood in urine", "pee bladder wee"),
      effect("jaundice", "Yellow skin/eyes, dark urine", "jaundice liver"),
    ],
  },
  { name: "Anything else", effects: [effect("other", "Something else", "other")] },
];

export const EFFECTS: readonly Effect[] = EFFECT_GROUPS.flatMap((group) => group.effects);

const BY_SLUG = new Map(EFFECTS.map((effect) => [effect.slug, effect]));

/** The effect of that slug; null when a newer version of the app wrote one that this one lacks. */
export function effectOf(slug: string): Effect | null {
  return BY_SLUG.get(slug) ?? null;
}

/** The groups with only those effects that match every typed word, empty groups left out. */
export function findEffects(typed: string): readonly EffectGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return EFFECT_GROUPS;
  return EFFECT_GROUPS.map((group) => ({
    name: group.name,
    effects: group.effects.filter((effect) => {
      const text = `${effect.wording} ${effect.also}`.toLowerCase();
      return words.every((word) => text.includes(word));
    }),
  })).filter((group) => group.effects.length > 0);
}

function effect(slug: string, wording: string, also: string, emergency = false): Effect {
  return { slug, wording, also, emergency };
}
