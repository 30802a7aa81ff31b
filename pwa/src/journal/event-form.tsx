// Another change in a life, so that nothing is put down to a session alone (domain.md 5.3).
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { toField } from "../time.ts";
import { Choice } from "../ui/choice.tsx";
import { TextArea } from "../ui/field.tsx";
import { HAPPENINGS } from "./session-words.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const MOST_NOTE_CHARACTERS = 2000;

export function EventPage() {
  return <EventForm editing={null} />;
}

export function EventForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const late = whenMistake(fields.when.value);
  return (
    <WritingForm
      heading="What else changed?"
      hint="A medicine, an illness, something in your life. Trends will show it beside your sessions."
      open="Whoever runs the server can read which of these it was and when. They cannot read your note."
      name="event"
      editing={editing}
      fields={fields}
      compose={() => {
        asked.value = true;
        const what = fields.what.value;
        const note = fields.note.value;
        if (what === null || late || note.length > MOST_NOTE_CHARACTERS) return null;
        return { facts: { kind: "event", what }, text: { note } };
      }}
    >
      <Choice
        question="What was it?"
        layout="stacked"
        options={HAPPENINGS}
        bind={fields.what}
        mistake={
          asked.value && fields.what.value === null ? "Choose the one that fits best." : null
        }
      />
      <TextArea label="Anything to note" bind={fields.note} most={MOST_NOTE_CHARACTERS} rows={2} />
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "event" ? editing.entry.facts : null;
  return {
    what: signal(before?.what ?? null),
    note: signal(editing?.text.note ?? ""),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}
