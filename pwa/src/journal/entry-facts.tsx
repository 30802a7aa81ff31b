// The facts of an entry, read back in the words in which they were asked.

import { ACTING, signName, TIERS } from "../safety/signs.ts";
import { dayInWords, inWords, localDay } from "../time.ts";
import { lazily } from "../ui/lazily.tsx";
import { answer, BEGINNINGS, INTERFERENCES, SEVERITIES } from "./effect-words.ts";
import type { CheckIn, Course, Entry, NoticedEffect, Preparation, Session, Tier } from "./entry.ts";
import {
  chosenInWords,
  HAPPENINGS,
  INDICATIONS,
  labelOf,
  PEOPLE,
  PHASES,
  PLACES,
  productInWords,
  routeInWords,
  SETTINGS,
} from "./session-words.ts";
import { effectName } from "./summary.ts";
import { vitalsRows } from "./vitals-words.ts";

/** Blank is left out: it is no answer. */
type Row = readonly [question: string, answer: string | null];

const MeasureFacts = lazily(() =>
  import("../measures/measure-facts.tsx").then((m) => m.MeasureFacts),
);

interface EntryFactsProps {
  facts: Entry["facts"];
  /** As somebody else reads it, or will. */
  shared?: boolean;
}

export function EntryFacts({ facts, shared = false }: EntryFactsProps) {
  if (facts.kind === "measure") return <MeasureFacts facts={facts} shared={shared} />;
  if (facts.kind !== "effects") return <Answers rows={rowsOf(facts)} />;
  return (
    <div class="section">
      {facts.effects.map((effect) => (
        <section class="section" key={effect.slug}>
          <h2>{effectName(effect)}</h2>
          <Answers rows={effectRows(effect)} />
        </section>
      ))}
      <Answers
        rows={[
          ...facts.signs.map(signRow),
          ["Acting on these thoughts", answer(ACTING, facts.acting)],
          tierRow(facts.tier),
        ]}
      />
    </div>
  );
}

export function Answers({ rows }: { rows: readonly Row[] }) {
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

function rowsOf(facts: Entry["facts"]): Row[] {
  switch (facts.kind) {
    case "check_in":
      return checkInRows(facts);
    case "vitals":
      return [...vitalsRows(facts), ...facts.signs.map(signRow), tierRow(facts.tier)];
    case "session":
      return sessionRows(facts);
    case "course":
      return courseRows(facts);
    case "preparation":
      return preparationRows(facts);
    case "event":
      return [["What changed", labelOf(HAPPENINGS, facts.what)]];
    default:
      return [];
  }
}

function checkInRows(facts: CheckIn): Row[] {
  return [
    ["Mood", outOfTen(facts.mood)],
    ["Anxious or on edge", outOfTen(facts.anxiety)],
    ["Energy", outOfTen(facts.energy)],
    ["Sleep", measured(facts.sleep_hours, "hours")],
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
    ["Dose", measured(facts.dose_mg, "mg")],
    ["Dose for the weight", measured(facts.dose_mg_per_kg, "mg per kg")],
    ["Weight", measured(facts.weight_kg, "kg")],
    ["How long it took", measured(facts.duration_min, "minutes")],
    ["Where", labelOf(PLACES, facts.place)],
    ["Setting", chosenInWords(SETTINGS, facts.setting)],
    ["Who was there", chosenInWords(PEOPLE, facts.present)],
    ["Ride there", yesNo(facts.ride_there)],
    ["Ride home", yesNo(facts.ride_home)],
  ];
}

function courseRows(facts: Course): Row[] {
  return [
    ["Phase", labelOf(PHASES, facts.phase)],
    ["Planned", measured(facts.planned_sessions, "sessions")],
    ["It ends", facts.ends_at && dayInWords(localDay(facts.ends_at))],
    ["What it is for", chosenInWords(INDICATIONS, facts.indications)],
  ];
}

function preparationRows(facts: Preparation): Row[] {
  return [
    ["Worried", outOfTen(facts.worry)],
    ["Quiet time", measured(facts.meditation_min, "minutes")],
    ["Ride there arranged", yesNo(facts.ride_there)],
    ["Ride home arranged", yesNo(facts.ride_home)],
    ["Somebody with you after", yesNo(facts.company)],
  ];
}

function signRow(slug: string): Row {
  return [signName(slug), "Yes"];
}

/** What the person was told when they saved it. */
export function tierRow(tier: Tier | null): Row {
  return ["The app said", tier && TIERS[tier]];
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

function measured(value: number | null, unit: string): string | null {
  return value === null ? null : `${value} ${unit}`;
}

function yesNo(value: boolean | null): string | null {
  if (value === null) return null;
  return value ? "Yes" : "No";
}
