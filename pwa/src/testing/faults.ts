// A network that loses requests, loses answers, delivers twice, delivers again much later, or dies
// with the device in the middle.

import type { Result } from "../api-shapes.ts";
import type { Ask } from "../server.ts";

export type Fault = "fine" | "request lost" | "answer lost" | "twice" | "again later" | "hangs";

export interface BadNetwork {
  ask: Ask;
  /** How the server answered edits, by what it said. */
  readonly answers: Map<string, number>;
  /** What happens to the next requests, in order; all further ones are fine. */
  plan(faults: Fault[]): void;
  /** Delivers an old request once more, whoever waited for it then. */
  redeliver(): Promise<void>;
}

export function badNetwork(real: Ask): BadNetwork {
  let plan: Fault[] = [];
  const answers = new Map<string, number>();
  const late: (() => Promise<Response>)[] = [];

  async function ask(...request: Parameters<Ask>): Promise<Response> {
    const fault = plan.shift() ?? "fine";
    // A request that is made again must not be cut off with the one it repeats.
    const again = () => real(request[0], { ...request[1], signal: null });
    switch (fault) {
      case "request lost":
        throw new TypeError("connection refused");
      case "answer lost":
        await again();
        throw new TypeError("connection reset");
      case "twice":
        await again();
        return again();
      case "again later":
        late.push(again);
        return again();
      case "hangs":
        await again();
        return new Promise(() => {});
      default:
        return real(...request);
    }
  }
  async function counted(...request: Parameters<Ask>): Promise<Response> {
    const answer = await ask(...request);
    if (request[1]?.method === "POST" && answer.ok) {
      const { results }: { results?: Result[] } = await answer.clone().json();
      for (const { result } of results ?? []) answers.set(result, (answers.get(result) ?? 0) + 1);
    }
    return answer;
  }
  return {
    ask: counted,
    answers,
    plan(faults) {
      plan = [...faults];
    },
    async redeliver() {
      // Whether it arrives is nobody's concern any more.
      await late
        .shift()?.()
        .catch(() => undefined);
    },
  };
}
