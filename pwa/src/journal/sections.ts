// The questions of each moment after a session (domain.md 4.2). Every one may be skipped; what is
// written is kept in the words under the section's key, and under the key with a dot where a section
// has a box of its own. A key is stored for ever.
import type { Option } from "../ui/choice.tsx";
import { KEPT_TO_MYSELF, type Text } from "./entry.ts";

export interface Section {
  key: string;
  question: string;
  /** More that one may answer in the same box. */
  hint?: string;
  most: number;
  rows: number;
}

export type Moment = "next-day" | "week" | "held" | "therapist" | "mine" | "looking-back";

export interface Questions {
  heading: string;
  hint: string;
  sections: readonly Section[];
}

/** Domain.md 1.9. */
const MOST_CHARACTERS = 20_000;
const MOST_OF_ONE_THING = 1000;

export const SMALL_THING = "meaning_action.small_thing";
export const HELD = "meaning_action.held";
/** The small thing as it stood when somebody looked back on it, so that the answer can be read alone. */
export const TRIED = "meaning_action.tried";
export const HELD_ANSWERS: readonly Option<string>[] = [
  { value: "yes", label: "Yes" },
  { value: "partly", label: "Partly" },
  { value: "no", label: "No" },
  { value: "not_yet", label: "Not tried yet" },
];
export const THINGS = ["for_therapist.1", "for_therapist.2", "for_therapist.3"] as const;

export const MOMENTS: Record<Moment, Questions> = {
  "next-day": {
    heading: "The day after.",
    hint: "Answer what you like, in any order. Leave big decisions for a few days, and talk them through with somebody.",
    sections: [
      box(
        "what_happened",
        "What do you remember, in any order?",
        "Was there a moment that felt strong, strange or tender? If words do not fit: it was like … Was any part hard, and how did you get through it?",
      ),
      box(
        "feelings_body",
        "What feelings came, and where in the body?",
        "How does it sit with you today?",
      ),
      box(
        "insight",
        "Did anything become clearer?",
        "Does it connect to what you wanted to bring, or to something earlier in your life? What are you unsure about? Insights can be wrong, and nothing has to be decided now.",
      ),
    ],
  },
  week: {
    heading: "The days since.",
    hint: "Answer what you like, and leave the rest.",
    sections: [
      box(
        "meaning_action",
        "What feels different in ordinary life?",
        "Is there anything to stop, to rest from or to put off?",
      ),
      line(SMALL_THING, "One small thing to try this week", "What, and when?"),
      line("meaning_action.who", "Who could know about it?"),
    ],
  },
  held: {
    heading: "Did it hold?",
    hint: "Either answer is worth knowing.",
    sections: [box("meaning_action.since", "What happened with it?")],
  },
  therapist: {
    heading: "Before you see your therapist.",
    hint: "Up to three things to talk about. Nothing is shared until you share it.",
    sections: [
      line(THINGS[0], "The first thing"),
      line(THINGS[1], "The second"),
      line(THINGS[2], "The third"),
      box(
        "for_therapist",
        "Is there something hard to say aloud?",
        "What have you tried since? What would make the meeting useful?",
      ),
    ],
  },
  mine: {
    heading: "For yourself, for now.",
    hint: "This becomes an entry of its own. It is sealed to you alone and not offered for sharing.",
    sections: [box(KEPT_TO_MYSELF, "What would you rather keep to yourself for now?")],
  },
  "looking-back": {
    heading: "Three weeks later.",
    hint: "Answer what you like, and leave the rest.",
    sections: [
      box(
        "looking_back",
        "What stayed, and what faded?",
        "What would you tell yourself before the next one?",
      ),
    ],
  },
};

/** The moment whose questions these words answer; null for the one large box. */
export function momentOf(text: Text): Moment | null {
  if (text[HELD]) return "held";
  const moments = Object.entries(MOMENTS) as [Moment, Questions][];
  const found = moments.find(([, { sections }]) => sections.some(({ key }) => text[key]?.trim()));
  return found?.[0] ?? null;
}

function box(key: string, question: string, hint?: string): Section {
  return { key, question, ...(hint && { hint }), most: MOST_CHARACTERS, rows: 3 };
}

function line(key: string, question: string, hint?: string): Section {
  return { key, question, ...(hint && { hint }), most: MOST_OF_ONE_THING, rows: 1 };
}
