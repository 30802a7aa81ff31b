// Filling in a questionnaire: every item in its own words, one under the other, nothing chosen beforehand.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { momentOf, When, whenMistake } from "../journal/when.tsx";
import { type Editing, WritingForm } from "../journal/writing-form.tsx";
import { go, useParams } from "../router.tsx";
import { SupportPage } from "../safety/support-page.tsx";
import { useStored } from "../stored.ts";
import { inSentence } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Choice } from "../ui/choice.tsx";
import { AtHand, Page } from "../ui/page.tsx";
import { say } from "../ui/said.tsx";
import { EmptyState, Notice } from "../ui/surfaces.tsx";
import { filledIn, type MeasureEntry, tooNear } from "./filled-in.ts";
import { offered, useQuestionnaires, wordingOf } from "./known.ts";
import { bindItem, factsOf, fieldsOf, type MeasureFields } from "./measure-fields.ts";
import { answersOf, leftOut, opensSupport, type Questionnaire, textOf } from "./questionnaire.ts";
import { unanswered } from "./score-words.ts";
import "./measures.css";

export function MeasurePage() {
  const { slug = "" } = useParams();
  const known = useQuestionnaires();
  if (!known) return null;
  const asked = offered(known).find((one) => one.slug === slug);
  return asked ? <Fill key={slug} asked={asked} editing={null} /> : <NotHerePage />;
}

export function MeasureForm({ editing }: { editing: Editing }) {
  const known = useQuestionnaires();
  const facts = editing?.entry.facts;
  if (!known || facts?.kind !== "measure") return null;
  const asked = wordingOf(known, facts);
  return asked ? <Fill asked={asked} editing={editing} /> : <NotHerePage />;
}

interface FillProps {
  asked: Questionnaire;
  editing: Editing;
}

function Fill({ asked, editing }: FillProps) {
  const { account } = useDevice();
  const entries = useStored(async (tx) =>
    (await tx.entriesOfKind("measure")).filter(({ author }) => author === account.id),
  );
  const fields = useMemo(() => fieldsOf(asked, editing), [asked.slug, editing]);
  const begun = useStored(async (tx) => (await tx.draftNames()).includes(`measure/${asked.slug}`));
  const saved = useSignal<Entry | null>(null);
  if (!entries || begun === undefined) return null;
  if (saved.value) return <SupportPage entry={saved.value} />;
  const near = tooNear(filledIn(entries, asked.slug), momentOf("", null), asked.gap_days);
  if (near && !fields.anyway.value && !begun) {
    return <SoonPage asked={asked} last={near} onAnyway={() => (fields.anyway.value = true)} />;
  }
  return (
    <Questions
      asked={asked}
      editing={editing}
      entries={entries}
      fields={fields}
      onSaved={(entry) => {
        const { facts } = entry;
        if (facts.kind === "measure" && opensSupport(asked, facts.items)) {
          saved.value = entry;
          return;
        }
        say("Saved on this phone.");
        go(`/entries/${entry.id}`, true);
      }}
    />
  );
}

interface QuestionsProps extends FillProps {
  entries: readonly Entry[];
  fields: MeasureFields;
  onSaved: (entry: Entry) => void;
}

function Questions({ asked, editing, entries, fields, onSaved }: QuestionsProps) {
  const tried = useSignal(false);
  const partly = useSignal(false);
  const late = whenMistake(fields.when.value);
  const open = leftOut(fields.items.value);
  const compose = () => {
    tried.value = true;
    if (late || (open > 0 && !partly.value)) return null;
    const at = momentOf(fields.when.value, editing?.entry.occurred_at ?? null);
    return { facts: factsOf(asked, fields, { entries, at, editing }), text: editing?.text ?? null };
  };
  return (
    <WritingForm
      heading={`${asked.title}: ${asked.items.length} questions.`}
      hint={asked.name}
      open="Whoever runs the server can read these answers and the total."
      name={`measure/${asked.slug}`}
      editing={editing}
      fields={{ ...fields }}
      compose={compose}
      onSaved={onSaved}
    >
      <div class="section measure" lang={asked.language}>
        {asked.language !== document.documentElement.lang && <OtherLanguage />}
        {asked.intro && <p>{asked.intro}</p>}
        <div class="section same-answers">
          <p class="recall">{asked.recall}</p>
          {asked.items.map((item, at) => (
            <Choice
              key={textOf(item)}
              question={`${at + 1}. ${textOf(item)}`}
              options={answersOf(asked, at + 1).map((label, step) => ({
                value: asked.lowest + step,
                label,
              }))}
              layout="stacked"
              bind={bindItem(fields, at)}
              optional
              mistake={tried.value && fields.items.value[at] === null ? "No answer yet." : null}
            />
          ))}
        </div>
        {asked.difficulty && (
          <Choice
            question={asked.difficulty.text}
            options={asked.difficulty.answers.map((label, value) => ({ value, label }))}
            layout="stacked"
            bind={fields.difficulty}
            optional
          />
        )}
      </div>
      <When bind={fields.when} mistake={late} />
      {tried.value && open > 0 && (
        <Notice announced>
          <p>
            So far {unanswered(open)}. Without it there is no total, and nothing is filled in for
            you.
          </p>
          <div class="buttons">
            <Button type="submit" onClick={() => (partly.value = true)}>
              Save without a total
            </Button>
          </div>
        </Notice>
      )}
      <p class="quiet" lang={asked.language}>
        {asked.licence}
      </p>
    </WritingForm>
  );
}

function OtherLanguage() {
  return (
    <Notice>
      <p>
        This questionnaire is shown in the language of its published wording: there is no published
        translation into yours here.
      </p>
    </Notice>
  );
}

interface SoonPageProps {
  asked: Questionnaire;
  last: MeasureEntry;
  onAnyway: () => void;
}

/** The minimum gap of domain.md 3.2: said once, and the person decides. */
function SoonPage({ asked, last, onAnyway }: SoonPageProps) {
  return (
    <Page heading={`You filled in the ${asked.title} ${inSentence(last.occurred_at)}.`}>
      <p>
        It looks back over a stretch of time, so two within {asked.gap_days} days tell of the same
        days. If you fill it in now, the entry will say so.
      </p>
      <p>How you feel right now fits into a check-in, as often as you like.</p>
      <AtHand>
        <LinkButton kind="primary" wide href="/check-in">
          Check in
        </LinkButton>
        <Button wide onClick={onAnyway}>
          Fill it in anyway
        </Button>
      </AtHand>
    </Page>
  );
}

function NotHerePage() {
  return (
    <Page heading="This questionnaire is not on this phone.">
      <EmptyState words="It comes with the next connection, or it is no longer offered here.">
        <LinkButton href="/measures">Go to the questionnaires</LinkButton>
      </EmptyState>
    </Page>
  );
}
