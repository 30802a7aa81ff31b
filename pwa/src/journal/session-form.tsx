// A treatment session, planned or done; all but its date may stay blank.
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useStored } from "../stored.ts";
import { fromField, localDay, toField, withOffset } from "../time.ts";
import { Choice, type Option } from "../ui/choice.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Notice } from "../ui/surfaces.tsx";
import type { Session } from "./entry.ts";
import { numberWithin, typed } from "./numbers.ts";
import { PRODUCTS, ROUTES } from "./session-words.ts";
import { isSession } from "./sessions-near.ts";
import { sessionWarnings } from "./soft-warnings.ts";
import { whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const DOSE_MG = { least: 0.001, most: 1000, step: null };
const DURATION_MIN = { least: 1, most: 720, step: 1 };
const MOST_NOTE_CHARACTERS = 2000;

const STAGES: readonly Option<"done" | "planned">[] = [
  { value: "done", label: "It took place" },
  { value: "planned", label: "It is planned" },
];

export function SessionPage() {
  return <SessionForm editing={null} />;
}

export function SessionForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const planned = fields.stage.value === "planned";
  const dose = numberWithin(fields.dose.value, DOSE_MG);
  const minutes = numberWithin(fields.minutes.value, DURATION_MIN);
  const late = dateMistake(fields.when.value, planned);
  const another = useAnotherThatDay(fields.when.value, editing?.entry.id ?? null);

  const compose = () => {
    asked.value = true;
    const stage = fields.stage.value;
    const note = fields.note.value;
    const wrong = late !== null || dose === undefined || minutes === undefined;
    if (stage === null || wrong || note.length > MOST_NOTE_CHARACTERS) return null;
    const facts: Session = {
      kind: "session",
      planned,
      route: fields.route.value,
      product: fields.product.value,
      dose_mg: dose,
      duration_min: minutes,
    };
    return { facts, text: { note } };
  };

  return (
    <WritingForm
      heading={planned ? "When is your session?" : "When was your session?"}
      hint="Only the date and time are needed."
      open="Whoever runs the server can read when your session is and these details. They cannot read your note."
      name="session"
      editing={editing}
      fields={fields}
      compose={compose}
    >
      <Choice
        question="Has it taken place?"
        options={STAGES}
        bind={fields.stage}
        mistake={asked.value && fields.stage.value === null ? "Choose one of the two." : null}
      />
      <Field
        label={planned ? "When does it start?" : "When did it start?"}
        type="datetime-local"
        bind={fields.when}
        mistake={asked.value || fields.when.value !== "" ? late : null}
      />
      <Select label="How was it given?" options={ROUTES} bind={fields.route} blank="Leave blank" />
      <Choice question="What was given?" options={PRODUCTS} bind={fields.product} optional />
      <Field
        label="Dose in mg"
        inputMode="decimal"
        bind={fields.dose}
        mistake={
          dose === undefined ? "Give a number above 0 and up to 1000, or leave it blank." : null
        }
      />
      <Field
        label="How long it took, in minutes"
        inputMode="numeric"
        bind={fields.minutes}
        mistake={
          minutes === undefined ? "Give whole minutes from 1 to 720, or leave it blank." : null
        }
      />
      <Warnings fields={fields} dose={dose ?? null} minutes={minutes ?? null} another={another} />
      <TextArea label="Anything to note" bind={fields.note} most={MOST_NOTE_CHARACTERS} rows={2} />
    </WritingForm>
  );
}

type SessionFields = ReturnType<typeof fieldsOf>;

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "session" ? editing.entry.facts : null;
  const stage = before && (before.planned ? "planned" : "done");
  return {
    stage: signal<"done" | "planned" | null>(stage),
    // Now is where the picker starts; it is a question with an answer, unlike a blank.
    when: signal(toField(editing?.entry.occurred_at ?? withOffset())),
    route: signal(before?.route ?? null),
    product: signal(before?.product ?? null),
    dose: signal(typed(before?.dose_mg ?? null)),
    minutes: signal(typed(before?.duration_min ?? null)),
    note: signal(editing?.text.note ?? ""),
  };
}

function dateMistake(field: string, planned: boolean): string | null {
  if (field === "") return "Give the date and the time.";
  const mistake = whenMistake(field, planned);
  if (mistake === "That time has not come yet.") {
    return "That time has not come yet. Choose “It is planned”, or another time.";
  }
  return mistake;
}

function useAnotherThatDay(field: string, self: string | null): boolean {
  const at = fromField(field);
  const day = at && localDay(at);
  const sessions = useStored(async (tx) => (day ? await tx.entriesBetween(day, day) : []), [day]);
  return (sessions ?? []).some((entry) => isSession(entry) && entry.id !== self);
}

/** Questions back, never a refusal. */
function Warnings(props: {
  fields: SessionFields;
  dose: number | null;
  minutes: number | null;
  another: boolean;
}) {
  const { fields, dose, minutes, another } = props;
  const session = {
    route: fields.route.value,
    product: fields.product.value,
    dose_mg: dose,
    duration_min: minutes,
  };
  const warnings = sessionWarnings(session, another);
  return (
    <div aria-live="polite" class="section">
      {warnings.map((words) => (
        <Notice key={words} kind="gentle">
          <p>{words}</p>
        </Notice>
      ))}
    </div>
  );
}
