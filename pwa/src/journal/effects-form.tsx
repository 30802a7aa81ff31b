// What the person noticed in body and mind: the whole catalogue, found by reading or by typing.
import { type Signal, useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { EFFECT_SIGNS, OF_ALL } from "../safety/signs.ts";
import { UrgentSigns } from "../safety/urgent-signs.tsx";
import { useTier } from "../safety/use-tier.tsx";
import { Field, TextArea } from "../ui/field.tsx";
import { Several } from "../ui/several.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { type Effect, type EffectGroup, findEffects } from "./catalogue.ts";
import { EffectCard } from "./effect-card.tsx";
import { type EffectsFields, factsOf, fieldsOf, newRow } from "./effects-fields.ts";
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
  const { judge, onSaved, message } = useTier(editing);
  const late = whenMistake(fields.when.value);

  const compose = () => {
    asked.value = true;
    const rows = fields.rows.value;
    const ends = rows.some((row) => row.still_there === false && whenMistake(row.ended));
    const facts = rows.length > MOST_EFFECTS || ends || late ? null : factsOf(fields);
    const text = textOf(fields);
    const long =
      text.other.length > MOST_OTHER_CHARACTERS || text.what_helped.length > MOST_HELPED_CHARACTERS;
    if (facts && !long) return { facts, text };
    // What is missing may be in an effect that the search hides.
    looked.value = "";
    return null;
  };

  if (message) return message;
  return (
    <WritingForm
      heading="What did you notice?"
      hint="Choose any that fit."
      open="Whoever runs the server can read which effects you choose and your answers. They cannot read what you write in your own words."
      name="effects"
      editing={editing}
      fields={fields}
      compose={compose}
      judge={judge}
      onSaved={onSaved}
    >
      <UrgentSigns signs={fields.signs} />
      <Catalogue fields={fields} looked={looked} asked={asked.value} />
      {fields.rows.value.some(({ severity }) => severity !== 0) && (
        <Several
          question="Is this so of anything you chose?"
          options={EFFECT_SIGNS.filter(({ value }) => OF_ALL.includes(value))}
          bind={fields.signs}
        />
      )}
      <p class="quiet">
        Numbers from a cuff or a finger clip have <a href="/vitals">a form of their own</a>.
      </p>
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
        mistake={asked ? countMistake(fields) : null}
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
        <EffectCard key={slug} fields={fields} slug={slug} asked={asked} />
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

function countMistake({ rows, signs }: EffectsFields): string | null {
  const count = rows.value.length;
  if (count === 0) return signs.value.length === 0 ? "Choose at least one effect." : null;
  if (count <= MOST_EFFECTS) return null;
  return `One entry takes ${MOST_EFFECTS} effects. Remove ${count - MOST_EFFECTS}, save, and log the others in a second entry.`;
}
