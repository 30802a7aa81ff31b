// The dimmer colours in the hours after a session, when eyes are wide open.
import { useEffect } from "preact/hooks";
import { useDevice } from "../here.ts";
import { useStored } from "../stored.ts";
import { ownSessions } from "./belonging.ts";
import { clockAt } from "./clock.ts";
import { useNow } from "./use-now.ts";

export function DimAfterSession() {
  const { account } = useDevice();
  const sessions = useStored((tx) => ownSessions(tx, account.id));
  const now = useNow();
  const dim = Boolean(sessions && clockAt(sessions, now)?.phase === "first_hours");
  useEffect(() => {
    document.documentElement.classList.toggle("dim", dim);
    return () => document.documentElement.classList.remove("dim");
  }, [dim]);
  return null;
}
