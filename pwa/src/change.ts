// One entry changed in one go, by whichever tab or by the sync.

import type { Device } from "./device.ts";
import { type Standing, sameStanding, standing } from "./outbox.ts";
import type { Tx } from "./store.ts";

/**
 * Sealing takes longer than a transaction lives. So: look, seal, and write only if the entry still
 * stands as it did; otherwise look again. Two tabs and the sync can do this at once.
 */
export async function change<T>(
  { store, account }: Device,
  id: string,
  prepare: (now: Standing) => Promise<(tx: Tx) => Promise<T>>,
): Promise<T> {
  for (;;) {
    const now = await store.read((tx) => standing(tx, account.id, id));
    const apply = await prepare(now);
    const done = await store.write(async (tx) => {
      if (!sameStanding(now, await standing(tx, account.id, id))) return null;
      return { result: await apply(tx) };
    });
    if (done) return done.result;
  }
}
