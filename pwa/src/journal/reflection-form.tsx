// The first words after a session, or any others: one large box, nothing required but a word.
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { toField } from "../time.ts";
import { TextArea } from "../ui/field.tsx";
import { choiceOf } from "./belonging.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const MOST_CHARACTERS = 20_000;

export function ReflectionPage() {
  return <ReflectionForm editing={null} />;
}

export function ReflectionForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const blank = fields.words.value.trim() === "";
  const late = whenMistake(fields.when.value);

  return (
    <WritingForm
      heading="What would you like to keep?"
      hint="A few words are enough, no sentences needed."
      name="reflection"
      editing={editing}
      fields={fields}
      compose={() => {
        asked.value = true;
        const words = fields.words.value;
        if (blank || late || words.length > MOST_CHARACTERS) return null;
        // Words kept from another device say where they came from; that stays with them.
        const text = { ...editing?.text, first_capture: words };
        return { facts: { kind: "reflection" }, text };
      }}
    >
      <div class="large-box">
        <TextArea
          label="Your words"
          labelHidden
          bind={fields.words}
          most={MOST_CHARACTERS}
          rows={8}
          mistake={asked.value && blank ? "Write a word or two, then save." : null}
        />
      </div>
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

function fieldsOf(editing: Editing) {
  return {
    words: signal(editing?.text.first_capture ?? ""),
    session: signal(choiceOf(editing?.entry ?? null)),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}
