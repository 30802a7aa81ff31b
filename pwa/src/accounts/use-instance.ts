// What this server is and who may make an account, asked once by each page that needs it.

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Instance } from "../api-shapes.ts";

export interface Asked {
  value: Instance | null;
  /** It could not be reached; asked again as soon as the device has a connection. */
  offline: boolean;
}

export function useInstance(): Asked {
  const asked = useSignal<Asked>({ value: null, offline: false });
  useEffect(() => {
    const ask = () =>
      import("../server.ts")
        .then(({ connect }) => connect().instance())
        .then(
          (value) => {
            asked.value = { value, offline: false };
          },
          () => {
            asked.value = { value: null, offline: true };
          },
        );
    void ask();
    addEventListener("online", ask);
    return () => removeEventListener("online", ask);
  }, []);
  return asked.value;
}
