// What can be shared with whom just now: everything, or on the day after a session what domain.md 4.3
// allows.

import { useDevice } from "../here.ts";
import type { Entry, Kind } from "../journal/entry.ts";
import { useNow } from "../journal/use-now.ts";
import { useStored } from "../stored.ts";
import { type DayAfter, dayAfter, type Offer, offerOf, sharedBefore } from "./day-after.ts";

export interface Offers {
  day: DayAfter | null;
  to(account: string): Offer;
}

/** Undefined until the device's store has answered. */
export function useOffers(kind: Kind): Offers | undefined {
  const { account } = useDevice();
  const now = useNow();
  const found = useStored(async (tx) => {
    const sessions = (await tx.entriesOfKind("session")).filter(
      ({ author }) => author === account.id,
    );
    // A journal of ten years is not read for a question that only that day asks.
    if (dayAfter(sessions, new Date()) === null) return { sessions, entries: [] };
    const own = (await tx.entriesOf(account.id)).filter((entry): entry is Entry => !entry.deleted);
    return { sessions, entries: [...own, ...(await tx.entriesOfKind("opened"))] };
  });
  if (!found) return undefined;
  const day = dayAfter(found.sessions, now);
  return {
    day,
    to: (reader) => offerOf(kind, day, day !== null && sharedBefore(found.entries, reader, day)),
  };
}
