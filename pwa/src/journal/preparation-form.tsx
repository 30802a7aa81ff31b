// Before a session (domain.md 4.2): what to bring to it, how worried, what helps, and who is there.
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useQuery } from "../router.tsx";
import { toField } from "../time.ts";
import { TextArea } from "../ui/field.tsx";
import { Scale } from "../ui/scale.tsx";
import { YesNo } from "../ui/yes-no.tsx";
import { isBlank, type Preparation } from "./entry.ts";
import { NumberField } from "./number-field.tsx";
import { numberWithin, typed } from "./numbers.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

/** Domain.md 1.9. */
const QUIET_MIN = { least: 0, most: 600, step: 1 };
const MOST_INTENTION_CHARACTERS = 1000;
const MOST_CHARACTERS = 2000;

export function PreparationPage() {
  return <PreparationForm editing={null} />;
}

export function PreparationForm({ editing }: { editing: Editing }) {
  const session = useQuery().get("session");
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const late = whenMistake(fields.when.value);
  const facts = factsOf(fields);
  const text = textOf(fields);
  const blank = facts !== null && isNothing(facts) && isBlank(text);

  return (
    <WritingForm
      heading="Before your session."
      hint="Answer what you like, and leave the rest."
      open="Whoever runs the server can read the numbers and the yes or no. They cannot read your words."
      name={session ? `preparation/${session}` : "preparation"}
      session={session}
      editing={editing}
      fields={fields}
      compose={() => {
        asked.value = true;
        const long =
          text["preparation.intention"].length > MOST_INTENTION_CHARACTERS ||
          text["preparation.what_helps"].length > MOST_CHARACTERS ||
          text["preparation.who"].length > MOST_CHARACTERS;
        if (!facts || blank || late || long) return null;
        return { facts, text: { ...editing?.text, ...text } };
      }}
    >
      <TextArea
        label="What would you like to bring or ask of this session?"
        bind={fields.intention}
        most={MOST_INTENTION_CHARACTERS}
        rows={2}
        mistake={
          asked.value && blank ? "Answer one question, whichever you like, then save." : null
        }
      />
      <Scale
        question="How worried are you?"
        ends={["not at all", "extremely"]}
        bind={fields.worry}
        optional
      />
      <TextArea
        label="What helps you when things feel like too much?"
        bind={fields.whatHelps}
        most={MOST_CHARACTERS}
        rows={2}
      />
      <NumberField
        label="Meditation or quiet time, in minutes"
        bind={fields.minutes}
        limits={QUIET_MIN}
        mistake="Give whole minutes from 0 to 600, or leave it blank."
      />
      <YesNo question="Is your ride there arranged?" bind={fields.rideThere} />
      <YesNo question="Is your ride home arranged?" bind={fields.rideHome} />
      <YesNo question="Is somebody with you afterwards?" bind={fields.company} />
      <TextArea
        label="Who drives, who is with you"
        bind={fields.who}
        most={MOST_CHARACTERS}
        rows={1}
      />
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

type PreparationFields = ReturnType<typeof fieldsOf>;

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "preparation" ? editing.entry.facts : null;
  return {
    intention: signal(editing?.text["preparation.intention"] ?? ""),
    worry: signal(before?.worry ?? null),
    whatHelps: signal(editing?.text["preparation.what_helps"] ?? ""),
    minutes: signal(typed(before?.meditation_min ?? null)),
    rideThere: signal(before?.ride_there ?? null),
    rideHome: signal(before?.ride_home ?? null),
    company: signal(before?.company ?? null),
    who: signal(editing?.text["preparation.who"] ?? ""),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}

/** Null while the minutes are none. */
function factsOf(fields: PreparationFields): Preparation | null {
  const minutes = numberWithin(fields.minutes.value, QUIET_MIN);
  if (minutes === undefined) return null;
  return {
    kind: "preparation",
    worry: fields.worry.value,
    meditation_min: minutes,
    ride_there: fields.rideThere.value,
    ride_home: fields.rideHome.value,
    company: fields.company.value,
  };
}

function textOf({ intention, whatHelps, who }: PreparationFields) {
  return {
    "preparation.intention": intention.value,
    "preparation.what_helps": whatHelps.value,
    "preparation.who": who.value,
  };
}

function isNothing({ kind, ...answers }: Preparation): boolean {
  return Object.values(answers).every((answer) => answer === null);
}
