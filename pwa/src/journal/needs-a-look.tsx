// Entries that the server will not take, or that cannot be trusted, with the reason in words.
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { inWords } from "../time.ts";
import { Button } from "../ui/button.tsx";
import { Notice } from "../ui/surfaces.tsx";
import { summaryOf } from "./summary.ts";

export function NeedsALook() {
  const device = useDevice();
  const again = (id: string) => import("../writing.ts").then((m) => m.tryAgain(device, id));
  const entries = useStored((tx) => tx.entriesInNeedOfALook());
  if (!entries || entries.length === 0) return null;
  return (
    <Notice kind="gentle">
      <h2>
        {entries.length === 1
          ? "One entry needs a look."
          : `${entries.length} entries need a look.`}
      </h2>
      <ul class="looks">
        {entries.map((entry) => (
          <li key={`${entry.author}/${entry.id}`}>
            {entry.deleted ? (
              "A deleted entry"
            ) : (
              <a href={`/entries/${entry.id}`}>
                {summaryOf(entry).title}: {inWords(entry.occurred_at)}
              </a>
            )}
            {entry.reason && <span class="quiet"> {entry.reason.detail}</span>}
            <Button kind="quiet" onClick={() => void again(entry.id)}>
              Try again
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
