import { Decrypter, Encrypter } from "age-encryption";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import vectors from "../../../tests/vectors/entry.json";
import people from "../../../tests/vectors/people.json";
import { type Bytes, fromBase64 } from "./bytes.ts";
import { importKeys, type Keys } from "./keys.ts";
import { padded } from "./padding.ts";
import { openDraft, openWords, sealDraft, sealWords, TooLong } from "./seal.ts";
import { Untrusted } from "./untrusted.ts";

let ana: Keys;
let theo: Keys;
let mallory: Keys;
const place = { author: people.ana.account, id: "an entry", edit: "an edit" };

beforeAll(async () => {
  const keys = (known: typeof people.ana) =>
    importKeys({ ...known, signing: fromBase64(known.signing) });
  [ana, theo, mallory] = [
    await keys(people.ana),
    await keys(people.theo),
    await keys(people.mallory),
  ];
});

function headerOf(sealed: Bytes): string {
  return new TextDecoder("latin1").decode(sealed).split("\n---")[0] ?? "";
}

function stanzas(sealed: Bytes): number {
  return headerOf(sealed).split("-> X25519 ").length - 1;
}

async function sealedTo(keys: Keys, plain: Bytes): Promise<Bytes> {
  const age = new Encrypter();
  age.addRecipient(keys.recipient);
  return new Uint8Array(await age.encrypt(plain));
}

test.each(["by_python", "by_browser"] as const)(
  "words sealed %s open for readers",
  async (maker) => {
    const { author, id, signed, words } = vectors[maker];
    const there = { author, id, edit: JSON.parse(signed).edit };
    expect(await openWords(fromBase64(words), there, ana)).toEqual(vectors.text);
    expect(await openWords(fromBase64(words), there, theo)).toEqual(vectors.text);
    expect(await openWords(fromBase64(words), there, mallory)).toBeNull();
  },
);

test("any text comes back as it was written", async () => {
  const texts = fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }));
  await fc.assert(
    fc.asyncProperty(texts, async (text) => {
      const sealed = await sealWords(text, place, [ana.recipient]);
      expect(Object.entries((await openWords(sealed, place, ana)) ?? {})).toEqual(
        Object.entries(text),
      );
    }),
    { numRuns: 50 },
  );
});

test("nobody can count the readers of fewer than four", async () => {
  const sizes = new Set<number>();
  for (const readers of [[], [theo.recipient], [theo.recipient, mallory.recipient]]) {
    const sealed = await sealWords({ note: "light" }, place, [ana.recipient, ...readers]);
    expect(stanzas(sealed)).toBe(4);
    sizes.add(sealed.length);
  }
  expect(sizes.size).toBe(1);
});

test("dummies are new in every file, and a recipient named twice counts once", async () => {
  const keys = [ana.recipient, ana.recipient] as const;
  const one = headerOf(await sealWords({}, place, keys)).split("\n");
  const other = headerOf(await sealWords({}, place, keys)).split("\n");
  expect(one).toHaveLength(9);
  expect(one.filter((line) => other.includes(line))).toEqual(["age-encryption.org/v1"]);
});

test("a reader's place among the stanzas tells nothing", async () => {
  const places = new Set<number>();
  for (let n = 0; n < 60; n++) {
    const sealed = await sealWords({}, place, [ana.recipient, theo.recipient]);
    places.add(await stanzaOf(theo, sealed));
  }
  // One of four missing after 60 files is an accident in 10^7.
  expect(places.size).toBe(4);
});

test("the size tells the bucket and nothing else", async () => {
  const sizes = new Map<number, Set<number>>();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 1500 }), async (note) => {
      const sealed = await sealWords({ note }, place, [ana.recipient]);
      const bucket = padded({ v: 1, ...place, text: { note } }).length;
      sizes.set(bucket, (sizes.get(bucket) ?? new Set()).add(sealed.length));
    }),
    { numRuns: 60 },
  );
  for (const inBucket of sizes.values()) expect(inBucket.size).toBe(1);
});

test("words of another author, entry or edit are not trusted", async () => {
  const sealed = await sealWords({ note: "light" }, place, [ana.recipient]);
  for (const other of [
    { ...place, author: mallory.account },
    { ...place, id: "another" },
    { ...place, edit: "another" },
  ]) {
    await expect(openWords(sealed, other, ana)).rejects.toMatchObject({ reason: "elsewhere" });
  }
  const { author, id } = place;
  expect(await openWords(sealed, { author, id }, ana)).toEqual({ note: "light" });
});

