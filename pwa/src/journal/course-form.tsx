// A course of sessions: when it began, what is planned, in the person's own words. No pattern of
// sessions is the right one (domain.md 1.7).
import { signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { fromField, instant, localClock, localDay, withOffset } from "../time.ts";
import { Choice } from "../ui/choice.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { Several } from "../ui/several.tsx";
import { Notice } from "../ui/surfaces.tsx";
import type { Course, Indication } from "./entry.ts";
import { NumberField } from "./number-field.tsx";
import { numberWithin, typed } from "./numbers.ts";
import { INDICATIONS, PHASES } from "./session-words.ts";
import { plannedWarning } from "./soft-warnings.ts";
import { whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

/** Domain.md 1.9. */
const PLANNED = { least: 1, most: 200, step: 1 };
const MOST_SCHEDULE_CHARACTERS = 2000;

export function CoursePage() {
  return <CourseForm editing={null} />;
}

export function CourseForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const planned = numberWithin(fields.planned.value, PLANNED);
  const mistakes = dayMistakes(fields);
  const phaseless = asked.value && fields.phase.value === null;

  const compose = () => {
    asked.value = true;
    const schedule = fields.schedule.value;
    const phase = fields.phase.value;
    const wrong = mistakes.starts ?? mistakes.ends;
    if (phase === null || planned === undefined || wrong) return null;
    if (schedule.length > MOST_SCHEDULE_CHARACTERS) return null;
    // A day is a moment too: that of its beginning.
    fields.when.value = moment(fields.starts.value, editing?.entry.occurred_at ?? null);
    const facts: Course = {
      kind: "course",
      phase,
      planned_sessions: planned,
      ends_at: fields.ends.value === "" ? null : fromField(`${fields.ends.value}T23:59`),
      indications: [...fields.indications.value],
    };
    return { facts, text: { schedule } };
  };

  return (
    <WritingForm
      heading="What is your course of sessions?"
      hint="Sessions can then be noted as part of it. All of it can be changed later."
      open="Whoever runs the server can read these choices, numbers and days. They cannot read the schedule you write."
      name="course"
      editing={editing}
      fields={fields}
      compose={compose}
    >
      <Choice
        question="Which phase is it?"
        layout="stacked"
        options={PHASES}
        bind={fields.phase}
        mistake={phaseless ? "Choose the one that fits best." : null}
      />
      <Field
        label="First day"
        type="date"
        bind={fields.starts}
        mistake={asked.value ? mistakes.starts : null}
      />
      <NumberField
        label="How many sessions are planned?"
        bind={fields.planned}
        limits={PLANNED}
        mistake="Give a whole number from 1 to 200, or leave it blank."
      />
      <div aria-live="polite">
        {plannedWarning(planned ?? null) && (
          <Notice kind="gentle">
            <p>{plannedWarning(planned ?? null)}</p>
          </Notice>
        )}
      </div>
      <TextArea
        label="The schedule, in your own words"
        hint="For example: twice a week for a month, then as needed."
        bind={fields.schedule}
        most={MOST_SCHEDULE_CHARACTERS}
        rows={2}
      />
      <Several question="What is it for?" options={INDICATIONS} bind={fields.indications} />
      <Field
        label="Last day"
        hint="Leave it blank while it goes on."
        type="date"
        bind={fields.ends}
        mistake={mistakes.ends}
      />
    </WritingForm>
  );
}

function fieldsOf(editing: Editing) {
  const before = editing?.entry.facts.kind === "course" ? editing.entry.facts : null;
  const begun = editing?.entry.occurred_at ?? withOffset();
  return {
    phase: signal(before?.phase ?? null),
    starts: signal(localDay(begun)),
    planned: signal(typed(before?.planned_sessions ?? null)),
    schedule: signal(editing?.text.schedule ?? ""),
    indications: signal<Indication[]>(before?.indications ?? []),
    ends: signal(before?.ends_at ? localDay(before.ends_at) : ""),
    when: signal(""),
  };
}

function dayMistakes({ starts, ends }: ReturnType<typeof fieldsOf>) {
  const first = starts.value === "" ? null : fromField(`${starts.value}T00:00`);
  const last = ends.value === "" ? null : fromField(`${ends.value}T23:59`);
  const range = (at: string | null, field: string) =>
    at && whenMistake(`${field}T00:00`, true) ? "Give a day after 1 January 1990." : null;
  const backwards = first && last && instant(last) < instant(first);
  return {
    starts: first ? range(first, starts.value) : "Give the day on which it began, or will begin.",
    ends: backwards ? "The last day comes before the first." : range(last, ends.value),
  };
}

/** The day's beginning, or now; the moment as it was when the day is the same. */
function moment(day: string, before: string | null): string {
  if (before === null && day === localDay(withOffset())) return "";
  const clock = before !== null && localDay(before) === day ? localClock(before) : "00:00";
  return `${day}T${clock}`;
}
