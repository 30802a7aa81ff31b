// The same trial as in sync.property.test.ts, on the real server. tests/test_sync_property.py starts
// one and runs this with AFTERGLOW_URL and a therapist's one-time link. Each run puts a byte into the
// file AFTERGLOW_RUN_FILE, where one is named, so that the server can be killed in the midst of it.

import "fake-indexeddb/auto";
import { appendFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { careLink, liveLine } from "./testing/live-people.ts";
import { enough } from "./testing/met.ts";
import { steps } from "./testing/steps.ts";
import { trial } from "./testing/trial.ts";

const {
  AFTERGLOW_URL: url,
  AFTERGLOW_LINK: link,
  AFTERGLOW_RUNS: runs,
  AFTERGLOW_RUN_FILE: runFile,
  AFTERGLOW_SEED: seed,
} = process.env;

test("property: devices on a bad network agree in the end, lose no text, and show nothing unshown", async () => {
  if (!url || !link) throw new Error("AFTERGLOW_URL and AFTERGLOW_LINK say where and with whom");
  const theo = await liveLine(url, "theo", link);
  const all = enough();
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      const ana = await liveLine(url, "ana");
      await careLink(theo, ana);
      if (runFile) await appendFile(runFile, ".");
      const { wrong, met } = await trial(ana, theo, todo);
      expect(wrong).toEqual([]);
      all.add(met);
    }),
    { numRuns: Number(runs), ...(seed ? { seed: Number(seed) } : {}), endOnFailure: true },
  );
  all.expect(Number(runs));
});
