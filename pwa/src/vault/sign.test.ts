import { beforeAll, expect, test } from "vitest";
import vectors from "../../../tests/vectors/entry.json";
import people from "../../../tests/vectors/people.json";
import { fromBase64, toBase64, toHex, utf8 } from "./bytes.ts";
import { importKeys, type Keys } from "./keys.ts";
import { sealWords } from "./seal.ts";
import { sha256 } from "./sha256.ts";
import {
  checkEntry,
  type Facts,
  readEntry,
  type SignedEntry,
  signEntry,
  verifyEntry,
} from "./sign.ts";

let ana: Keys;
let theo: Keys;
let mallory: Keys;

beforeAll(async () => {
  const keys = (known: typeof people.ana) =>
    importKeys({ ...known, signing: fromBase64(known.signing) });
  [ana, theo, mallory] = [
    await keys(people.ana),
    await keys(people.theo),
    await keys(people.mallory),
  ];
});

const NOBODY = "0f".repeat(80);
const times = {
  occurred_at: "2026-03-29T01:30:00+01:00",
  recorded_at: "2026-03-29T03:05:12+02:00",
};

/** An entry of ana's as theo gets it from the server. */
async function shared(id: string, note: string, facts: Facts = { kind: "check_in", mood: 6 }) {
  const edit = `edit of ${id}`;
  const words = await sealWords({ note }, { author: ana.account, id, edit }, [
    ana.recipient,
    theo.recipient,
  ]);
  const { signed, signature } = await signEntry(
    { id, revision: 1, edit, ...times, facts, reader_tags: NOBODY, words },
    ana,
  );
  return {
    author: ana.account,
    id,
    revision: 1,
    signed,
    signature: toBase64(signature),
    words: toBase64(words),
  };
}

function readByTheo(entry: SignedEntry) {
  return readEntry({ entry, verifyKey: ana.verifyKey, keys: theo });
}

function expectRefused(entry: SignedEntry, reason: string) {
  return expect(readByTheo(entry)).rejects.toMatchObject({ name: "Untrusted", reason });
}

/** What someone could make who has every public key, and signs with whatever keys are at hand. */
async function signedBy(
  keys: Keys,
  content: unknown,
): Promise<{ signed: string; signature: string }> {
  const signed = typeof content === "string" ? content : JSON.stringify(content);
  const bytes = utf8(`afterglow/entry/1\0${signed}`);
  const signature = await crypto.subtle.sign("Ed25519", keys.signing, bytes);
  return { signed, signature: toBase64(new Uint8Array(signature)) };
}

test.each(["by_python", "by_browser"] as const)("an entry made %s is read", async (maker) => {
  const entry = vectors[maker];
  const read = await readByTheo(entry);
  expect(read.facts).toEqual({ kind: "reflection" });
  expect(read.text).toEqual(vectors.text);
  expect(read.occurred_at).toBe("2026-03-29T01:30:00.000+01:00");
});

test.each(["by_python", "by_browser"] as const)(
  "signing %s gives the same bytes again",
  async (maker) => {
    const { signed, signature, words } = vectors[maker];
    const again = await signEntry({ ...JSON.parse(signed), words: fromBase64(words) }, ana);
    expect(again.signed).toBe(signed);
    expect(toBase64(again.signature)).toBe(signature);
  },
);

test("a reader gets facts, times and words", async () => {
  const entry = await shared("an entry", "light");
  expect(await readByTheo(entry)).toEqual({
    ...JSON.parse(entry.signed),
    facts: { kind: "check_in", mood: 6 },
    edit: "edit of an entry",
    revision: 1,
    text: { note: "light" },
  });
});

test("an entry without words, or whose words stayed at the server, has no text", async () => {
  const fields = {
    id: "1",
    revision: 1,
    edit: "2",
    ...times,
    facts: { kind: "opened" },
    reader_tags: NOBODY,
    words: null,
  };
  const { signed, signature } = await signEntry(fields, ana);
  const bare = {
    author: ana.account,
    id: "1",
    revision: 1,
    signed,
    signature: toBase64(signature),
    words: null,
  };
  expect(await readByTheo(bare)).toMatchObject({ words: null, text: null });
  const withheld = { ...(await shared("an entry", "light")), words: null };
  const read = await readByTheo(withheld);
  expect(read.text).toBeNull();
  expect(read.words).toMatch(/^[0-9a-f]{64}$/);
});

test("words that are not sealed to this reader are no text, but still checked", async () => {
  const entry = await shared("an entry", "light");
  const opening = readEntry({ entry, verifyKey: ana.verifyKey, keys: mallory });
  expect((await opening).text).toBeNull();
  await expect(
    readEntry({ entry: { ...entry, words: "AAAA" }, verifyKey: ana.verifyKey, keys: mallory }),
  ).rejects.toMatchObject({ reason: "words" });
});

test("what mallory forges with public keys alone is not trusted", async () => {
  const place = { author: ana.account, id: "forged", edit: "forged" };
  const words = await sealWords({ note: "I want to stop" }, place, [ana.recipient, theo.recipient]);
  const facts = { kind: "check_in", mood: 0 };
  const fields = {
    author: ana.account,
    id: "forged",
    revision: 1,
    edit: "forged",
    ...times,
    facts,
    reader_tags: NOBODY,
  };
  const forged = await signedBy(mallory, { ...fields, words: toHex(await sha256(words)) });
  await expectRefused({ ...fields, ...forged, words: toBase64(words) }, "signature");
});

