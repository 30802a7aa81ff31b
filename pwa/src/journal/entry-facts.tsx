// The facts of an entry, read back in the words in which they were asked.

import { inWords } from "../time.ts";
import { answer, BEGINNINGS, INTERFERENCES, SEVERITIES } from "./effect-words.ts";
import type { CheckIn, Entry, NoticedEffect, Session } from "./entry.ts";
import { productInWords, routeInWords } from "./session-words.ts";
import { effectName } from "./summary.ts";

/** Blank is left out: it is no answer. */
type Row = readonly [question: string, answer: string | null];

export function EntryFacts({ facts }: { facts: Entry["facts"] }) {
  if (facts.kind === "check_in") return <Answers rows={checkInRows(facts)} />;
  if (facts.kind === "session") return <Answers rows={sessionRows(facts)} />;
  if (facts.kind !== "effects") return null;
  return (
    <div class="section">
      {facts.effects.map((effect) => (
        <section class="section" key={effect.slug}>
          <h2>{effectName(effect)}</h2>
          <Answers rows={effectRows(effect)} />
        </section>
      ))}
    </div>
  );
}

function Answers({ rows }: { rows: readonly Row[] }) {
  const answered = rows.filter(([, words]) => words !== null);
  if (answered.length === 0) return null;
  return (
    <dl class="answers">
      {answered.map(([question, words]) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd class="numbers">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function checkInRows(facts: CheckIn): Row[] {
  return [
    ["Mood", outOfTen(facts.mood)],
    ["Anxious or on edge", outOfTen(facts.anxiety)],
    ["Energy", outOfTen(facts.energy)],
    ["Sleep", facts.sleep_hours === null ? null : `${facts.sleep_hours} hours`],
    ["How good it was", outOfTen(facts.sleep_quality)],
    ["Pain", outOfTen(facts.pain)],
    ["Connected to people", outOfTen(facts.connected)],
  ];
}

function sessionRows(facts: Session): Row[] {
  return [
    ["It", facts.planned ? "is planned" : "took place"],
    ["How it was given", routeInWords(facts.route)],
    ["What was given", productInWords(facts.product)],
    ["Dose", facts.dose_mg === null ? null : `${facts.dose_mg} mg`],
    ["How long it took", facts.duration_min === null ? null : `${facts.duration_min} minutes`],
  ];
}

function effectRows(effect: NoticedEffect): Row[] {
  const { severity, interference, began, still_there, ended_at, told_clinic } = effect;
  return [
    ["How strong", answer(SEVERITIES, severity)],
    ["In the way", answer(INTERFERENCES, interference)],
    ["It began", answer(BEGINNINGS, began)],
    ["Still there", yesNo(still_there)],
    ["It ended", ended_at && inWords(ended_at)],
    ["Told the clinic", yesNo(told_clinic)],
  ];
}

function outOfTen(value: number | null): string | null {
  return value === null ? null : `${value} of 10`;
}

function yesNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? "Yes" : "No";
}
