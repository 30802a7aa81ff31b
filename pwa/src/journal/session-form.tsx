// A treatment session, planned or done; all but its date may stay blank.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useQuery } from "../router.tsx";
import { useStored } from "../stored.ts";
import { fromField, localDay } from "../time.ts";
import { Choice, type Option } from "../ui/choice.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { Select } from "../ui/select.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { NumberField } from "./number-field.tsx";
import { numberWithin } from "./numbers.ts";
import { SessionDetails } from "./session-details.tsx";
import {
  DOSE_MG,
  DOSE_MG_PER_KG,
  DURATION_MIN,
  factsOf,
  fieldsOf,
  type SessionFields,
} from "./session-fields.ts";
import { PRODUCTS, ROUTES } from "./session-words.ts";
import { isSession } from "./sessions-near.ts";
import { sessionWarnings } from "./soft-warnings.ts";
import { whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const MOST_NOTE_CHARACTERS = 2000;

const STAGES: readonly Option<"done" | "planned">[] = [
  { value: "done", label: "It took place" },
  { value: "planned", label: "It is planned" },
];

export function SessionPage() {
  return <SessionForm editing={null} />;
}

export function SessionForm({ editing }: { editing: Editing }) {
  const course = useQuery().get("course");
  const fields = useMemo(() => fieldsOf(editing, course), [editing]);
  const asked = useSignal(false);
  const planned = fields.stage.value === "planned";
  const late = dateMistake(fields.when.value, planned);

  const compose = () => {
    asked.value = true;
    const facts = factsOf(fields);
    const note = fields.note.value;
    const wrong = fields.stage.value === null || late !== null;
    if (wrong || !facts || note.length > MOST_NOTE_CHARACTERS) return null;
    return { facts, text: { note }, session: fields.course.value };
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
      <Select label="How is it given?" options={ROUTES} bind={fields.route} blank="Leave blank" />
      <Choice question="What is given?" options={PRODUCTS} bind={fields.product} optional />
      <NumberField
        label="Dose in mg"
        bind={fields.dose}
        limits={DOSE_MG}
        mistake="Give a number above 0 and up to 1000, or leave it blank."
      />
      <NumberField
        label="How long it took, in minutes"
        bind={fields.minutes}
        limits={DURATION_MIN}
        mistake="Give whole minutes from 1 to 720, or leave it blank."
      />
      <SessionDetails fields={fields} />
      <Warnings fields={fields} self={editing?.entry.id ?? null} />
      <TextArea label="Anything to note" bind={fields.note} most={MOST_NOTE_CHARACTERS} rows={2} />
    </WritingForm>
  );
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
function Warnings({ fields, self }: { fields: SessionFields; self: string | null }) {
  const another = useAnotherThatDay(fields.when.value, self);
  const session = {
    route: fields.route.value,
    product: fields.product.value,
    dose_mg: numberWithin(fields.dose.value, DOSE_MG) ?? null,
    dose_mg_per_kg: numberWithin(fields.perKg.value, DOSE_MG_PER_KG) ?? null,
    duration_min: numberWithin(fields.minutes.value, DURATION_MIN) ?? null,
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
