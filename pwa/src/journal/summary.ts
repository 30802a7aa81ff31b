// An entry in one line, from its facts alone: words stay sealed until somebody opens them.
import { titleOf } from "../measures/titles.ts";
import { signName } from "../safety/signs.ts";
import { instant, whenInSentence } from "../time.ts";
import { effectOf } from "./catalogue.ts";
import { answer, SEVERITIES } from "./effect-words.ts";
import type {
  CheckIn,
  Course,
  Effects,
  Entry,
  NoticedEffect,
  Preparation,
  Session,
} from "./entry.ts";
import { HAPPENINGS, labelOf, PHASES, productInWords, routeInWords } from "./session-words.ts";
import { vitalsLine } from "./vitals-words.ts";

export interface Summary {
  /** What it is. */
  title: string;
  /** What it says, or null when all it has is words. */
  line: string | null;
}

export function summaryOf(entry: Entry): Summary {
  const { facts } = entry;
  switch (facts.kind) {
    case "check_in":
      return { title: "Check-in", line: checkInLine(facts) };
    case "effects":
      return { title: "Effects", line: effectsLine(facts) };
    case "vitals":
      return { title: "Reading", line: vitalsLine(facts) };
    case "session":
      return { title: facts.planned ? "Planned session" : "Session", line: sessionLine(facts) };
    case "course":
      return { title: "Course of sessions", line: courseLine(facts) };
    case "preparation":
      return { title: "Preparation", line: preparationLine(facts) };
    case "event":
      return { title: "Another change", line: labelOf(HAPPENINGS, facts.what) };
    case "reflection":
      return { title: "Reflection", line: null };
    case "safety_plan":
      return { title: "Safety plan", line: null };
    case "measure":
      return {
        title: titleOf(facts.instrument),
        line: facts.total === null ? "No total" : `Total ${facts.total}`,
      };
    case "untrusted":
      return {
        title: "Entry",
        line: "This cannot be trusted, so it is not shown.",
      };
    default:
      return { title: "Entry", line: null };
  }
}

/** The heading of its page, a sentence: "You checked in today, 14:05." */
export function sentenceOf({ facts, occurred_at }: Entry, now: Date = new Date()): string {
  const when = whenInSentence(occurred_at, now);
  switch (facts.kind) {
    case "check_in":
      return `You checked in ${when}.`;
    case "effects":
      return `You noticed this ${when}.`;
    case "vitals":
      return `You measured this ${when}.`;
    case "session":
      return facts.planned ? `Your session is ${when}.` : `You had a session ${when}.`;
    case "course":
      return `Your course ${instant(occurred_at) > now.getTime() ? "begins" : "began"} ${when}.`;
    case "preparation":
      return `You prepared for a session ${when}.`;
    case "event":
      return `This changed ${when}.`;
    case "reflection":
      return `You wrote this ${when}.`;
    case "safety_plan":
      return "This is your safety plan.";
    case "measure":
      return `You filled in the ${titleOf(facts.instrument)} ${when}.`;
    default:
      return `This is from ${when}.`;
  }
}

/** "Feeling sick", also for an effect that only a newer version of the app has a name for. */
export function effectName({ slug }: Pick<NoticedEffect, "slug">): string {
  return effectOf(slug)?.wording ?? slug.replaceAll("_", " ");
}

function checkInLine({ mood, anxiety, energy }: CheckIn): string {
  return `Mood ${mood} · anxiety ${anxiety} · energy ${energy}`;
}

function effectsLine({ effects, signs }: Effects): string {
  const felt = effects.map((effect) => {
    const strong = answer(SEVERITIES, effect.severity);
    return effectName(effect) + (strong ? `: ${strong.toLowerCase()}` : "");
  });
  return [...felt, ...signs.map(signName)].join(" · ");
}

function courseLine({ phase, planned_sessions }: Course): string {
  const planned = planned_sessions !== null && ` · ${planned_sessions} sessions planned`;
  return `${labelOf(PHASES, phase)}${planned || ""}`;
}

function preparationLine({ worry }: Preparation): string | null {
  return worry === null ? null : `Worry ${worry}`;
}

function sessionLine({ product, route, dose_mg, duration_min }: Session): string | null {
  const parts = [
    productInWords(product),
    routeInWords(route),
    dose_mg !== null && `${dose_mg} mg`,
    duration_min !== null && `${duration_min} minutes`,
  ];
  return parts.filter((part) => typeof part === "string").join(" · ") || null;
}