test("words of two entries swapped are not trusted", async () => {
  const [one, other] = [await shared("one", "light"), await shared("other", "dark")];
  await expectRefused({ ...one, words: other.words }, "words");
  await expectRefused({ ...other, words: one.words }, "words");
});

test("a whole entry in the place of another is not trusted", async () => {
  const [one, other] = [await shared("one", "light"), await shared("other", "dark")];
  await expectRefused({ ...other, id: one.id }, "elsewhere");
  await expectRefused({ ...one, revision: 2 }, "elsewhere");
});

test("an entry replayed into another account is not trusted", async () => {
  const entry = await shared("an entry", "light");
  const replayed = { ...entry, author: mallory.account };
  await expectRefused(replayed, "elsewhere");
  const asMallorys = readEntry({ entry: replayed, verifyKey: mallory.verifyKey, keys: theo });
  await expect(asMallorys).rejects.toMatchObject({ reason: "signature" });
});

test("words copied into an entry that mallory signs are not trusted", async () => {
  const entry = await shared("an entry", "light");
  const words = fromBase64(entry.words);
  const fields = { id: entry.id, revision: 1, edit: "edit of an entry", ...times };
  const { signed, signature } = await signEntry(
    { ...fields, facts: { kind: "check_in", mood: 6 }, reader_tags: NOBODY, words },
    mallory,
  );
  const stolen = { ...entry, author: mallory.account, signed, signature: toBase64(signature) };
  const reading = readEntry({ entry: stolen, verifyKey: mallory.verifyKey, keys: theo });
  await expect(reading).rejects.toMatchObject({ reason: "elsewhere" });
});

test("a changed fact, time or revision is not trusted", async () => {
  const entry = await shared("an entry", "light");
  for (const [before, after] of [
    ['"mood":6', '"mood":9'],
    ["01:30:00+01:00", "02:30:00+01:00"],
    ['"revision":1', '"revision":2'],
    ['"mood":6', '"mood": 6'],
  ] as const) {
    expect(entry.signed).toContain(before);
    const changed = { ...entry, signed: entry.signed.replace(before, after) };
    await expectRefused(changed, "signature");
  }
});

test("half a character in place of another does not share its signature", async () => {
  const label = { kind: "reflection", label: "\ufffd" };
  const entry = await shared("an entry", "light", label);
  await readByTheo(entry);
  await expectRefused({ ...entry, signed: entry.signed.replace("\ufffd", "\ud800") }, "signature");
});

test("every bit-flip of words, signature and signed text is refused", async () => {
  const entry = await shared("an entry", "light");
  for (const part of ["words", "signature"] as const) {
    const bytes = fromBase64(entry[part]);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      await expectRefused({ ...entry, [part]: toBase64(flipped) }, part);
    }
  }
  for (let bit = 0; bit < entry.signed.length * 7; bit++) {
    const at = Math.floor(bit / 7);
    const symbol = String.fromCharCode(entry.signed.charCodeAt(at) ^ (1 << (bit % 7)));
    const signed = entry.signed.slice(0, at) + symbol + entry.signed.slice(at + 1);
    await expectRefused({ ...entry, signed }, "signature");
  }
}, 60_000);

test.each(["", "AAAA", "not base64", "A".repeat(86)])("%j is no signature", async (signature) => {
  await expect(readByTheo({ ...(await shared("1", "light")), signature })).rejects.toThrow(
    "Cannot be trusted",
  );
});

test("a field too many, too few or of another form is not trusted, though the author signed it", async () => {
  const entry = { ...(await shared("an entry", "light")), words: null };
  const good = JSON.parse(entry.signed);
  const { edit: _, ...without } = good;
  for (const content of [
    { ...good, more: 1 },
    without,
    { ...without, edits: "1" },
    { ...good, facts: { mood: 6 } },
    { ...good, facts: ["kind"] },
    { ...good, facts: null },
    { ...good, revision: 1.5 },
    { ...good, words: 7 },
    { ...good, reader_tags: [NOBODY] },
    [],
    null,
    "{",
  ]) {
    const refused = { ...entry, ...(await signedBy(ana, content)) };
    await expectRefused(refused, "malformed");
  }
  expect((await checkEntry({ ...entry, ...(await signedBy(ana, good)) }, ana.verifyKey)).id).toBe(
    "an entry",
  );
});

test("a signature for anything else does not sign an entry", async () => {
  const entry = await shared("an entry", "light");
  for (const label of ["", "afterglow/entry/2\0", "afterglow/entry/1"]) {
    const bytes = utf8(label + entry.signed);
    const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", ana.signing, bytes));
    expect(await verifyEntry(entry.signed, signature, ana.verifyKey)).toBe(false);
  }
});

test("what the author signed can be checked without any private key", async () => {
  const entry = await shared("an entry", "light");
  expect((await checkEntry(entry, ana.verifyKey)).facts).toEqual({ kind: "check_in", mood: 6 });
  await expect(checkEntry({ ...entry, words: "AAAA" }, ana.verifyKey)).rejects.toThrow("words");
});
