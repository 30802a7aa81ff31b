// What a page shows of the device's store: asked again after every change, whichever tab made it.

import { signal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { useDevice } from "./here.ts";
import type { ReadTx } from "./store.ts";

/**
 * What `query` finds; undefined until the first answer. `inputs` are what `query` depends on: when
 * one of them changes it is undefined again, so that nothing of before is shown under a new name.
 */
export function useStored<T>(
  query: (tx: ReadTx) => Promise<T>,
  inputs: readonly unknown[] = [],
): T | undefined {
  const { store } = useDevice();
  const found = useMemo(() => signal<T | undefined>(undefined), [store, ...inputs]);
  useEffect(() => {
    let asked = 0;
    const stop = store.changes.subscribe(async () => {
      asked += 1;
      const turn = asked;
      // A store that was closed shows nothing any more; the shell says why.
      const answer = await store.read(query).catch(() => undefined);
      if (turn === asked) found.value = answer;
    });
    return () => {
      asked += 1;
      stop();
    };
  }, [found]);
  return found.value;
}
