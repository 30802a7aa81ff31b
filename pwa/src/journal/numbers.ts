// Numbers as people type them: with a comma or a point, or not at all.

/** Null when nothing was typed, NaN when it is no number. */
export function numberIn(typed: string): number | null {
  const text = typed.trim().replace(",", ".");
  if (text === "") return null;
  return /^\d+(\.\d*)?$|^\.\d+$/.test(text) ? Number(text) : Number.NaN;
}

export interface Limits {
  least: number;
  most: number;
  /** Distance between two allowed values; null is any. */
  step: number | null;
}

/** The number within its limits; null when blank; undefined when it is a mistake. */
export function numberWithin(typed: string, limits: Limits): number | null | undefined {
  const value = numberIn(typed);
  if (value === null) return null;
  const { least, most, step } = limits;
  const fits = value >= least && value <= most && (step === null || Number.isInteger(value / step));
  return fits ? value : undefined;
}

/** What was saved, as it was typed. */
export function typed(value: number | null): string {
  return value === null ? "" : String(value);
}
