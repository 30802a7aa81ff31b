// What was begun and not saved, to go on with.
import { titleOf } from "../measures/titles.ts";
import { useStored } from "../stored.ts";

const FORMS: Record<string, readonly [what: string, href: string]> = {
  check_in: ["a check-in", "/check-in"],
  reflection: ["a reflection", "/reflection"],
  effects: ["a log of effects", "/effects"],
  session: ["a session", "/session"],
  vitals: ["a reading", "/vitals"],
  safety_plan: ["your safety plan", "/safety-plan"],
  course: ["a course of sessions", "/course"],
  event: ["a note of another change", "/event"],
  preparation: ["a preparation", "/preparation"],
  "next-day": ["to look back on the session", "/moment/next-day"],
  week: ["to write about the days since", "/moment/week"],
  held: ["to say whether it held", "/moment/held"],
  therapist: ["a note for your therapist", "/moment/therapist"],
  mine: ["something for yourself", "/moment/mine"],
  "looking-back": ["to look back", "/moment/looking-back"],
};

export function Begun() {
  const names = useStored((tx) => tx.draftNames());
  const begun = (names ?? []).flatMap((name) => {
    const form = formOf(name);
    return form ? [form] : [];
  });
  if (begun.length === 0) return null;
  return (
    <ul class="rows begun">
      {begun.map(([what, href]) => (
        <li key={href}>
          <a href={href}>
            <strong>You began {what}.</strong>
            <span class="quiet">Go on</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function formOf(name: string): readonly [what: string, href: string] | null {
  const id = /^entry\/(.+)$/.exec(name)?.[1];
  if (id) return ["a change to an entry", `/entries/${id}/edit`];
  const measure = /^measure\/(.+)$/.exec(name)?.[1];
  if (measure) return [`the ${titleOf(measure)}`, `/measures/${measure}`];
  const [form = "", session] = name.split("/");
  const known = FORMS[form];
  if (!known) return null;
  return session ? [known[0], `${known[1]}?session=${session}`] : known;
}
