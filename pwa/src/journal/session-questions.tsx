// On the page of a session: its questions, for whoever wants them at another time than Today asks.
import { Folded } from "../ui/surfaces.tsx";
import type { SessionEntry } from "./sessions-near.ts";

const AFTERWARDS = [
  ["next-day", "The day after"],
  ["week", "The days since, and one small thing"],
  ["therapist", "Before you see your therapist"],
  ["looking-back", "Looking back"],
] as const;

export function SessionQuestions({ session: { id, facts } }: { session: SessionEntry }) {
  return (
    <Folded summary={facts.planned ? "Prepare for it" : "Questions about it"}>
      <ul class="rows">
        {facts.planned ? (
          <Row href={`/preparation?session=${id}`} name="What to bring, what helps, who is there" />
        ) : (
          AFTERWARDS.map(([moment, name]) => (
            <Row key={moment} href={`/moment/${moment}?session=${id}`} name={name} />
          ))
        )}
      </ul>
    </Folded>
  );
}

function Row({ href, name }: { href: string; name: string }) {
  return (
    <li>
      <a href={href}>{name}</a>
    </li>
  );
}
