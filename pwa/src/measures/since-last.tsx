// To the author alone: how a total stands to the one before. Readers may not see that other entry.
import type { Entry } from "../journal/entry.ts";
import { useStored } from "../stored.ts";
import { Notice } from "../ui/surfaces.tsx";
import { before, filledIn } from "./filled-in.ts";
import { useQuestionnaires, wordingOf } from "./known.ts";
import { changeInWords, notableInWords } from "./score-words.ts";

export function SinceLast({ entry }: { entry: Entry }) {
  const known = useQuestionnaires();
  const all = useStored((tx) => tx.entriesOfKind("measure"));
  const { facts } = entry;
  if (!known || !all || facts.kind !== "measure" || facts.total === null) return null;
  const asked = wordingOf(known, facts);
  const own = filledIn(all, facts.instrument).filter(({ author }) => author === entry.author);
  const earlier = before(own, entry.occurred_at, entry.id);
  if (!asked || !earlier) return null;
  const last = { total: earlier.facts.total, at: earlier.occurred_at };
  const notable = notableInWords(asked, facts.total - last.total);
  return (
    <div class="section">
      <p>
        {changeInWords(facts.total, last, new Date())} {notable}
      </p>
      {facts.tier === "c" && (
        <Notice kind="gentle">
          <p>
            Worth telling your clinic or therapist before your next session. This app is not watched
            by anyone in real time.
          </p>
        </Notice>
      )}
    </div>
  );
}
