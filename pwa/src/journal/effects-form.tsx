// What the person noticed in body and mind: the whole catalogue, found by reading or by typing.
import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { go } from "../router.tsx";
import { EmergencyPage } from "../safety/emergency-page.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { say } from "../ui/said.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { type Effect, type EffectGroup, effectOf, findEffects } from "./catalogue.ts";
import { EffectCard } from "./effect-card.tsx";
import { type EffectsFields, factsOf, fieldsOf, newRow } from "./effects-fields.ts";
import type { Entry } from "./entry.ts";
import { When, whenMistake } from "./when.tsx";
import { type Editing, WritingForm } from "./writing-form.tsx";

const MOST_EFFECTS = 40;
const MOST_OTHER_CHARACTERS = 200;
const MOST_HELPED_CHARACTERS = 2000;

export function EffectsPage() {
  return <EffectsForm editing={null} />;
}

export function EffectsForm({ editing }: { editing: Editing }) {
  const fields = useMemo(() => fieldsOf(editing), [editing]);
  const asked = useSignal(false);
  const looked = useSignal("");
  const saved = useSignal<Entry | null>(null);
  const late = whenMistake(fields.when.value);

  const compose = () => {
    asked.value = true;
    const rows = fields.rows.value;
    const ends = rows.some((row) => row.still_there === false && whenMistake(row.ended));
    const facts = rows.length > MOST_EFFECTS || ends || late ? null : factsOf(rows);
    const text = textOf(fields);
    const long =
      text.other.length > MOST_OTHER_CHARACTERS || text.what_helped.length > MOST_HELPED_CHARACTERS;
    if (facts && !long) return { facts, text };
    // What is missing may be in an effect that the search hides.
    looked.value = "";
    return null;
  };

  if (saved.value) {
    const shared = saved.value.readers.length > 0;
    return <EmergencyPage slugs={emergenciesIn(saved.value)} shared={shared} />;
  }
  return (
    <WritingForm
      heading="What did you notice?"
      hint="Choose any that fit."
      open="Whoever runs the server can read which effects you choose and your answers. They cannot read what you write in your own words."
      name="effects"
      editing={editing}
      fields={fields}
      compose={compose}
      onSaved={(entry) => {
        if (emergenciesIn(entry).length > 0) {
          saved.value = entry;
          return;
        }
        say("Saved on this phone.");
        go(editing ? `/entries/${entry.id}` : "/", true);
      }}
    >
      <Catalogue fields={fields} looked={looked} asked={asked.value} />
      <TextArea
        label="What helped"
        bind={fields.whatHelped}
        most={MOST_HELPED_CHARACTERS}
        rows={2}
      />
      <When bind={fields.when} mistake={late} />
    </WritingForm>
  );
}

interface CatalogueProps {
  fields: EffectsFields;
  looked: Signal<string>;
  asked: boolean;
}

function Catalogue({ fields, looked, asked }: CatalogueProps) {
  const groups = findEffects(looked.value);
  const found = groups.flatMap((group) => group.effects);
  const looking = looked.value.trim() !== "";
  return (
    <div class="section">
      <Field
        label="Find an effect"
        type="search"
        bind={looked}
        autocomplete="off"
        mistake={asked ? countMistake(fields.rows.value.length) : null}
      />
      {looking ? (
        <Effects effects={found} fields={fields} asked={asked} />
      ) : (
        <div class="groups">
          {groups.map((group) => (
            <Group key={group.name} group={group} fields={fields} asked={asked} />
          ))}
        </div>
      )}
      <p aria-live="polite">
        {found.length === 0 &&
          "Nothing here is called that. “Something else”, at the end, takes your own words."}
      </p>
    </div>
  );
}

interface EffectsProps {
  effects: readonly Effect[];
  fields: EffectsFields;
  asked: boolean;
}

function Group({ group, ...props }: Omit<EffectsProps, "effects"> & { group: EffectGroup }) {
  const { name, effects } = group;
  const chosen = effects.filter(({ slug }) => isChosen(props.fields, slug)).length;
  const inside = effects.map(({ wording }) => wording.toLowerCase()).join(", ");
  return (
    <Folded summary={name} more={chosen > 0 ? `${chosen} chosen` : inside} open={chosen > 0}>
      <Effects effects={effects} {...props} />
    </Folded>
  );
}

/** The effects to choose from, and the questions about those that are chosen. */
function Effects({ effects, fields, asked }: EffectsProps) {
  const chosen = effects.filter(({ slug }) => isChosen(fields, slug));
  return (
    <div class="section">
      <div class="chips">
        {effects.map(({ slug, wording }) => (
          <label class="pick" key={slug}>
            <input
              type="checkbox"
              checked={isChosen(fields, slug)}
              onChange={() => toggle(fields, slug)}
            />
            {wording}
          </label>
        ))}
      </div>
      {chosen.map(({ slug }) => (
        <EffectCard key={slug} rows={fields.rows} slug={slug} asked={asked} />
      ))}
      {chosen.some(({ slug }) => slug === "other") && (
        <TextArea label="What was it?" bind={fields.other} most={MOST_OTHER_CHARACTERS} rows={2} />
      )}
    </div>
  );
}

function isChosen({ rows }: EffectsFields, slug: string): boolean {
  return rows.value.some((row) => row.slug === slug);
}

function toggle(fields: EffectsFields, slug: string): void {
  const { rows } = fields;
  rows.value = isChosen(fields, slug)
    ? rows.value.filter((row) => row.slug !== slug)
    : [...rows.value, newRow(slug)];
}

function textOf(fields: EffectsFields) {
  const other = fields.rows.value.some(({ slug }) => slug === "other") ? fields.other.value : "";
  return { what_helped: fields.whatHelped.value, other };
}

function countMistake(count: number): string | null {
  if (count === 0) return "Choose at least one effect.";
  if (count <= MOST_EFFECTS) return null;
  return `One entry takes ${MOST_EFFECTS} effects. Remove ${count - MOST_EFFECTS}, save, and log the others in a second entry.`;
}

/** Presence alone counts (domain.md 2.3); "none" says that it was not there. */
function emergenciesIn({ facts }: Entry): string[] {
  if (facts.kind !== "effects") return [];
  return facts.effects
    .filter(({ slug, severity }) => severity > 0 && effectOf(slug)?.emergency)
    .map(({ slug }) => slug);
}
