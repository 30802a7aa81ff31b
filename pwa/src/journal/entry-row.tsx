// One entry as a row of a list: what it is, what it says, where it is, who else reads it.
import { Check, CloudUpload, TriangleAlert } from "lucide";
import { inWords, localClock } from "../time.ts";
import { Icon } from "../ui/icon.tsx";
import { type Entry, readersAt, type State } from "./entry.ts";
import { FirstWords } from "./first-words.tsx";
import { summaryOf } from "./summary.ts";

/** `dated` where no heading above says the day. */
export function EntryRow({ entry, dated = false }: { entry: Entry; dated?: boolean }) {
  const { title, line } = summaryOf(entry);
  return (
    <li>
      <a class="entry-row" href={`/entries/${entry.id}`}>
        <span class="named">
          <strong>{title}</strong>{" "}
          <span class="quiet numbers">
            {dated ? inWords(entry.occurred_at) : localClock(entry.occurred_at)}
          </span>
        </span>
        {line && <span>{line}</span>}
        {entry.kind === "reflection" && <FirstWords entry={entry} />}
        <span class="quiet marks">
          <StateMark state={entry.state} />
          {readersAt(entry.readers, Date.now()).length > 0 && <span>Shared</span>}
        </span>
      </a>
    </li>
  );
}

const STATES = {
  local: { words: "Saved on this phone", icon: CloudUpload },
  synced: { words: "Synced", icon: Check },
  attention: { words: "Needs a look", icon: TriangleAlert },
};

export function StateMark({ state }: { state: State }) {
  const { words, icon } = STATES[state];
  return (
    <span class={`state ${state}`}>
      <Icon of={icon} size={16} />
      {words}
    </span>
  );
}
