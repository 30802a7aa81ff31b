// What stands between a therapist and a patient whose keys are not, or no longer, the proved ones.

import { Notice } from "../ui/surfaces.tsx";
import type { Patient } from "./use-patients.ts";

export function StandingWords({ standing, name }: Pick<Patient, "standing" | "name">) {
  if (standing === "verified") return null;
  if (standing === "not-yet") {
    return <p class="quiet">Not yet verified. Their keys are being checked.</p>;
  }
  return (
    <Notice kind="gentle">
      <p>
        {standing === "failed"
          ? `${name} could not be verified: these keys do not belong to whoever held your invitation. Nothing of theirs is opened. End the care link and invite them again, in person.`
          : `The keys of ${name} have changed since you verified them. What was signed with other keys is not opened. Ask them about it in person.`}
      </p>
    </Notice>
  );
}
