// Entries that were shared with this person until a time: they leave the device when it comes.

import type { Device } from "./device.ts";
import type { Entry, Tombstone } from "./journal/entry.ts";

/** A timer counts no further; then it looks again. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** By the server's clock, because this device's may be wrong. Ends with the function it returns. */
export function forgetExpired(device: Device): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function look(): Promise<void> {
    const soonest = await drop(device);
    clearTimeout(timer);
    if (ended || soonest === null) return;
    const wait = Math.max(0, soonest - device.server.now());
    timer = setTimeout(watched, Math.min(LONGEST_TIMER_MS, wait + 1));
  }
  // A store that was closed holds nothing that could expire.
  const watched = () => void look().catch(() => undefined);
  const unsubscribe = device.store.changes.subscribe(watched);
  return () => {
    ended = true;
    clearTimeout(timer);
    unsubscribe();
  };
}

/** Drops what is over and returns when the next one will be, in milliseconds since 1970. */
async function drop({ store, account, server }: Device): Promise<number | null> {
  const ending = await store.read(async (tx) => {
    const foreign = (await tx.entryKeys()).filter(([author]) => author !== account.id);
    const entries = await Promise.all(foreign.map(([author, id]) => tx.entry(author, id)));
    return entries.flatMap((entry) => endOf(entry, account.id));
  });
  const over = ending.filter(({ at }) => at <= server.now());
  if (over.length > 0) {
    await store.write(async (tx) => {
      for (const { author, id } of over) await tx.dropEntry(author, id);
    });
  }
  const left = ending.filter((end) => !over.includes(end)).map(({ at }) => at);
  return left.length > 0 ? Math.min(...left) : null;
}

function endOf(entry: Entry | Tombstone | undefined, me: string) {
  const until = entry?.readers.find(({ account }) => account === me)?.until;
  return entry && until ? [{ author: entry.author, id: entry.id, at: Date.parse(until) }] : [];
}
