// The clinic and the trusted person of whoever is signed in, from their own sealed plan: on the device,
// without a network.
import { useDevice } from "../here.ts";
import { useOpenedEntry } from "../journal/opened-entry.ts";
import { NO_NUMBERS, numbersIn, type OwnNumbers, planId } from "./plan.ts";

/** None until the plan is open, and none where it does not open: a message waits for nothing. */
export function useOwnNumbers(): OwnNumbers {
  const opened = useOpenedEntry(planId(useDevice().account));
  return opened.state === "open" ? numbersIn(opened.text) : NO_NUMBERS;
}
