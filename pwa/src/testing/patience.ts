import { Offline } from "../server.ts";

const GIVE_UP_MS = 30_000;

/** Tries until the server answers: it may have been killed, and is being started again. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const giveUp = performance.now() + GIVE_UP_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Offline) || performance.now() > giveUp) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
