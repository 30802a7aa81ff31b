// The opened words of an entry, as they were written. They are text and nothing else: no markup.
import { PLAN_PARTS } from "../safety/plan.ts";
import type { Text } from "./entry.ts";

const FIELDS: readonly (readonly [key: string, name: string | null])[] = [
  ["first_capture", null],
  ["preparation.intention", "Intention"],
  ["preparation.what_helps", "What helps when it is too much"],
  ["preparation.who", "Who drives, who is there"],
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
            <p class="written">{text[key]}</p>
          </section>
        ) : null,
      )}
    </>
  );
}
