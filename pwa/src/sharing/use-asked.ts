// What the server says about something, asked again after every sync.

import { useEffect, useState } from "preact/hooks";
import { sync, useDevice } from "../here.ts";
import type { Server } from "../server.ts";

/** Undefined until it has answered; the last answer stays while it cannot be reached. */
export function useAsked<T>(
  ask: (server: Server) => Promise<T>,
  inputs: readonly unknown[],
): T | undefined {
  const { server } = useDevice();
  const [answer, setAnswer] = useState<T>();
  const synced = sync.value?.state.value.lastSynced;
  useEffect(() => {
    let outdated = false;
    ask(server).then(
      (said) => {
        if (!outdated) setAnswer(said);
      },
      // Offline is a state: the page says what it knows without.
      () => undefined,
    );
    return () => {
      outdated = true;
    };
  }, [server, synced, ...inputs]);
  return answer;
}
