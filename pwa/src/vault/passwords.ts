/**
 * What a password must be: at least 15 characters that are not among the first a guesser tries.
 * Four generated words (four-words.ts) always are. Load lazily: only forms that set a password need it.
 */

import { COMMON_PASSWORDS, COMMON_PIECES } from "./common-passwords.ts";

export const FEWEST_CHARACTERS = 15;
const FEWEST_OWN_CHARACTERS = 8;
const FEWEST_DIFFERENT_CHARACTERS = 6;

/** What a person can be guessed from. */
export type Person = { name: string; email: string };

/** A sentence about why this password is too easy to guess, or null when it will do. */
export function weaknessOf(password: string, { name, email }: Person): string | null {
  const plain = password.normalize("NFKC").toLowerCase();
  const characters = [...plain];
  if (characters.length < FEWEST_CHARACTERS) {
    return `Please use at least ${FEWEST_CHARACTERS} characters. A few words in a row are easy to remember.`;
  }
  if (new Set(characters).size < FEWEST_DIFFERENT_CHARACTERS || isRepetition(plain)) {
    return "This repeats itself, so it is guessed early. Four unrelated words are better.";
  }
  if (isMostlyRuns(characters)) {
    return "This follows the alphabet or the keyboard, so it is guessed early. Four unrelated words are better.";
  }
  if (isMostly(lettersOf(plain), COMMON_PASSWORDS) || isMostly(plain, COMMON_PIECES)) {
    return "This is among the most used passwords. Four unrelated words are better.";
  }
  if (isMostly(plain, [...COMMON_PIECES, ...piecesOf(name), ...piecesOf(email)])) {
    return "This is mostly your name or e-mail address. Four unrelated words are better.";
  }
  return null;
}

/** One piece over and over, the last time perhaps cut short or with a digit or two behind it. */
function isRepetition(plain: string): boolean {
  const most = Math.floor(plain.length / 2);
  for (let size = 1; size <= most; size++) {
    const piece = plain.slice(0, size);
    const repeated = piece.repeat(Math.ceil(plain.length / size));
    if (plain.slice(0, -2) === repeated.slice(0, plain.length - 2)) return true;
  }
  return false;
}

const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qwertzuiop",
  "yxcvbnm",
  "azertyuiop",
  "qsdfghjklm",
  "wxcvbn",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
const NEIGHBOURS = new Set(
  RUNS.flatMap((run) => pairs([...run]).flatMap((pair) => [pair, [...pair].reverse().join("")])),
);

/** Two of three steps go to the next or the previous key, letter or digit, or stay where they are. */
function isMostlyRuns(characters: string[]): boolean {
  const steps = pairs(characters);
  const near = steps.filter((pair) => NEIGHBOURS.has(pair) || pair[0] === pair[1]);
  return near.length * 3 >= steps.length * 2;
}

function pairs(characters: string[]): string[] {
  return characters.slice(1).map((next, at) => `${characters[at]}${next}`);
}

/** Whether little is left when every one of `pieces` is taken out. */
function isMostly(plain: string, pieces: string[]): boolean {
  const longestFirst = pieces.toSorted((one, other) => other.length - one.length);
  const rest = longestFirst.reduce((left, piece) => left.replaceAll(piece, " "), plain);
  return rest.length < plain.length && [...lettersOf(rest)].length < FEWEST_OWN_CHARACTERS;
}

function piecesOf(text: string): string[] {
  const words = text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return words.filter((word) => word.length > 2);
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, "");
}
