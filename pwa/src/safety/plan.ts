// The safety plan: what a person writes down beforehand for a bad day, with the two numbers that
// Get help now and the safety messages show (domain.md 7.2). Sealed; nobody else reads it by default.
import type { Account } from "../api-shapes.ts";
import type { Text } from "../journal/entry.ts";
import type { Line } from "./crisis-lines.ts";

export interface PlanPart {
  key: "warning_signs" | "what_helps" | "people" | "places" | "numbers";
  name: string;
  hint: string;
}

export const PLAN_PARTS: readonly PlanPart[] = [
  {
    key: "warning_signs",
    name: "How I notice that it is getting bad",
    hint: "Thoughts, moods or things I do.",
  },
  {
    key: "what_helps",
    name: "What helps me",
    hint: "Things I can do on my own, and how I make it safer around me.",
  },
  { key: "people", name: "People", hint: "Who I can be with or talk to." },
  { key: "places", name: "Places", hint: "Where I feel safer." },
  { key: "numbers", name: "Other numbers", hint: "A name and a number on each line." },
];

/** Whom the person has named; a part that was left out is null. */
export interface OwnNumbers {
  clinic: Line | null;
  /** What to ring when the clinic is closed. */
  urgent: Line | null;
  trusted: Line | null;
}

export const NO_NUMBERS: OwnNumbers = { clinic: null, urgent: null, trusted: null };

/**
 * There is one plan per person, so its id is the person's own, as a new entry's must be (version 7):
 * two devices that both begin one while offline meet in a conflict, and the words of both are kept.
 */
export function planId({ id }: Pick<Account, "id">): string {
  return `${id.slice(0, 14)}7${id.slice(15)}`;
}

export function numbersIn(text: Text): OwnNumbers {
  const { clinic, clinic_number, urgent_number, trusted, trusted_number } = text;
  return {
    clinic: lineTo(clinic?.trim() || "your clinic", clinic_number),
    urgent: lineTo("when the clinic is closed", urgent_number),
    trusted: lineTo(trusted?.trim() || "someone you trust", trusted_number),
  };
}

/** What a phone dials, "+4930123456"; null when that is no number. */
export function dialled(typed: string): string | null {
  const text = typed.trim();
  if (!/^\+?[\d\s()./-]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, "");
  return digits.length < 3 || digits.length > 20 ? null : text.replace(/[^\d+]/g, "");
}

/** The text in parts, those that are telephone numbers with what they dial. */
export function withNumbers(text: string): { part: string; href: string | null }[] {
  return text.split(/(\+?\d[\d ()./-]{4,}\d)/).map((part, at) => {
    const number = at % 2 === 1 ? dialled(part) : null;
    return { part, href: number && `tel:${number}` };
  });
}

function lineTo(name: string, typed = ""): Line | null {
  const number = dialled(typed);
  return number === null
    ? null
    : { label: `Call ${name}`, who: typed.trim(), href: `tel:${number}` };
}
