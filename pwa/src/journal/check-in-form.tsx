// The check-in of three taps (domain.md 3.1), with the extras folded away.
import { type Signal, signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { go } from "../router.tsx";
import { toField } from "../time.ts";
import { Field, TextArea } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { Scale } from "../ui/scale.tsx";
import { Folded, Notice } from "../ui/surfaces.tsx";
import { choiceOf } from "./belonging.ts";
import type { CheckIn } from "./entry.ts";
import { numberWithin, typed } from "./numbers.ts";
import { sleepWarning } from "./soft-warnings.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const SLEEP_HOURS = { least: 0, most: 24, step: 0.25 };
const MOST_NOTE_CHARACTERS = 500;
/** At or below it the way to support is offered, without alarm (domain.md 3.1). */
const VERY_LOW_MOOD = 1;

export function CheckInPage() {
  return <CheckInForm editing={null} />;
}

export function CheckInForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const missing = (answer: Signal<number | null>) =>
    asked.value && answer.value === null ? "Choose the number that fits best." : null;
  const sleep = numberWithin(fields.sleepHours.value, SLEEP_HOURS);
  const late = whenMistake(fields.when.value);

  return (
    <WritingForm
      heading="Three taps are enough."
      open="Whoever runs the server can read these numbers. They cannot read your note."
      name="check_in"
      editing={editing}
      fields={fields}
      compose={() => {
        asked.value = true;
        const facts = factsOf(fields, sleep);
        const note = fields.note.value;
        if (!facts || late || note.length > MOST_NOTE_CHARACTERS) return null;
        return { facts, text: { note } };
      }}
      {...(!editing && { onSaved: () => thenToday(fields.mood.value) })}
    >
      <Scale
        question="How is your mood right now?"
        ends={["worst", "best"]}
        bind={fields.mood}
        mistake={missing(fields.mood)}
      />
      <Scale
        question="How anxious or on edge?"
        ends={["not at all", "extremely"]}
        bind={fields.anxiety}
        mistake={missing(fields.anxiety)}
      />
      <Scale
        question="How much energy?"
        ends={["none", "a lot"]}
        bind={fields.energy}
        mistake={missing(fields.energy)}
      />
      <div>
        <Folded summary="Sleep, pain, a note" open={hasExtras(fields)}>
          <Field
            label="Hours of sleep last night"
            inputMode="decimal"
            bind={fields.sleepHours}
            mistake={
              sleep === undefined ? "Give hours from 0 to 24, in quarters: 7.25 or 7.5." : null
            }
          />
          {typeof sleep === "number" && sleepWarning(sleep) && (
            <Notice kind="gentle" announced>
              <p>{sleepWarning(sleep)}</p>
            </Notice>
          )}
          <Scale
            question="How good was it?"
            ends={["very bad", "very good"]}
            bind={fields.sleepQuality}
            optional
          />
          <Scale question="Pain" ends={["none", "worst"]} bind={fields.pain} optional />
          <Scale
            question="Felt connected to people"
            ends={["not at all", "very much"]}
            bind={fields.connected}
            optional
          />
          <TextArea
            label="One word, or a note"
            bind={fields.note}
            most={MOST_NOTE_CHARACTERS}
            rows={2}
          />
        </Folded>
        <When bind={fields.when} mistake={late} />
      </div>
    </WritingForm>
  );
}

type CheckInFields = ReturnType<typeof fieldsOf>;

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "check_in" ? editing.entry.facts : null;
  return {
    mood: signal<number | null>(before?.mood ?? null),
    anxiety: signal<number | null>(before?.anxiety ?? null),
    energy: signal<number | null>(before?.energy ?? null),
    sleepHours: signal(typed(before?.sleep_hours ?? null)),
    sleepQuality: signal<number | null>(before?.sleep_quality ?? null),
    pain: signal<number | null>(before?.pain ?? null),
    connected: signal<number | null>(before?.connected ?? null),
    note: signal(editing?.text.note ?? ""),
    session: signal(choiceOf(editing?.entry ?? null)),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  };
}

/** Null while one of the three is missing or the hours are no hours. */
function factsOf(fields: CheckInFields, sleep: number | null | undefined): CheckIn | null {
  const mood = fields.mood.value;
  const anxiety = fields.anxiety.value;
  const energy = fields.energy.value;
  if (mood === null || anxiety === null || energy === null || sleep === undefined) return null;
  return {
    kind: "check_in",
    mood,
    anxiety,
    energy,
    sleep_hours: sleep,
    sleep_quality: fields.sleepQuality.value,
    pain: fields.pain.value,
    connected: fields.connected.value,
  };
}

function hasExtras(fields: CheckInFields): boolean {
  const { sleepHours, sleepQuality, pain, connected, note } = fields;
  return (
    sleepHours.value !== "" ||
    note.value !== "" ||
    [sleepQuality, pain, connected].some((answer) => answer.value !== null)
  );
}

function thenToday(mood: number | null): void {
  if (mood !== null && mood <= VERY_LOW_MOOD) {
    say("Saved on this phone. Would you like to see support options?", {
      label: "See support",
      what: "/help",
    });
  } else say("Saved on this phone.");
  go("/", true);
}
