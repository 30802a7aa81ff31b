// The rest of what a session may say, folded away: the room, the people, the ride, the weight.
import { useStored } from "../stored.ts";
import { dayInWords } from "../time.ts";
import { Select } from "../ui/select.tsx";
import { Several } from "../ui/several.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { YesNo } from "../ui/yes-no.tsx";
import type { Entry } from "./entry.ts";
import { NumberField } from "./number-field.tsx";
import { DOSE_MG_PER_KG, type SessionFields, WEIGHT_KG } from "./session-fields.ts";
import { labelOf, PEOPLE, PHASES, PLACES, SETTINGS } from "./session-words.ts";

export function SessionDetails({ fields }: { fields: SessionFields }) {
  const { place, setting, present, rideThere, rideHome, perKg, weight } = fields;
  const around = place.value !== null || setting.value.length > 0 || present.value.length > 0;
  const ridden = rideThere.value !== null || rideHome.value !== null;
  return (
    <div class="groups">
      <Folded summary="The place and the people" open={around || ridden}>
        <Select label="Where is it?" options={PLACES} bind={place} blank="Leave blank" />
        <Several question="What is around you?" options={SETTINGS} bind={setting} />
        <Several question="Who is there?" options={PEOPLE} bind={present} />
        <YesNo question="Does somebody bring you there?" bind={rideThere} />
        <YesNo question="Does somebody bring you home?" bind={rideHome} />
      </Folded>
      <Folded summary="Dose by weight" open={perKg.value !== "" || weight.value !== ""}>
        <NumberField
          label="Dose in mg for each kilogram"
          bind={perKg}
          limits={DOSE_MG_PER_KG}
          mistake="Give a number above 0 and up to 5, or leave it blank."
        />
        <NumberField
          label="Your weight in kg"
          bind={weight}
          limits={WEIGHT_KG}
          mistake="Give a number from 20 to 400, or leave it blank."
        />
      </Folded>
      <OfACourse fields={fields} />
    </div>
  );
}

/** Only where there is a course to choose. */
function OfACourse({ fields }: { fields: SessionFields }) {
  const courses = useStored((tx) => tx.entriesOfKind("course"));
  if (!courses || courses.length === 0) return null;
  return (
    <Select
      label="Which course is it part of?"
      options={courses.toReversed().map((entry) => ({ value: entry.id, label: named(entry) }))}
      bind={fields.course}
      blank="None"
    />
  );
}

function named({ facts, day }: Entry): string {
  const phase = facts.kind === "course" ? labelOf(PHASES, facts.phase) : null;
  return `From ${dayInWords(day)}: ${phase ?? "a course"}`;
}
