// Entries that the server will not take, or that cannot be trusted, with the reason in words and every
// way out of it.
import { useSignal } from "@preact/signals";
import type { Device } from "../device.ts";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { inWords } from "../time.ts";
import { Button, LinkButton } from "../ui/button.tsx";
import { Mistake } from "../ui/field.tsx";
import { Notice } from "../ui/surfaces.tsx";
import type { Entry, Kind, Tombstone } from "./entry.ts";
import { summaryOf } from "./summary.ts";

/** No page shows these. */
const KEPT_UNSEEN: readonly Kind[] = ["contact", "opened"];

export function NeedsALook() {
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
          <Look key={`${entry.author}/${entry.id}`} entry={entry} />
        ))}
      </ul>
    </Notice>
  );
}

function Look({ entry }: { entry: Entry | Tombstone }) {
  const device = useDevice();
  const trouble = useSignal<string | null>(null);
  // What is needed now and then is fetched then.
  const again = () => import("../writing.ts").then((m) => m.tryAgain(device, entry.id));
  const letBe = () => import("../writing.ts").then((m) => m.letBe(device, entry));
  const remove = async (which: Entry) => {
    trouble.value = await removed(device, which);
  };
  const own = entry.author === device.account.id;
  const written = own && !entry.deleted && !KEPT_UNSEEN.includes(entry.kind) ? entry : null;
  return (
    <li>
      {written && (
        <a href={`/entries/${entry.id}`}>
          {summaryOf(written).title}: {inWords(written.occurred_at)}
        </a>
      )}
      {!written && (entry.deleted ? "A deleted entry." : "Something that is not shown here.")}
      {entry.reason && <p class="quiet">{entry.reason.detail}</p>}
      <div class="buttons">
        {written && written.kind !== "untrusted" && (
          <LinkButton kind="quiet" href={`/entries/${entry.id}/edit`}>
            Edit and save again
          </LinkButton>
        )}
        {own && (
          <Button kind="quiet" onClick={() => void again()}>
            Try again
          </Button>
        )}
        {written ? (
          <Button kind="quiet" onClick={() => void remove(written)}>
            Delete
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => void letBe()}>
            Leave it
          </Button>
        )}
      </div>
      <Mistake words={trouble.value} />
    </li>
  );
}

/** A sentence when it could not be done. */
async function removed(device: Device, entry: Entry): Promise<string | null> {
  const [{ removeEntry, whyNotDeleted }, { openEntry }] = await Promise.all([
    import("./remove-entry.ts"),
    import("../reading.ts"),
  ]);
  try {
    // Words that do not open cannot be brought back, and are no reason to keep the entry.
    const opened = await openEntry(device, entry).catch(() => null);
    await removeEntry(device, entry, opened && (opened.text ?? {}));
    return null;
  } catch (error) {
    return whyNotDeleted(error);
  }
}
