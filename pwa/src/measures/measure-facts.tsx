// A filled-in questionnaire: the total in words, then every item with its answer, as it was asked.
import { answer } from "../journal/effect-words.ts";
import type { Measure } from "../journal/entry.ts";
import { Answers, tierRow } from "../journal/entry-facts.tsx";
import { ACTING } from "../safety/signs.ts";
import { useQuestionnaires, wordingOf } from "./known.ts";
import { answerOf, clusterTotals, type Questionnaire, textOf } from "./questionnaire.ts";
import { cutInWords, totalInWords } from "./score-words.ts";
import "./measures.css";

interface MeasureFactsProps {
  facts: Measure;
  /** As somebody else reads it: then the answer to the safety item stands apart from the total. */
  shared: boolean;
}

export function MeasureFacts({ facts, shared }: MeasureFactsProps) {
  const known = useQuestionnaires();
  if (!known) return null;
  const asked = wordingOf(known, facts);
  if (!asked) return <NotKnown facts={facts} />;
  const cut = cutInWords(asked);
  return (
    <div class="section measure" lang={asked.language}>
      <Answers
        rows={[
          ["Total", totalInWords(asked, facts)],
          ...clusterRows(asked, facts),
          tierRow(facts.tier),
        ]}
      />
      {shared && <Apart asked={asked} facts={facts} />}
      <p class="quiet">
        {cut && `${cut} `}A total is not a diagnosis.
        {facts.early && ` ${earlyInWords(asked)}`}
      </p>
      <Items asked={asked} facts={facts} />
      <p class="quiet">{asked.licence}</p>
    </div>
  );
}

function Items({ asked, facts }: { asked: Questionnaire; facts: Measure }) {
  return (
    <section class="section">
      <h2>{asked.recall}</h2>
      <ol class="asked">
        {asked.items.map((item, at) => (
          <li key={textOf(item)}>
            <p>{textOf(item)}</p>
            <Answer words={answerOf(asked, at + 1, facts.items[at] ?? null)} />
          </li>
        ))}
      </ol>
      {asked.difficulty && (
        <div>
          <p>{asked.difficulty.text}</p>
          <Answer
            words={
              facts.difficulty === null
                ? null
                : (asked.difficulty.answers[facts.difficulty] ?? null)
            }
          />
        </div>
      )}
    </section>
  );
}

function Answer({ words }: { words: string | null }) {
  return <p>{words ? <strong>{words}</strong> : <span class="quiet">No answer</span>}</p>;
}

/** Domain.md 3.4, rule 8. It is said as it was answered, 0 like any other. */
function Apart({ asked, facts }: { asked: Questionnaire; facts: Measure }) {
  if (asked.safety_item === null) return null;
  const item = asked.items[asked.safety_item - 1];
  const given = facts.items[asked.safety_item - 1] ?? null;
  return (
    <section class="section">
      <h2>Item {asked.safety_item}, apart from the total</h2>
      <p>{item && textOf(item)}</p>
      <Answer words={answerOf(asked, asked.safety_item, given)} />
      {facts.acting && (
        <>
          <p>Are you thinking of acting on these thoughts now?</p>
          <Answer words={answer(ACTING, facts.acting)} />
        </>
      )}
    </section>
  );
}

function clusterRows(asked: Questionnaire, { items }: Measure) {
  return clusterTotals(asked, items).map((total, at) => {
    const cluster = asked.clusters[at];
    const [first, last] = [cluster?.items[0], cluster?.items.at(-1)];
    return [
      `Cluster ${cluster?.name}, items ${first} to ${last}`,
      String(total ?? "none"),
    ] as const;
  });
}

function earlyInWords({ gap_days }: Questionnaire): string {
  return `Filled in sooner than ${gap_days} days from another one: the times that they ask about overlap.`;
}

/** The operator's own, on a device that has not met the server since it was added. */
function NotKnown({ facts }: { facts: Measure }) {
  return (
    <div class="section">
      <Answers
        rows={[
          ["Total", facts.total === null ? "none" : String(facts.total)],
          // Apart from the total in any wording (3.4, rule 8).
          ["Item 9", facts.instrument === "phq_9" ? itemNine(facts) : null],
        ]}
      />
      <p class="quiet">
        The wording of this questionnaire is not on this device. It comes with the next connection.
      </p>
    </div>
  );
}

function itemNine({ items }: Measure): string {
  return `${items[8] ?? "no answer"} (of 0 to 3)`;
}
