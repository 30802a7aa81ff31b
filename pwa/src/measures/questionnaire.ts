// A questionnaire and its scoring. The same rules as in api/journal/questionnaires.py, which says what each
// field means; tests/vectors/measures/ holds both to them.

export interface Item {
  text: string;
  answers: string[];
}

export interface Span {
  least: number;
  most: number;
}

export interface Questionnaire {
  slug: string;
  version: number;
  language: string;
  title: string;
  name: string;
  intro: string | null;
  recall: string;
  items: (string | Item)[];
  answers: string[];
  lowest: number;
  reversed: number[];
  multiplier: number;
  range: Span;
  difficulty: Item | null;
  bands: (Span & { words: string })[];
  cut: Span | null;
  clusters: { name: string; items: number[] }[];
  notable_change: number | null;
  safety_item: number | null;
  gap_days: number;
  licence: string;
}

/** Null is an item that was left out: no answer, and never zero. */
export type Given = readonly (number | null)[];

const DEFAULTS = {
  intro: null,
  lowest: 0,
  reversed: [],
  multiplier: 1,
  difficulty: null,
  bands: [],
  cut: null,
  clusters: [],
  notable_change: null,
  safety_item: null,
};

type Written = Omit<Questionnaire, keyof typeof DEFAULTS> & Partial<Questionnaire>;

/** As a file says it, with what it may leave out. */
export function whole(written: Written): Questionnaire {
  return { ...DEFAULTS, ...written };
}

export function textOf(item: string | Item): string {
  return typeof item === "string" ? item : item.text;
}

export function answersOf(asked: Questionnaire, number: number): readonly string[] {
  const item = asked.items[number - 1];
  return item && typeof item !== "string" ? item.answers : asked.answers;
}

/** What an answer is called; null for an item that was left out. */
export function answerOf(
  asked: Questionnaire,
  number: number,
  given: number | null,
): string | null {
  return given === null ? null : (answersOf(asked, number)[given - asked.lowest] ?? null);
}

/** Null unless all items are answered: nothing is imputed (domain.md 3.3). */
export function totalOf(asked: Questionnaire, items: Given): number | null {
  const all = asked.items.map((_, at) => at + 1);
  const sum = sumOf(asked, items, all);
  return sum === null ? null : sum * asked.multiplier;
}

/** The published band that a total lies in; null where there are none. */
export function bandOf({ bands }: Questionnaire, total: number) {
  return bands.find(({ least, most }) => least <= total && total <= most) ?? null;
}

/** Of each cluster, in order; null for one with an item that was left out. */
export function clusterTotals(asked: Questionnaire, items: Given): (number | null)[] {
  return asked.clusters.map((cluster) => sumOf(asked, items, cluster.items));
}

/** Whether the safety item was answered with anything but the lowest (domain.md 3.4). */
export function opensSupport({ safety_item, lowest }: Questionnaire, items: Given): boolean {
  const given = safety_item === null ? null : items[safety_item - 1];
  return given !== null && given !== undefined && given > lowest;
}

export function leftOut(items: Given): number {
  return items.filter((given) => given === null).length;
}

function sumOf(asked: Questionnaire, items: Given, numbers: readonly number[]): number | null {
  let sum = 0;
  for (const number of numbers) {
    const given = items[number - 1] ?? null;
    if (given === null) return null;
    sum += asked.reversed.includes(number) ? turned(asked, number, given) : given;
  }
  return sum;
}

function turned(asked: Questionnaire, number: number, given: number): number {
  return 2 * asked.lowest + answersOf(asked, number).length - 1 - given;
}
