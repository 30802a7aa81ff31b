// Writing the safety plan: five boxes and two people, all of it optional and all of it sealed.
import { type Signal, signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Text } from "../journal/entry.ts";
import { type Editing, WritingForm } from "../journal/writing-form.tsx";
import { go } from "../router.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { dialled, PLAN_PARTS, planId } from "./plan.ts";

const MOST_PART_CHARACTERS = 4000;
const MOST_NAME_CHARACTERS = 100;

export function PlanForm({ editing }: { editing: Editing }) {
  const { account } = useDevice();
  const fields = useMemo(() => fieldsOf(editing?.text ?? {}), [editing]);
  const asked = useSignal(false);
  const wrong = (field: Signal<string>) =>
    asked.value && field.value.trim() !== "" && dialled(field.value) === null
      ? "Give a number that a phone can call: digits, spaces, and a plus in front if need be."
      : null;
  const compose = () => {
    asked.value = true;
    const { clinicNumber, urgentNumber, trustedNumber } = fields;
    const unfit = [clinicNumber, urgentNumber, trustedNumber].some(wrong);
    const long = PLAN_PARTS.some(({ key }) => fields[key].value.length > MOST_PART_CHARACTERS);
    return unfit || long ? null : { facts: { kind: "safety_plan" as const }, text: textOf(fields) };
  };
  return (
    <WritingForm
      heading="Write this on a good day, for a bad one."
      hint="Whatever you fill in is two taps away on every screen: Get help now, then Safety plan. Leave out what does not fit you."
      open="Whoever runs the server can see that you have a plan. They cannot read it."
      name="safety_plan"
      id={planId(account)}
      editing={editing}
      fields={fields}
      compose={compose}
      onSaved={() => {
        say("Saved on this phone.");
        go("/safety-plan", true);
      }}
    >
      {PLAN_PARTS.map(({ key, name, hint }) => (
        <TextArea
          key={key}
          label={name}
          hint={hint}
          bind={fields[key]}
          most={MOST_PART_CHARACTERS}
          rows={2}
        />
      ))}
      <div class="section">
        <h2>Your clinic</h2>
        <Field label="Its name" bind={fields.clinic} maxLength={MOST_NAME_CHARACTERS} />
        <Telephone label="Its number" bind={fields.clinicNumber} mistake={wrong} />
        <Telephone
          label="A number for when it is closed"
          hint="Many clinics name one. Ask yours."
          bind={fields.urgentNumber}
          mistake={wrong}
        />
      </div>
      <div class="section">
        <h2>Someone you trust</h2>
        <Field label="Their name" bind={fields.trusted} maxLength={MOST_NAME_CHARACTERS} />
        <Telephone label="Their number" bind={fields.trustedNumber} mistake={wrong} />
      </div>
    </WritingForm>
  );
}

interface TelephoneProps {
  label: string;
  hint?: string;
  bind: Signal<string>;
  mistake: (field: Signal<string>) => string | null;
}

function Telephone({ label, hint, bind, mistake }: TelephoneProps) {
  return (
    <Field
      label={label}
      hint={hint}
      bind={bind}
      mistake={mistake(bind)}
      inputMode="tel"
      autocomplete="off"
      maxLength={40}
    />
  );
}

type PlanFields = ReturnType<typeof fieldsOf>;

function fieldsOf(text: Text) {
  const field = (key: string) => signal(text[key] ?? "");
  return {
    warning_signs: field("warning_signs"),
    what_helps: field("what_helps"),
    people: field("people"),
    places: field("places"),
    numbers: field("numbers"),
    clinic: field("clinic"),
    clinicNumber: field("clinic_number"),
    urgentNumber: field("urgent_number"),
    trusted: field("trusted"),
    trustedNumber: field("trusted_number"),
    // A plan is of no day: the moment at which it was first written stays.
    when: signal(""),
  };
}

function textOf(fields: PlanFields): Text {
  return {
    ...Object.fromEntries(PLAN_PARTS.map(({ key }) => [key, fields[key].value])),
    clinic: fields.clinic.value,
    clinic_number: fields.clinicNumber.value,
    urgent_number: fields.urgentNumber.value,
    trusted: fields.trusted.value,
    trusted_number: fields.trustedNumber.value,
  };
}
