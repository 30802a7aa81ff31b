// The signs that need help now and that no effect covers, asked before anything else.
import type { Signal } from "@preact/signals";
import { Several } from "../ui/several.tsx";
import { Folded } from "../ui/surfaces.tsx";
import { EmergencyLine } from "./emergency-line.tsx";
import { askedOf, EFFECT_SIGNS, type EffectSign, URGENT_SIGNS } from "./signs.ts";

export function UrgentSigns({ signs }: { signs: Signal<EffectSign[]> }) {
  const chosen = URGENT_SIGNS.filter(({ value }) => signs.value.includes(value));
  return (
    <Folded
      summary="Is any of this happening?"
      more={
        chosen.length > 0
          ? `${chosen.length} chosen`
          : "a fit, swelling of the face, weakness on one side, and others"
      }
      open={chosen.length > 0}
    >
      <Several question="Choose any that are so" options={URGENT_SIGNS} bind={signs} />
      <UrgentLine signs={chosen.map(({ value }) => value)} />
    </Folded>
  );
}

interface FollowUpProps {
  slug: string;
  signs: Signal<EffectSign[]>;
  /** The line for the effect itself stands there already. */
  warned: boolean;
}

/** What an effect alone does not say. */
export function FollowUp({ slug, signs, warned }: FollowUpProps) {
  const asked = askedOf(slug);
  if (asked.length === 0) return null;
  const options = EFFECT_SIGNS.filter(({ value }) => asked.includes(value));
  return (
    <>
      <Several question="Is this so too?" options={options} bind={signs} />
      {!warned && <UrgentLine signs={signs.value.filter((sign) => asked.includes(sign))} />}
    </>
  );
}

function UrgentLine({ signs }: { signs: readonly EffectSign[] }) {
  const urgent = signs.filter((sign) => URGENT_SIGNS.some(({ value }) => value === sign));
  if (urgent.length === 0) return null;
  return <EmergencyLine suicide={urgent.every((sign) => sign === "suicide_plan_or_harm")} />;
}