test.each([
  ["version", { v: 2, ...place, text: {} }],
  ["version", []],
  ["version", null],
  ["malformed", { v: 1, ...place, text: {}, more: 1 }],
  ["malformed", { v: 1, author: place.author, id: place.id, text: {} }],
  ["malformed", { v: 1, ...place, text: { note: 7 } }],
  ["malformed", { v: 1, ...place, text: ["light"] }],
  ["malformed", { v: 1, ...place, text: null }],
  ["malformed", { v: 1, account: "a", name: "b", draft: {} }],
])("words that are %s are not trusted, case %#", async (reason, content) => {
  const plain =
    Array.isArray(content) || !content
      ? new TextEncoder().encode(JSON.stringify(content))
      : padded(content);
  const sealed = await sealedTo(ana, plain);
  await expect(openWords(sealed, place, ana)).rejects.toMatchObject({ reason });
});

test.each(["", "not JSON", '{"v":1', "\xff"])(
  "words that are no JSON are not trusted: %j",
  async (text) => {
    const sealed = await sealedTo(
      ana,
      Uint8Array.from(text, (symbol) => symbol.charCodeAt(0)),
    );
    await expect(openWords(sealed, place, ana)).rejects.toMatchObject({ reason: "broken" });
  },
);

test("no bit-flip and no cut of sealed words ever gives a text", async () => {
  const sealed = await sealWords({ note: "light" }, place, [ana.recipient]);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const flipped = sealed.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    expect(await textOrRefusal(flipped)).toBe("refused");
  }
  for (let length = 0; length < sealed.length; length += 7) {
    expect(await textOrRefusal(sealed.slice(0, length))).toBe("refused");
  }
  expect(await textOrRefusal(new Uint8Array([...sealed, 0]))).toBe("refused");
}, 60_000);

test("only X25519 recipients are sealed to", async () => {
  for (const recipient of ["", "age1pq1qqqq", "age1tag1qqqq", "ssh-ed25519 AAAA"]) {
    await expect(sealWords({}, place, [ana.recipient, recipient])).rejects.toThrow(TypeError);
  }
  // The right form, but the checksum of another key.
  const mixed = ana.recipient.slice(0, -6) + theo.recipient.slice(-6);
  await expect(sealWords({}, place, [mixed])).rejects.toThrow();
});

test("a text that the server would not take is refused in words", async () => {
  const long = sealWords({ first_capture: "x".repeat(260 * 1024) }, place, [ana.recipient]);
  await expect(long).rejects.toThrow(TooLong);
  await expect(long).rejects.toThrow("split it in two");
});

test("a draft opens for its writer, under its name, and only as a draft", async () => {
  const draft = { facts: { mood: 6, ended: null }, text: { note: "half a sen" } };
  const sealed = await sealDraft(draft, "reflection", ana);
  expect(stanzas(sealed)).toBe(1);
  expect(await openDraft(sealed, "reflection", ana)).toEqual(draft);
  expect(await openDraft(sealed, "reflection", mallory)).toBeNull();
  await expect(openDraft(sealed, "check_in", ana)).rejects.toMatchObject({ reason: "elsewhere" });
  await expect(openDraft(sealed, "reflection", { ...ana, account: "b" })).rejects.toThrow(
    Untrusted,
  );
  await expect(openWords(sealed, place, ana)).rejects.toThrow(Untrusted);
});

/** Refused is Untrusted, or null: a file whose one stanza for ana is damaged is not sealed to ana. */
async function textOrRefusal(sealed: Bytes) {
  try {
    const text = await openWords(sealed, place, ana);
    return text === null ? "refused" : text;
  } catch (error) {
    if (error instanceof Untrusted) return "refused";
    throw error;
  }
}

/** Which of the stanzas, counted from 0, is the one that these keys open. */
async function stanzaOf(keys: Keys, sealed: Bytes): Promise<number> {
  const [version = "", ...lines] = headerOf(sealed).split("\n");
  for (let at = 0; at < 4; at++) {
    const alone = [version, ...lines.slice(at * 2, at * 2 + 2), `--- ${"A".repeat(43)}`, ""];
    const age = new Decrypter();
    age.addIdentity(keys.identity);
    const opening = age.decryptHeader(new TextEncoder().encode(alone.join("\n")));
    const problem = await opening.catch((error: Error) => error.message);
    // The MAC is wrong, of course; but it is only looked at when the stanza has opened.
    if (problem === "invalid header HMAC") return at;
  }
  return -1;
}
