// The questions of one moment after a session, with what was written earlier beside them.
import { type Signal, signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useParams, useQuery } from "../router.tsx";
import { toField } from "../time.ts";
import { Choice } from "../ui/choice.tsx";
import { TextArea } from "../ui/field.tsx";
import { NotFoundPage } from "../ui/lost-pages.tsx";
import { choiceOf } from "./belonging.ts";
import { isBlank, type Text } from "./entry.ts";
import { lastAnswer } from "./handed-back.ts";
import { HandedBack } from "./handed-back-card.tsx";
import { HELD, HELD_ANSWERS, MOMENTS, type Moment, SMALL_THING, TRIED } from "./sections.ts";
import { useNow } from "./use-now.ts";
import { useWritten } from "./use-written.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

export function MomentPage() {
  const { moment = "" } = useParams();
  if (!Object.hasOwn(MOMENTS, moment)) return <NotFoundPage />;
  return <MomentForm moment={moment as Moment} editing={null} />;
}

export function MomentForm({ moment, editing }: { moment: Moment; editing: Editing }) {
  const asked = useQuery();
  const fields = useMemo(
    () => fieldsOf(moment, asked.get("session"), editing),
    [moment, asked.get("session"), editing],
  );
  const tried = useSignal(false);
  const written = useWritten(useNow());
  const session = fields.session.value;
  const thing =
    editing?.text[TRIED] ??
    written?.find(({ entry }) => entry.id === asked.get("thing"))?.text[SMALL_THING] ??
    (written && lastAnswer(written, session, SMALL_THING)?.words) ??
    "";
  const { heading, hint, sections } = MOMENTS[moment];
  const answers = answersOf(moment, fields);
  const late = whenMistake(fields.when.value);
  const blank = isBlank(answers);

  return (
    <WritingForm
      heading={heading}
      hint={hint}
      name={asked.get("session") ? `${moment}/${session}` : moment}
      editing={editing}
      fields={fields}
      compose={() => {
        tried.value = true;
        if (blank || late || sections.some(({ key, most }) => (answers[key] ?? "").length > most)) {
          return null;
        }
        const text = { ...editing?.text, ...answers, ...(moment === "held" && { [TRIED]: thing }) };
        return { facts: { kind: "reflection" }, text };
      }}
    >
      {written && <HandedBack written={written} session={session} moment={moment} thing={thing} />}
      {moment === "held" && (
        <Choice question="Did it hold?" options={HELD_ANSWERS} bind={fields.held} optional />
      )}
      {sections.map(({ key, question, hint, most, rows }, at) => (
        <div key={key} class={rows > 1 ? "roomy" : undefined}>
          <TextArea
            label={question}
            hint={hint}
            bind={fields[key] as Signal<string>}
            most={most}
            rows={rows}
            mistake={tried.value && blank && at === 0 ? "Answer one question, then save." : null}
          />
        </div>
      ))}
      {moment === "therapist" && !editing && (
        <p>
          Something you would rather keep to yourself for now?{" "}
          <a href={`/moment/mine?session=${session}`}>Write it down for yourself</a>
        </p>
      )}
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

type MomentFields = ReturnType<typeof fieldsOf>;

function fieldsOf(moment: Moment, session: string | null, editing: Editing) {
  const boxes: Record<string, Signal<string>> = {};
  for (const { key } of MOMENTS[moment].sections) boxes[key] = signal(editing?.text[key] ?? "");
  return {
    ...boxes,
    held: signal<string | null>(editing?.text[HELD] ?? null),
    session: signal(editing ? choiceOf(editing.entry) : (session ?? choiceOf(null))),
    when: signal(editing ? toField(editing.entry.occurred_at) : ""),
  } as Record<string, Signal<string>> & {
    held: Signal<string | null>;
    session: Signal<string>;
    when: Signal<string>;
  };
}

function answersOf(moment: Moment, fields: MomentFields): Text {
  const boxes = MOMENTS[moment].sections.map(({ key }) => [key, fields[key]?.value ?? ""]);
  const held = moment === "held" && { [HELD]: fields.held.value ?? "" };
  return { ...Object.fromEntries(boxes), ...held };
}
