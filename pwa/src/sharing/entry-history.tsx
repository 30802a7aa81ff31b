// When an entry was shared, handed over, opened and taken back; and what in it does not fit together.

import type { Delivery, Sharing } from "../api-shapes.ts";
import { useDevice } from "../here.ts";
import type { Entry } from "../journal/entry.ts";
import { useStored } from "../stored.ts";
import { inSentence, inWords, withOffset } from "../time.ts";
import { Folded } from "../ui/surfaces.tsx";
import { type Happened, historyOf, type Opening, openingsOf, unmarked } from "./history.ts";
import { useAsked } from "./use-asked.ts";

export interface Trail {
  /** Signed by the readers, and on this device. */
  openings: Opening[];
  /** The server's two logs; null while it has not answered. */
  sharings: Sharing[] | null;
  deliveries: Delivery[] | null;
}

/** Undefined until the device's store has answered. */
export function useTrail({ id: entry, seen }: Entry): Trail | undefined {
  const { account } = useDevice();
  const opened = useStored((tx) => tx.entriesOfKind("opened"));
  const isThere = seen > 0;
  const log = useAsked(
    async (server) => {
      // Nobody asks for the history of what has never left this device.
      if (!isThere) return { sharings: [], deliveries: [] };
      const [{ sharings }, { deliveries }] = await Promise.all([
        server.sharings(entry),
        server.deliveries(entry),
      ]);
      return { sharings, deliveries };
    },
    [entry, isThere],
  );
  if (!opened) return undefined;
  const openings = openingsOf(opened, account.id)
    .filter((opening) => opening.entry === entry)
    .sort((a, b) => a.at - b.at);
  return { openings, sharings: log?.sharings ?? null, deliveries: log?.deliveries ?? null };
}

interface TrailProps {
  trail: Trail;
  name: (account: string) => string;
}

export function EntryHistory({ trail, name }: TrailProps) {
  const { sharings, deliveries, openings } = trail;
  const steps = historyOf(sharings ?? [], deliveries ?? [], openings);
  if (steps.length === 0) return null;
  return (
    <Folded summary="History of sharing">
      <ol class="history">
        {steps.map((step) => (
          <li key={`${step.what} ${step.reader} ${step.at}`}>
            <span class="quiet numbers">{inWords(withOffset(new Date(step.at)))}</span>
            <span>{inPast(step, name(step.reader))}</span>
          </li>
        ))}
      </ol>
      {sharings === null && (
        <p class="quiet">The rest of the history is on the server. It shows when you are online.</p>
      )}
    </Folded>
  );
}

/** The server says that it handed the words over, and the reader's app has never said so. */
export function Suspicions({ trail, name }: TrailProps) {
  const { server } = useDevice();
  const handedOver = unmarked(trail.deliveries ?? [], trail.openings, server.now());
  return (
    <>
      {handedOver.map(({ reader, revision, at }) => (
        <p key={`${reader} ${revision}`} class="quiet">
          The server handed this to {name(reader)}’s app{" "}
          {inSentence(withOffset(new Date(Date.parse(at))))}, and the app has not marked it as
          opened. Perhaps its connection was cut, or the words could not be shown there.
        </p>
      ))}
    </>
  );
}

function inPast({ what }: Happened, name: string): string {
  switch (what) {
    case "shared":
      return `You shared it with ${name}.`;
    case "taken-back":
      return `It was taken back from ${name}.`;
    case "handed-over":
      return `The server handed it to ${name}’s app.`;
    case "opened":
      return `${name} opened it.`;
  }
}
