// The three measures of a check-in, with their direction and both ends in words (domain.md 3.1).

export type MeasureKey = "mood" | "anxiety" | "energy";

export interface Measure {
  key: MeasureKey;
  name: string;
  better: "higher is better" | "lower is better";
  /** What 0 and 10 mean. */
  least: string;
  most: string;
}

export const LOWEST = 0;
export const HIGHEST = 10;

export const MEASURES: readonly Measure[] = [
  { key: "mood", name: "Mood", better: "higher is better", least: "worst", most: "best" },
  {
    key: "anxiety",
    name: "Anxiety",
    better: "lower is better",
    least: "not at all",
    most: "extremely",
  },
  { key: "energy", name: "Energy", better: "higher is better", least: "none", most: "a lot" },
];
