// Whether a therapist sees an answer, as it really is just now, and one tap to let them (domain.md 3.4).
import { useSignal } from "@preact/signals";
import { Share2 } from "lucide";
import { useDevice } from "../here.ts";
import { type Entry, readersAt } from "../journal/entry.ts";
import { Button } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { useLinked } from "./care-links.ts";
import type { Linked } from "./linked.ts";
import { isOnline, share } from "./share.ts";

/**
 * For an entry that is about safety: it may be shared with anybody who is linked, also on the day of a
 * session (domain.md 4.3).
 */
export function WillBeSeen({ entry }: { entry: Entry }) {
  const { server } = useDevice();
  const people = useLinked();
  if (!people) return null;
  // A share whose last day is over is none.
  const readers = readersAt(entry.readers, server.now());
  const reads = ({ account }: Linked) => readers.some((reader) => reader.account === account);
  const others = people.filter((person) => person.keys === "verified" && !reads(person));
  return (
    <div class="section">
      <p aria-live="polite">{seenInWords(people.filter(reads), readers.length)}</p>
      {others.map((person) => (
        <ShareNow key={person.account} entry={entry} person={person} />
      ))}
    </div>
  );
}

function seenInWords(readers: readonly Linked[], count: number): string {
  if (count === 0) return "Your therapist will not see this answer.";
  const names = readers.map(({ name }) => name).join(" and ");
  const who = names ? `Your therapist, ${names},` : "Your therapist";
  const later = isOnline() ? "" : " It is sent when this phone has a connection.";
  return `${who} will see this answer. Nobody reads it live.${later}`;
}

function ShareNow({ entry, person }: { entry: Entry; person: Linked }) {
  const device = useDevice();
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const tap = async () => {
    busy.value = true;
    trouble.value = null;
    try {
      await share(device, entry, person.account);
    } catch (error) {
      console.error(error);
      trouble.value = "This could not be shared just now. Try again in a moment.";
    }
    busy.value = false;
  };
  return (
    <div>
      <Button icon={Share2} busy={busy.value} onClick={() => void tap()}>
        Share it with {person.name}
      </Button>
      <Mistake words={trouble.value} />
    </div>
  );
}
