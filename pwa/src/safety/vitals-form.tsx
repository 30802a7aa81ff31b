// A reading: blood pressure, heart rate, breaths, oxygen. Whatever was measured, and nothing that was not.
import "./help.css";
import { type Signal, signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { choiceOf } from "../journal/belonging.ts";
import type { Vitals } from "../journal/entry.ts";
import { NumberField } from "../journal/number-field.tsx";
import { type Limits, numberWithin, typed } from "../journal/numbers.ts";
import { When, whenMistake } from "../journal/when.tsx";
import { type Editing, WritingForm } from "../journal/writing-form.tsx";
import { toField } from "../time.ts";
import type { Bind } from "../ui/bind.ts";
import { Choice, type Option } from "../ui/choice.tsx";
import { Mistake, TextArea } from "../ui/field.tsx";
import { Several } from "../ui/several.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { READING_SIGNS, type ReadingSign } from "./signs.ts";
import { useTier } from "./use-tier.tsx";
import { asksForSigns, readingMistake, readingWarnings } from "./vitals-rules.ts";

const MOST_NOTE_CHARACTERS = 500;
/** The hard limits of domain.md 1.9. */
const LIMITS = {
  systolic: whole(50, 300),
  diastolic: whole(20, 200),
  heart_rate: whole(20, 250),
  breaths: whole(3, 70),
  spo2: whole(50, 100),
  minutes: whole(0, 24 * 60),
};

const SIDES: readonly Option<"after" | "before">[] = [
  { value: "after", label: "After the dose" },
  { value: "before", label: "Before the dose" },
];

export function VitalsPage() {
  return <VitalsForm editing={null} />;
}

export function VitalsForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const { judge, onSaved, message } = useTier(editing);
  const late = whenMistake(fields.when.value);
  const facts = factsOf(fields);
  const wrong = facts && readingMistake(facts);
  const sideless = fields.minutes.value.trim() !== "" && fields.side.value === null;
  const compose = () => {
    asked.value = true;
    const note = fields.note.value;
    if (!facts || wrong || sideless || late || note.length > MOST_NOTE_CHARACTERS) return null;
    return { facts, text: { note } };
  };
  if (message) return message;
  return (
    <WritingForm
      heading="What did you measure?"
      hint="Fill in what you have."
      open="Whoever runs the server can read these numbers and answers. They cannot read your note."
      name="vitals"
      editing={editing}
      fields={fields}
      compose={compose}
      judge={judge}
      onSaved={onSaved}
    >
      <fieldset class="section">
        <legend class="hidden-but-read">Your reading</legend>
        <div class="pair">
          <Reading label="Upper number" of="systolic" fields={fields} />
          <Reading label="Lower number" of="diastolic" fields={fields} />
        </div>
        <Reading label="Heart rate, at rest, a minute" of="heart_rate" fields={fields} />
        <Reading label="Breaths a minute" of="breaths" fields={fields} />
        <Reading label="Oxygen (SpO₂) in percent" of="spo2" fields={fields} />
        <Mistake words={asked.value ? wrong : null} />
      </fieldset>
      {facts && !wrong && <Asked facts={facts} signs={fields.signs} />}
      <div class="section">
        <NumberField
          label="Minutes from the dose"
          hint="Leave it blank if there was none that day."
          bind={fields.minutes}
          limits={LIMITS.minutes}
          mistake="Give whole minutes up to 1440, a day, or leave it blank."
        />
        {fields.minutes.value.trim() !== "" && (
          <Choice
            question="Which side of it?"
            options={SIDES}
            bind={fields.side}
            mistake={asked.value && sideless ? "Choose one of the two." : null}
          />
        )}
      </div>
      <TextArea label="Anything to note" bind={fields.note} most={MOST_NOTE_CHARACTERS} rows={2} />
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

interface ReadingProps {
  label: string;
  of: Exclude<keyof typeof LIMITS, "minutes">;
  fields: VitalsFields;
}

function Reading({ label, of, fields }: ReadingProps) {
  const { least, most } = LIMITS[of];
  return (
    <NumberField
      label={label}
      bind={fields[of]}
      limits={LIMITS[of]}
      mistake={`Give a whole number from ${least} to ${most}, or leave it blank.`}
    />
  );
}

/** What a number out of the ordinary has to be seen beside, and whether it is no typing mistake. */
function Asked({ facts, signs }: { facts: Vitals; signs: Bind<ReadingSign[]> }) {
  const warnings = readingWarnings(facts);
  return (
    <div class="section">
      {warnings.map((words) => (
        <Notice kind="gentle" announced key={words}>
          <p>{words}</p>
        </Notice>
      ))}
      {(asksForSigns(facts) || signs.value.length > 0) && (
        <Several question="Is any of this so now?" options={READING_SIGNS} bind={signs} />
      )}
    </div>
  );
}

type VitalsFields = ReturnType<typeof fieldsOf>;

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "vitals" ? editing.entry.facts : null;
  const minutes = before?.minutes_after_dose ?? null;
  const side: Signal<"after" | "before" | null> = signal(
    minutes === null ? null : minutes < 0 ? "before" : "after",
  );
  return {
    systolic: signal(typed(before?.systolic ?? null)),
    diastolic: signal(typed(before?.diastolic ?? null)),
    heart_rate: signal(typed(before?.heart_rate ?? null)),
    breaths: signal(typed(before?.breaths ?? null)),
    spo2: signal(typed(before?.spo2 ?? null)),
    minutes: signal(typed(minutes === null ? null : Math.abs(minutes))),
    side,
    signs: signal<ReadingSign[]>(before?.signs ?? []),
    note: signal(editing?.text.note ?? ""),
    session: signal(choiceOf(editing?.entry ?? null)),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}

/** Null while a field holds no number that is taken. */
function factsOf(fields: VitalsFields): Vitals | null {
  const numbers = {
    systolic: numberWithin(fields.systolic.value, LIMITS.systolic),
    diastolic: numberWithin(fields.diastolic.value, LIMITS.diastolic),
    heart_rate: numberWithin(fields.heart_rate.value, LIMITS.heart_rate),
    breaths: numberWithin(fields.breaths.value, LIMITS.breaths),
    spo2: numberWithin(fields.spo2.value, LIMITS.spo2),
    minutes: numberWithin(fields.minutes.value, LIMITS.minutes),
  };
  if (Object.values(numbers).includes(undefined)) return null;
  const { minutes, ...reading } = numbers as Record<keyof typeof numbers, number | null>;
  const before = fields.side.value === "before" && minutes !== null && minutes > 0;
  const minutes_after_dose = before ? -minutes : minutes;
  return { kind: "vitals", ...reading, minutes_after_dose, signs: fields.signs.value, tier: null };
}

function whole(least: number, most: number): Limits {
  return { least, most, step: 1 };
}
