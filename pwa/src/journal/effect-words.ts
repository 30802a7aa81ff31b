// The answers about one effect, in the words of domain.md 2.1.
import type { Option } from "../ui/choice.tsx";
import type { NoticedEffect } from "./entry.ts";

export const SEVERITIES: readonly Option<number>[] = [
  { value: 0, label: "None" },
  { value: 1, label: "Mild", more: "noticeable, easy to put up with" },
  { value: 2, label: "Moderate", more: "hard to ignore" },
  { value: 3, label: "Severe", more: "as bad as I can imagine handling, or overwhelming" },
];

export const INTERFERENCES: readonly Option<number>[] = [
  { value: 0, label: "Not at all" },
  { value: 1, label: "A little" },
  {
    value: 2,
    label: "Could not do some usual things",
    more: "cooking, shopping, phone, money",
  },
  {
    value: 3,
    label: "Needed help to look after myself",
    more: "washing, dressing, toilet, eating",
  },
];

export const BEGINNINGS: readonly Option<NonNullable<NoticedEffect["began"]>>[] = [
  { value: "before", label: "Before" },
  { value: "during", label: "During" },
  { value: "0_2h", label: "0 to 2 hours after" },
  { value: "2_24h", label: "2 to 24 hours after" },
  { value: "1_7d", label: "1 to 7 days after" },
  { value: "later", label: "Later" },
];

/** The label of an answer, for reading back; null where nothing was answered. */
export function answer<T>(options: readonly Option<T>[], value: T | null): string | null {
  return options.find((option) => option.value === value)?.label ?? null;
}
