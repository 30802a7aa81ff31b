import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ask } from "./server.ts";
import { enough } from "./testing/met.ts";
import { person } from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { steps } from "./testing/steps.ts";
import { trial } from "./testing/trial.ts";

const RUNS = 20;
const LONGEST_WAY_MS = 6;

test("property: devices on a bad network agree in the end, lose no text, and show nothing unshown", async () => {
  const all = enough();
  await fc.assert(
    fc.asyncProperty(steps, async (todo) => {
      const [ana, theo] = [await person("ana"), await person("theo", "therapist")];
      const model = new ServerModel();
      model.link(ana.account.id, theo.account.id);
      const line = (of: typeof ana) => ({
        person: of,
        ask: delayed(model.fetchAs(of.account.id)),
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

/** What a person does meanwhile then happens before, between and after what the server does. */
function delayed(ask: Ask): Ask {
  return async (url, init) => {
    await upTo(LONGEST_WAY_MS);
    const answer = await ask(url, init);
    await upTo(LONGEST_WAY_MS);
    return answer;
  };
}

function upTo(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * ms));
}
