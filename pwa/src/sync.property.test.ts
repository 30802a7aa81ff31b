import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { enough } from "./testing/met.ts";
import { person } from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { steps } from "./testing/steps.ts";
import { trial } from "./testing/trial.ts";

const RUNS = 20;

test("property: devices on a bad network agree in the end, lose no text, and show nothing unshown", async () => {
  const all = enough();
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      const [ana, theo] = [await person("ana"), await person("theo", "therapist")];
      const model = new ServerModel();
      model.link(ana.account.id, theo.account.id);
      const line = (of: typeof ana) => ({
        person: of,
        ask: model.fetchAs(of.account.id),
        origin: "http://model",
        token: null,
      });
      const { wrong, met } = await trial(line(ana), line(theo), todo);
      expect(wrong).toEqual([]);
      all.add(met);
    }),
    { numRuns: RUNS },
  );
  all.expect(RUNS);
}, 300_000);
