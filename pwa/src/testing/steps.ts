// What happens in a trial, drawn at random: what the person does on which device, and how the network is.

import fc from "fast-check";
import type { Fault } from "./faults.ts";

/** What a person does to an entry that a page shows. */
export type Act = "edit" | "share" | "withdraw" | "delete";

export type Step =
  | { do: "write"; on: number; kind: "reflection" | "check_in"; shared: boolean }
  /** A page that stays open: meanwhile the entry may change. */
  | { do: "open"; on: number; pick: number }
  | { do: "act"; on: number; act: Act; pick: number; onOpenPage: boolean }
  /** With what the person does meanwhile, if anything. */
  | { do: "sync"; on: number; faults: Fault[]; meanwhile: { act: Act; pick: number } | null }
  | { do: "restart"; on: number }
  | { do: "redeliver"; on: number }
  | { do: "read" };

const on = fc.nat(2);
// Few, so that the devices meet in the same entries.
const pick = fc.nat(3);
const fault = fc.constantFrom<Fault>(
  ...["fine", "request lost", "answer lost", "twice", "again later", "hangs"].map(
    (f) => f as Fault,
  ),
);
const faults = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 1, arbitrary: fc.array(fault, { minLength: 1, maxLength: 4 }) },
);
const act = fc.constantFrom<Act>("edit", "edit", "edit", "share", "share", "withdraw", "delete");
const kind = fc.constantFrom("reflection" as const, "check_in" as const);

const meanwhile = fc.option(fc.record({ act, pick }));

function step<Name extends Step["do"], More extends object>(name: Name, more: fc.Arbitrary<More>) {
  return more.map((rest) => ({ do: name, ...rest }));
}

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: step("write", fc.record({ on, kind, shared: fc.boolean() })) },
    { weight: 3, arbitrary: step("open", fc.record({ on, pick })) },
    { weight: 12, arbitrary: step("act", fc.record({ on, act, pick, onOpenPage: fc.boolean() })) },
    { weight: 8, arbitrary: step("sync", fc.record({ on, faults, meanwhile })) },
    { weight: 1, arbitrary: step("restart", fc.record({ on })) },
    { weight: 1, arbitrary: step("redeliver", fc.record({ on })) },
    { weight: 2, arbitrary: fc.constant({ do: "read" as const }) },
  ) as fc.Arbitrary<Step>,
  { minLength: 20, maxLength: 60, size: "max" },
);
