import fc from "fast-check";
import { expect, test } from "vitest";
import { COMMON_PASSWORDS, COMMON_PIECES } from "./common-passwords.ts";
import { fourWords } from "./four-words.ts";
import { weaknessOf } from "./passwords.ts";
import { WORDS } from "./word-list.ts";

const ana = { name: "Ana Lindqvist", email: "ana.lindqvist@clinic.example.org" };

test.each([
  ["fourteen chars", "15 characters"],
  ["🦋🐙🐢🌊🌻🍎🚲", "15 characters"],
  ["ﬁﬁﬁﬁﬁﬁ", "15 characters"],
  ["aaaaaaaaaaaaaaaaaaaa", "repeats"],
  ["abababababababababab", "repeats"],
  ["mapleotter1mapleotter1", "repeats"],
  ["sunflower-sunflower-su", "repeats"],
  ["butterflybutterfly12", "repeats"],
  ["abcdefghijklmnop", "keyboard"],
  ["ponmlkjihgfedcba", "keyboard"],
  ["qwertyuiopasdfgh", "keyboard"],
  ["1qaz2wsx3edc4rfv", "keyboard"],
  ["123456789012345678", "keyboard"],
  ["qwertzuiopyxcvbnm", "keyboard"],
  ["correct horse battery staple", "most used"],
  ["Correct-Horse-Battery-Staple", "most used"],
  ["correcthorsebatterystaple2026!", "most used"],
  ["Password123456789!", "most used"],
  ["passwordpassw0rdwelcome", "most used"],
  ["ILoveYou-Summer2026!", "most used"],
  ["afterglow ketamine 1", "most used"],
  ["AnaLindqvist2026!", "your name"],
  ["lindqvist.clinic.1", "your name"],
])("%j is refused", (password, because) => {
  expect(weaknessOf(password, ana)).toContain(because);
});

test.each([
  "maple-otter-violin-cloud",
  "fifteen charact",
  "der Kaffee war heute kalt",
  "my dog ate the blue umbrella",
  "zv8#Lq!2mPw@x7Rk",
  "九州の夜はとても静かで星が見える",
  "ana likes purple tractors",
])("%j will do", (password) => {
  expect(weaknessOf(password, ana)).toBeNull();
});

test("characters are counted as people count them, after NFKC", () => {
  expect(weaknessOf("e\u0301a\u0308o\u0302u\u0300i\u0301n\u0303c\u0327", ana)).toContain(
    "15 characters",
  );
  expect(weaknessOf("ﬁfteen characters", ana)).toBeNull();
});

test("any text at all gets an answer, and quickly", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 500 }), (password) => {
      const weakness = weaknessOf(password, ana);
      expect(weakness === null || weakness.endsWith(".")).toBe(true);
    }),
  );
});

test("four words are 44 bits, long enough, and never refused for somebody without a name like them", () => {
  expect(WORDS).toHaveLength(2048);
  for (let n = 0; n < 2000; n++) {
    const words = fourWords();
    expect(words).toMatch(/^[a-z]{3,8}(-[a-z]{3,8}){3}$/);
    if (new Set(words.split("-")).size === 4)
      expect([words, weaknessOf(words, ana)]).toEqual([words, null]);
  }
});

test("every word is offered, none much more often than another", () => {
  const counts = new Map(WORDS.map((word) => [word, 0]));
  for (let n = 0; n < 20_000; n++) {
    for (const word of fourWords().split("-")) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  // 39 each is expected, with a deviation of 6.
  expect(Math.min(...counts.values())).toBeGreaterThan(5);
  expect(Math.max(...counts.values())).toBeLessThan(85);
});

test("the words are different, short, plain, and none is among the first guesses", () => {
  expect(new Set(WORDS).size).toBe(WORDS.length);
  for (const word of WORDS) expect(word).toMatch(/^[a-z]{3,8}$/);
  expect(WORDS.filter((word) => COMMON_PIECES.includes(word))).toEqual([]);
});

test("the list of common passwords holds none that is too short even with three spaces", () => {
  expect(COMMON_PASSWORDS.filter((password) => password.length < 12)).toEqual([]);
});
