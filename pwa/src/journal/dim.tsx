// The dimmer colours in the hours after a session, when eyes are wide open.
import { useEffect } from "preact/hooks";
import { useStored } from "../stored.ts";
import { HOUR_MS, instant } from "../time.ts";
import { nearSessions } from "./sessions-near.ts";
import { useNow } from "./use-now.ts";

/** As long as what the body feels of a session lasts (domain.md 1.8). */
const DIM_HOURS = 6;

export function DimAfterSession() {
  const sessions = useStored((tx) => tx.entriesOfKind("session"));
  const now = useNow();
  const last = sessions && nearSessions(sessions, now).last;
  const dim = Boolean(last && now.getTime() - instant(last.occurred_at) < DIM_HOURS * HOUR_MS);
  useEffect(() => {
    document.documentElement.classList.toggle("dim", dim);
    return () => document.documentElement.classList.remove("dim");
  }, [dim]);
  return null;
}
