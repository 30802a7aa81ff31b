// The red flags of domain.md 2.3, the one place in which they are decided: a table of signs, each with its
// tier. Pure, so that a message waits for nothing; tests/vectors/red-flags/ holds cases for every row.
// The numbers are REC (2.3): a design recommendation that needs a clinician's sign-off before real patients
// rely on it. None of it is medical advice, and no tier says that something is normal.
import type { Acting, Effects, NoticedEffect, Tier, Vitals } from "../journal/entry.ts";
import { HOUR_MS, instant } from "../time.ts";
import type { EffectSign, ReadingSign } from "./signs.ts";

/** What the rules look at. Blank is "not said", and never a reason to be quiet or loud. */
export interface Seen {
  /** Those that are there: "none" says that it was not. */
  effects: readonly NoticedEffect[];
  signs: readonly EffectSign[];
  acting: Acting | null;
  reading: Vitals | null;
  /** Hours from the start of the session to what was written; null when no session is known. */
  hours: number | null;
  /** The same to the end of an effect that is over. */
  hoursTo: (ended: string) => number | null;
  /** By how much a PHQ-9 is higher than the one before it; null when there is none. */
  phq9Rise: number | null;
}

export interface RedFlag {
  id: string;
  tier: "a" | "b" | "c";
  isSeen: (seen: Seen) => boolean;
}

export interface Judged {
  tier: Tier;
  /** The rows that fired, the gravest first. */
  flags: string[];
}

const VERY_HIGH = { systolic: 180, diastolic: 120 };
const HIGH = { systolic: 160, diastolic: 100 };
const HIGH_AFTER_MINUTES = 4 * 60;
const FAST_HEART = 120;
/** What 1.9 asks back about: a number below it that is saved all the same is "very slow breathing". */
const SLOW_BREATHS = 10;
const ALTERED_HOURS = 24;
/** Detached, hallucinating or confused: 2.2 calls the second and third dissociation too. */
const ALTERED: readonly string[] = [
  "dissociation",
  "floating",
  "time_space",
  "hallucination",
  "confusion",
];
const LASTING_HOURS = 48;
/** PHQ-9, also in 3.3: the change that means something. */
const PHQ9_RISE = 5;
const WITH_PRESSURE: readonly ReadingSign[] = [
  ...(["chest_pain", "breathing", "severe_headache", "weakness", "vision", "speech"] as const),
];
/** The latest hour after the start of a session at which an effect can have begun. */
const LATEST_BEGIN_HOURS = { before: 0, during: 12, "0_2h": 2, "2_24h": 24, "1_7d": 168 };

/** Gravest first, in the order of domain.md 2.3. */
export const RED_FLAGS: readonly RedFlag[] = [
  {
    id: "breathing",
    tier: "a",
    isSeen: (s) =>
      felt(s, "breathing") ||
      signed(s, "blue_lips") ||
      beside(s, "breathing") ||
      (s.reading?.breaths ?? SLOW_BREATHS) < SLOW_BREATHS,
  },
  { id: "chest", tier: "a", isSeen: (s) => felt(s, "chest_pain") || beside(s, "chest_pain") },
  {
    id: "consciousness",
    tier: "a",
    isSeen: (s) => felt(s, "fainting") || signed(s, "cannot_stay_awake", "seizure"),
  },
  { id: "swelling", tier: "a", isSeen: (s) => signed(s, "swelling", "hives_breathing") },
  {
    id: "stroke",
    tier: "a",
    isSeen: (s) =>
      signed(s, "worst_headache", "vision_loss", "one_sided_weakness", "face_droop") ||
      signed(s, "new_slurred_speech") ||
      s.effects.some((effect) => effect.slug === "speech" && beganLate(effect)),
  },
  {
    id: "pressure_with_symptoms",
    tier: "a",
    isSeen: (s) => reaches(s, VERY_HIGH) && beside(s, ...WITH_PRESSURE),
  },
  {
    id: "suicide",
    tier: "a",
    isSeen: (s) =>
      signed(s, "suicide_plan_or_harm") || s.acting === "yes" || s.acting === "rather_not_say",
  },
  { id: "overdose", tier: "a", isSeen: (s) => signed(s, "overdose_unwell") },
  { id: "not_safe", tier: "a", isSeen: (s) => signed(s, "not_safe") },

  {
    id: "pressure_very_high",
    tier: "b",
    isSeen: (s) => reaches(s, VERY_HIGH) && !beside(s, ...WITH_PRESSURE),
  },
  {
    id: "pressure_high_later",
    tier: "b",
    isSeen: (s) => reaches(s, HIGH) && !reaches(s, VERY_HIGH) && isLongAfterDose(s),
  },
  {
    id: "heart_rate",
    tier: "b",
    isSeen: (s) => (s.reading?.heart_rate ?? 0) > FAST_HEART && beside(s, "fast_15_min"),
  },
  { id: "vomiting", tier: "b", isSeen: (s) => signed(s, "fluids_12h") },
  {
    id: "altered_24h",
    tier: "b",
    isSeen: (s) => s.effects.some((effect) => isAltered(effect) && lastsADay(s, effect)),
  },
  {
    id: "anxiety",
    tier: "b",
    isSeen: (s) => s.effects.some((e) => is(e, "anxiety") && e.severity === 3),
  },
  {
    id: "rash",
    tier: "b",
    isSeen: (s) => felt(s, "allergy") && !signed(s, "swelling", "hives_breathing"),
  },
  { id: "urine", tier: "b", isSeen: (s) => felt(s, "urinary_blood") || felt(s, "urinary_pain") },
  { id: "jaundice", tier: "b", isSeen: (s) => felt(s, "jaundice") },
  { id: "two_nights", tier: "b", isSeen: (s) => signed(s, "two_nights") },
  {
    id: "headache",
    tier: "b",
    isSeen: (s) =>
      s.effects.some((e) => is(e, "headache") && e.severity === 3) || beside(s, "severe_headache"),
  },
  {
    id: "severe",
    tier: "b",
    isSeen: (s) => s.effects.some((e) => e.severity === 3 || e.interference === 3),
  },
  // 2.2 sends it to 3.4, whose screen stands in place of this tier's words. Without intent it is no row
  // of 2.3; a day's call to the clinic is the least that is recorded of it.
  { id: "suicidal", tier: "b", isSeen: (s) => felt(s, "suicidal") },

  {
    id: "moderate",
    tier: "c",
    isSeen: (s) => s.effects.some((e) => e.severity === 2 || e.interference === 2),
  },
  {
    id: "over_48h",
    tier: "c",
    isSeen: (s) => signed(s, "over_48h") || s.effects.some((effect) => hasLasted(s, effect)),
  },
  { id: "urinary_frequency", tier: "c", isSeen: (s) => felt(s, "urinary_frequency") },
  { id: "memory", tier: "c", isSeen: (s) => felt(s, "memory") },
  { id: "nightmares", tier: "c", isSeen: (s) => signed(s, "several_nights") },
  { id: "craving", tier: "c", isSeen: (s) => felt(s, "craving") },
  { id: "phq9_rise", tier: "c", isSeen: (s) => (s.phq9Rise ?? 0) >= PHQ9_RISE },
  { id: "stronger", tier: "c", isSeen: (s) => signed(s, "stronger_each_session") },
  // 2.2: "call clinic". 2.3 asks for two nights before it says so.
  { id: "elevated", tier: "c", isSeen: (s) => felt(s, "elevated") },
];

