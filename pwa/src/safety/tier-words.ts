// What each tier says, in the words of domain.md 2.3 to the letter; the gaps are filled with the numbers of
// the chosen place and of the person's own plan. Nothing here says that something is normal, and nothing
// tells anybody to take or stop a drug.
import { type Entry, readersAt, type Tier } from "../journal/entry.ts";
import type { Line } from "./crisis-lines.ts";
import type { OwnNumbers } from "./plan.ts";

export const NOT_WATCHED = "This app is not watched by anyone in real time.";

export interface Numbers extends Omit<OwnNumbers, "trusted"> {
  /** "112", or words where nobody has said where they are. */
  emergency: string;
}

export function headingOf(tier: Tier, { emergency }: Numbers): string {
  if (tier === "a") return `This needs help now. Call ${emergency}.`;
  return tier === "b" ? "This needs a call to your clinic today." : "Saved. This is worth telling.";
}

/** Without the line that ends every tier. `flags` are the rows that fired. */
export function wordsOf(tier: Tier, numbers: Numbers, flags: readonly string[]): string[] {
  const { emergency, clinic, urgent } = numbers;
  if (tier === "a") {
    const call = `Call ${emergency} now. If someone is with you, show them this.`;
    // 3.4: whoever may act on thoughts of suicide is not to be alone.
    return flags.includes("suicide") ? [call, "Stay with someone."] : [call];
  }
  if (tier === "c") return [`Worth telling ${nameOf(clinic)} before your next session.`];
  if (tier === "d") return ["Saved."];
  return [
    ...(flags.includes("pressure_very_high")
      ? ["Rest for 5 minutes, then measure again. If it is still that high:"]
      : []),
    `Please ring ${nameOf(clinic)} today${clinic ? `: ${unbroken(clinic.who)}` : ""}.`,
    `If you cannot reach them: ${urgent ? unbroken(urgent.who) : "the urgent-care line where you live"}.`,
    `If it gets worse or you feel unsafe: ${emergency}.`,
  ];
}

/** Who sees what was just saved, as it really is: a share whose last day is over is none. */
export function seenInWords({ readers }: Pick<Entry, "readers">, now: number): string {
  return readersAt(readers, now).length > 0
    ? "You share this entry, so your therapist can read it later."
    : "Your therapist does not see this entry unless you share it.";
}

/** A number is not torn apart at the end of a line. */
function unbroken(number: string): string {
  return number.replaceAll(" ", "\u00a0");
}

function nameOf(clinic: Line | null): string {
  return clinic?.label.replace("Call ", "") ?? "your clinic";
}
