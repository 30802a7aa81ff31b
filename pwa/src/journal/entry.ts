// The entry as a device keeps it: facts opened, words sealed, and what the server knows of it.

import type { EffectSign, ReadingSign } from "../safety/signs.ts";
import type { Bytes } from "../vault/bytes.ts";

export type Route =
  | "iv"
  | "im"
  | "sc"
  | "nasal"
  | "sublingual"
  | "buccal"
  | "oral"
  | "rectal"
  | "other"
  | "unknown";

/** A treatment session; the entry's `session` says which course it is part of. */
export interface Session {
  kind: "session";
  planned: boolean;
  route: Route | null;
  product: "ketamine" | "esketamine" | "unknown" | null;
  dose_mg: number | null;
  dose_mg_per_kg: number | null;
  weight_kg: number | null;
  duration_min: number | null;
  place: "clinic" | "home_supervised" | "other" | null;
  setting: SettingTag[];
  present: Person[];
  ride_there: boolean | null;
  ride_home: boolean | null;
}

export type SettingTag = "music" | "eye_mask" | "soft_light" | "quiet_room" | "recliner";

export type Person =
  | "doctor"
  | "nurse"
  | "therapist"
  | "guide"
  | "partner"
  | "family"
  | "friend"
  | "others";

/** A course of sessions; its entry's `occurred_at` is its start, its schedule is words. */
export interface Course {
  kind: "course";
  phase: "trial" | "induction" | "maintenance" | "other";
  planned_sessions: number | null;
  ends_at: string | null;
  indications: Indication[];
}

export type Indication =
  | "depression"
  | "trd"
  | "mood"
  | "anxiety"
  | "ptsd"
  | "ocd"
  | "pain"
  | "substance"
  | "suicidal"
  | "other";

/** Before a session; the entry's `session` says which. */
export interface Preparation {
  kind: "preparation";
  worry: number | null;
  meditation_min: number | null;
  ride_there: boolean | null;
  ride_home: boolean | null;
  company: boolean | null;
}

/** Another change in a life. */
export interface Happened {
  kind: "event";
  what: "medicine_new" | "medicine_changed" | "medicine_stopped" | "illness" | "life" | "other";
}

export interface Reflection {
  kind: "reflection";
}

export interface CheckIn {
  kind: "check_in";
  mood: number;
  anxiety: number;
  energy: number;
  sleep_hours: number | null;
  sleep_quality: number | null;
  pain: number | null;
  connected: number | null;
}

/** Which safety message was shown (domain.md 2.3); null in facts where none was. */
export type Tier = "a" | "b" | "c" | "d";

/** "Are you thinking of acting on these thoughts now?" (domain.md 3.4) */
export type Acting = "yes" | "no" | "rather_not_say";

export interface NoticedEffect {
  slug: string;
  /** Null only for an emergency: it is there, and nobody was asked how strong. */
  severity: number | null;
  interference: number | null;
  began: "before" | "during" | "0_2h" | "2_24h" | "1_7d" | "later" | null;
  still_there: boolean | null;
  ended_at: string | null;
  told_clinic: boolean | null;
}

export interface Effects {
  kind: "effects";
  effects: NoticedEffect[];
  signs: EffectSign[];
  acting: Acting | null;
  tier: Tier | null;
}

export interface Vitals {
  kind: "vitals";
  systolic: number | null;
  diastolic: number | null;
  heart_rate: number | null;
  breaths: number | null;
  spo2: number | null;
  /** Below 0 before the dose. */
  minutes_after_dose: number | null;
  signs: ReadingSign[];
  tier: Tier | null;
}

export interface SafetyPlan {
  kind: "safety_plan";
}

/** A questionnaire as it was filled in (domain.md 3.3, 3.4). */
export interface Measure {
  kind: "measure";
  instrument: string;
  /** The version of its wording. */
  wording: number;
  language: string;
  items: (number | null)[];
  total: number | null;
  difficulty: number | null;
  /** Filled in before the minimum gap was over, knowingly. */
  early: boolean;
  /** The answer to the one question that follows item 9. */
  acting: Acting | null;
  tier: Tier | null;
}

export interface Contact {
  kind: "contact";
  account: string | null;
}

export interface Opened {
  kind: "opened";
  number: number;
  author: string;
  entry: string;
  revision: number;
}

/** What somebody may write, as the server takes it. */
export type Facts =
  | Session
  | Course
  | Preparation
  | Happened
  | Reflection
  | CheckIn
  | Effects
  | Vitals
  | Measure
  | SafetyPlan
  | Contact
  | Opened;

/** Stands on the device for an entry that failed its checks: nothing of it can be shown by mistake. */
export interface Untrusted {
  kind: "untrusted";
}

export type Kind = Facts["kind"] | Untrusted["kind"];

/** Words once opened: what was written into each field. */
export type Text = Record<string, string>;

export interface Reader {
  account: string;
  /** Ends by itself then; null is "until taken back". */
  until: string | null;
}

/** `local` is "Saved on this phone", `attention` is "Needs a look". */
export type State = "local" | "synced" | "attention";

export interface Reason {
  /** The slug of a refusal by the server, or one of our own: `untrusted`, `unverified`. */
  type: string;
  /** A plain sentence for the person. */
  detail: string;
}

interface Kept {
  author: string;
  id: string;
  revision: number;
  readers: Reader[];
  withdrawals: number;
  /** The highest revision that the server has shown; nothing below it is ever accepted again. */
  seen: number;
  state: State;
  reason: Reason | null;
}

export interface Entry extends Kept {
  deleted: false;
  /** The edit that made this content. */
  edit: string;
  kind: Kind;
  /** The day on the person's own calendar. */
  day: string;
  facts: Facts | Untrusted;
  occurred_at: string;
  recorded_at: string;
  signed: string;
  signature: Bytes;
  /** Sealed. Null when nothing was written, or when this device left them on the server. */
  words: Bytes | null;
  /**
   * The treatment session that it belongs to; of a session, the course that it is part of. It is not signed: a
   * reader who may not see that one gets null.
   */
  session: string | null;
  received_at: string | null;
  /** Accounts that a share did not reach; the next share forgets them. */
  notShared: string[];
}

/** What is left of a deleted entry: enough never to accept an older revision of it. */
export interface Tombstone extends Kept {
  deleted: true;
  edit: null;
}

/** Enough of a check-in to draw it, so that a chart opens nothing. */
export interface Mood {
  author: string;
  id: string;
  /** Milliseconds since 1970. */
  at: number;
  day: string;
  /** The clock on the person's own wall then, "14:05". */
  clock: string;
  mood: number;
  anxiety: number;
  energy: number;
}

/** Those whose time is not over. `now` in milliseconds since 1970. */
export function readersAt(readers: readonly Reader[], now: number): Reader[] {
  return readers.filter(({ until }) => until === null || Date.parse(until) > now);
}

/** The key of what somebody would rather keep to themselves for now (domain.md 4.2). */
export const KEPT_TO_MYSELF = "for_therapist.mine";

/** Such words are sealed to their author alone, whatever rule or list of readers says otherwise. */
export function isKeptToOneself(text: Text | null): boolean {
  return Boolean(text?.[KEPT_TO_MYSELF]?.trim());
}

/** Whether there is nothing in it to seal. */
export function isBlank(text: Text | null): boolean {
  return text === null || Object.values(text).every((value) => value.trim() === "");
}
