// Whom the person has named beforehand: the clinic third, the trusted person fourth (domain.md 7.2).
import "./help.css";
import { LineButton } from "./line-button.tsx";
import { useOwnNumbers } from "./use-own-numbers.ts";

/** Only for a patient who is signed in. Draws nothing where nobody was named. */
export function OwnLines() {
  const { clinic, trusted } = useOwnNumbers();
  return (
    <>
      {clinic && <LineButton line={clinic} />}
      {trusted && <LineButton line={trusted} />}
    </>
  );
}
