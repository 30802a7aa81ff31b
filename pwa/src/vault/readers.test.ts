import { beforeAll, expect, test } from "vitest";
import people from "../../../tests/vectors/people.json";
import vectors from "../../../tests/vectors/reader-tags.json";
import { fromBase64 } from "./bytes.ts";
import { importKeys, type Keys } from "./keys.ts";
import { chosenReaders, tagReaders } from "./readers.ts";

let ana: Keys;
let mallory: Keys;

beforeAll(async () => {
  const keys = (known: typeof people.ana) =>
    importKeys({ ...known, signing: fromBase64(known.signing) });
  [ana, mallory] = [await keys(people.ana), await keys(people.mallory)];
});

const { edit } = vectors;
const tagsOf = (hex: string): string[] => [...(hex.match(/.{40}/g) ?? [])];

test.each(vectors.cases)("a reader's tag is the same everywhere, %o", async (known) => {
  const { account, until, same_moment, tag } = known;
  expect(tagsOf(await tagReaders([{ account, until }], edit, ana))).toContain(tag);
  for (const again of same_moment) {
    expect(tagsOf(await tagReaders([{ account, until: again }], edit, ana))).toContain(tag);
  }
});

test("the author's devices know the readers again, and nobody else among them", async () => {
  const chosen = [
    { account: people.theo.account, until: null },
    { account: people.mallory.account, until: "2026-06-01T00:00:00Z" },
  ];
  const reader_tags = await tagReaders(chosen, edit, ana);
  const known = (readers: typeof chosen, of = edit, keys = ana) =>
    chosenReaders(readers, { edit: of, reader_tags }, keys);
  expect(await known(chosen)).toEqual(chosen);
  expect(await known(chosen.slice(1))).toEqual(chosen.slice(1));
  expect(await known([{ account: people.ana.account, until: null }])).toEqual([]);
  expect(await known(chosen.map((one) => ({ ...one, until: "2030-01-01T00:00:00Z" })))).toEqual([]);
  expect(await known(chosen, "another edit")).toEqual([]);
  expect(await known(chosen, edit, mallory)).toEqual([]);
});

test("nobody can tell from the tags how many read, up to four", async () => {
  const reader = (n: number) => ({ account: `account ${n}`, until: null });
  for (const [readers, tags] of [
    [0, 4],
    [1, 4],
    [4, 4],
    [5, 5],
  ] as const) {
    const made = await tagReaders([...Array(readers).keys()].map(reader), edit, ana);
    expect(made).toMatch(/^[0-9a-f]+$/);
    expect(tagsOf(made)).toHaveLength(tags);
    expect(tagsOf(made)).toEqual(tagsOf(made).toSorted());
  }
});

test("two edits for the same reader have nothing in common", async () => {
  const readers = [{ account: people.theo.account, until: null }];
  const [one, other] = [
    await tagReaders(readers, "one", ana),
    await tagReaders(readers, "two", ana),
  ];
  expect(tagsOf(one).filter((tag) => tagsOf(other).includes(tag))).toEqual([]);
});
