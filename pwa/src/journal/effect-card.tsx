// The questions about one effect: how strong, how much in the way, and the rest folded away.
import { type ReadonlySignal, type Signal, useComputed } from "@preact/signals";
import { X } from "lucide";
import { useMemo } from "preact/hooks";
import { EmergencyLine } from "../safety/emergency-line.tsx";
import { FollowUp } from "../safety/urgent-signs.tsx";
import type { Bind } from "../ui/bind.ts";
import { Button } from "../ui/button.tsx";
import { Choice, type Option } from "../ui/choice.tsx";
import { Field } from "../ui/field.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { BEGINNINGS, INTERFERENCES, SEVERITIES } from "./effect-words.ts";
import { type EffectsFields, isEmergency, type Row } from "./effects-fields.ts";
import { effectName } from "./summary.ts";
import { whenMistake } from "./when.tsx";

const YES_NO: readonly Option<boolean>[] = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];

interface EffectCardProps {
  fields: EffectsFields;
  slug: string;
  /** Saving was tried: what is missing is said. */
  asked: boolean;
}

export function EffectCard({ fields, slug, asked }: EffectCardProps) {
  const { rows, signs } = fields;
  const row = useComputed(() => rows.value.find((row) => row.slug === slug));
  const answers = useMemo(() => answersOf(rows, row, slug), [rows, slug]);
  if (!row.value) return null;
  const name = effectName({ slug });
  const { severity, still_there, ended } = row.value;
  const emergency = isEmergency(slug);
  return (
    <fieldset class="card effect">
      <legend class="hidden-but-read">{name}</legend>
      <div class="named">
        <strong aria-hidden="true">{name}</strong>
        <Button
          kind="quiet"
          icon={X}
          onClick={() => {
            rows.value = rows.value.filter((row) => row.slug !== slug);
          }}
        >
          Remove<span class="hidden-but-read"> {name}</span>
        </Button>
      </div>
      {emergency && severity !== 0 && <EmergencyLine suicide={slug === "suicidal"} />}
      {severity !== 0 && <FollowUp slug={slug} signs={signs} warned={emergency} />}
      <Choice
        question="How strong is it?"
        options={SEVERITIES}
        bind={answers.severity}
        layout="columns"
        // Of an emergency it matters that it is there, and not how strong it is.
        optional={emergency}
        mistake={
          asked && severity === null && !emergency ? "Choose how strong it is, or remove it." : null
        }
      />
      {severity !== null && severity > 0 && (
        <Choice
          question="How much does it get in the way?"
          options={INTERFERENCES}
          bind={answers.interference}
          layout="stacked"
          optional
        />
      )}
      <Folded summary="When it began, and whether it is still there">
        <Choice
          question="It began, seen from the session"
          options={BEGINNINGS}
          bind={answers.began}
          optional
        />
        <Choice
          question="Is it still there?"
          options={YES_NO}
          bind={answers.still_there}
          optional
        />
        {still_there === false && (
          <Field
            label="When did it end?"
            type="datetime-local"
            bind={answers.ended}
            mistake={whenMistake(ended)}
          />
        )}
        <Choice
          question="Have you told the clinic?"
          options={YES_NO}
          bind={answers.told_clinic}
          optional
        />
      </Folded>
    </fieldset>
  );
}

type Answers = { [Question in keyof Omit<Row, "slug">]: Bind<Row[Question]> };

/** Each question of a row as something that a choice can bind to. */
function answersOf(
  rows: Signal<Row[]>,
  row: ReadonlySignal<Row | undefined>,
  slug: string,
): Answers {
  const answer = <Question extends keyof Answers>(
    question: Question,
    blank: Row[Question],
  ): Bind<Row[Question]> => ({
    get value() {
      return row.value ? row.value[question] : blank;
    },
    set value(given: Row[Question]) {
      rows.value = rows.value.map((row) =>
        row.slug === slug ? { ...row, [question]: given } : row,
      );
    },
  });
  return {
    severity: answer("severity", null),
    interference: answer("interference", null),
    began: answer("began", null),
    still_there: answer("still_there", null),
    ended: answer("ended", ""),
    told_clinic: answer("told_clinic", null),
  };
}
