// The opened words of an entry, as they were written. They are text and nothing else: no markup.
import type { Text } from "./entry.ts";

const FIELDS: readonly [key: string, name: string | null][] = [
  ["first_capture", null],
  ["note", "Note"],
  ["what_helped", "What helped"],
  ["other", "Something else"],
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