export const NOTHING: Seen = {
  effects: [],
  signs: [],
  acting: null,
  reading: null,
  hours: null,
  hoursTo: () => null,
  phq9Rise: null,
};

/** Without any flag it is D: noted, and nothing more. */
export function judge(seen: Seen): Judged {
  const found = RED_FLAGS.filter(({ isSeen }) => isSeen(seen));
  return { tier: found[0]?.tier ?? "d", flags: found.map(({ id }) => id) };
}

/** `at` is when it was, `session` the start of the session it belongs to, both RFC 3339. */
export function judgeEntry(facts: Effects | Vitals, at: string, session: string | null): Judged {
  const hoursTo = (time: string) =>
    session === null ? null : (instant(time) - instant(session)) / HOUR_MS;
  const seen = { ...NOTHING, hours: hoursTo(at), hoursTo };
  if (facts.kind === "vitals") return judge({ ...seen, reading: facts });
  const { signs, acting } = facts;
  return judge({ ...seen, signs, acting, effects: facts.effects.filter((e) => e.severity !== 0) });
}

function is(effect: NoticedEffect, slug: string): boolean {
  return effect.slug === slug;
}

function felt({ effects }: Seen, slug: string): boolean {
  return effects.some((effect) => is(effect, slug));
}

function signed({ signs }: Seen, ...wanted: EffectSign[]): boolean {
  return wanted.some((sign) => signs.includes(sign));
}

function beside({ reading }: Seen, ...wanted: ReadingSign[]): boolean {
  return wanted.some((sign) => reading?.signs.includes(sign));
}

function reaches({ reading }: Seen, { systolic, diastolic }: typeof HIGH): boolean {
  return (reading?.systolic ?? 0) >= systolic || (reading?.diastolic ?? 0) >= diastolic;
}

/** Where no dose is known to be near, a high reading has none to be explained by. */
function isLongAfterDose({ reading, hours }: Seen): boolean {
  const minutes = reading?.minutes_after_dose ?? (hours === null ? null : hours * 60);
  return minutes === null || minutes < 0 || minutes > HIGH_AFTER_MINUTES;
}

function isAltered({ slug }: NoticedEffect): boolean {
  return ALTERED.includes(slug);
}

function beganLate({ began }: NoticedEffect): boolean {
  return began === "1_7d" || began === "later";
}

function lastsADay(seen: Seen, effect: NoticedEffect): boolean {
  const until = lastHour(seen, effect);
  return (
    signed(seen, "still_altered_24h") ||
    beganLate(effect) ||
    (until !== null && until >= ALTERED_HOURS)
  );
}

/** Certain from what was said, at the shortest that it can have been. */
function hasLasted(seen: Seen, effect: NoticedEffect): boolean {
  const { began } = effect;
  const until = lastHour(seen, effect);
  if (until === null || began === null || began === "later") return false;
  return until - LATEST_BEGIN_HOURS[began] > LASTING_HOURS;
}

/** Hours after the session until which it was there, as far as was said. */
function lastHour({ hours, hoursTo }: Seen, { still_there, ended_at }: NoticedEffect) {
  if (ended_at !== null) return hoursTo(ended_at);
  return still_there === true ? hours : null;
}
