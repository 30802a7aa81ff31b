// The opened words of an entry, as they were written. They are text and nothing else: no markup.
import { PLAN_PARTS } from "../safety/plan.ts";
import { KEPT_TO_MYSELF, type Text } from "./entry.ts";
import { HELD, HELD_ANSWERS, SMALL_THING, THINGS, TRIED } from "./sections.ts";
import { labelOf } from "./session-words.ts";

const FIELDS: readonly (readonly [key: string, name: string | null])[] = [
  ["first_capture", null],
  ["preparation.intention", "Intention"],
  ["preparation.what_helps", "What helps when it is too much"],
  ["preparation.who", "Who drives, who is there"],
  ["what_happened", "What happened"],
  ["feelings_body", "Feelings and body"],
  ["insight", "What became clearer"],
  ["meaning_action", "In ordinary life"],
  [SMALL_THING, "One small thing to try"],
  ["meaning_action.who", "Who could know about it"],
  [TRIED, "The small thing"],
  [HELD, "Did it hold?"],
  ["meaning_action.since", "What happened with it"],
  [THINGS[0], "To talk about"],
  [THINGS[1], "Second"],
  [THINGS[2], "Third"],
  ["for_therapist", "For my therapist"],
  [KEPT_TO_MYSELF, "Kept to myself"],
  ["looking_back", "Looking back"],
  ["schedule", "Schedule"],
  ["note", "Note"],
  ["what_helped", "What helped"],
  ["other", "Something else"],
  ...PLAN_PARTS.map(({ key, name }) => [key, name] as const),
  ["clinic", "Clinic"],
  ["clinic_number", "Its number"],
  ["urgent_number", "When the clinic is closed"],
  ["trusted", "Someone I trust"],
  ["trusted_number", "Their number"],
];

export function EntryWords({ text }: { text: Text }) {
  return (
    <>
      {FIELDS.map(([key, name]) =>
        text[key]?.trim() ? (
          <section class="section" key={key}>
            {name && <h2>{name}</h2>}
            <p class="written">{key === HELD ? labelOf(HELD_ANSWERS, text[key]) : text[key]}</p>
          </section>
        ) : null,
      )}
    </>
  );
}
