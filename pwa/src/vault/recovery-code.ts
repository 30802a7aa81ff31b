/**
 * The recovery code: 128 random bits on paper, as seven groups of four symbols. 26 symbols hold the
 * bits and two zero bits, the last two symbols hold ten bits of their SHA-256, for typing errors.
 */

import { type Bytes, bigEndian } from "./bytes.ts";
import { expand, expandToWrap } from "./hkdf.ts";
import { randomBytes } from "./random.ts";
import { sha256 } from "./sha256.ts";

/** Crockford's base32: no I, L, O, which are read as 1, 1 and 0, and no U. */
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 7;
const GROUP_SYMBOLS = 4;
const SECRET_SYMBOLS = 26;

export function makeRecoverySecret(): Bytes {
  return randomBytes(16);
}

/** As it is shown and printed: XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX. */
export async function recoveryCode(secret: Bytes): Promise<string> {
  let bits = 0n;
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  const symbols = written(bits << 2n, SECRET_SYMBOLS) + (await checksum(secret));
  return (symbols.match(/.{4}/g) ?? []).join("-");
}

/** What a person typed, as the code would be written; also for comparing single groups. */
export function normalised(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Dash}]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

export type Reading = { secret: Bytes } | { problem: string };

/** The secret, or a sentence about what does not fit, with the number of the group where it can tell. */
export async function readRecoveryCode(typed: string): Promise<Reading> {
  const symbols = normalised(typed);
  const problem = strayed(symbols) ?? miscounted(typed, symbols);
  if (problem) return { problem };
  let bits = 0n;
  for (const symbol of symbols.slice(0, SECRET_SYMBOLS)) {
    bits = (bits << 5n) | BigInt(SYMBOLS.indexOf(symbol));
  }
  if (bits & 3n) return { problem: "Group 7 does not fit. Please compare it with your copy." };
  const secret = bigEndian(bits >> 2n, 16);
  if ((await checksum(secret)) !== symbols.slice(SECRET_SYMBOLS)) {
    return { problem: "This code does not fit. Please compare each group with your copy." };
  }
  return { secret };
}

/** `wrap` opens the recovery bundle; `proof` shows the server that the code is there. */
export async function recoveryKeys(secret: Bytes): Promise<{ wrap: CryptoKey; proof: Bytes }> {
  return {
    wrap: await expandToWrap(secret, "afterglow/recovery-wrap/1"),
    proof: await expand(secret, "afterglow/recovery-proof/1"),
  };
}

function strayed(symbols: string): string | null {
  const characters = [...symbols];
  const at = characters.findIndex((symbol) => !SYMBOLS.includes(symbol));
  if (at < 0) return null;
  const group = Math.min(Math.floor(at / GROUP_SYMBOLS) + 1, GROUPS);
  return `Group ${group} has a character that no code contains: ${characters[at]}`;
}

function miscounted(typed: string, symbols: string): string | null {
  if (symbols.length === GROUPS * GROUP_SYMBOLS) return null;
  const groups = typed.trim().split(/[\s\p{Dash}]+/u);
  const at = groups.findIndex((group) => group.length !== GROUP_SYMBOLS);
  if (groups.length === GROUPS && at >= 0) {
    return `Group ${at + 1} has ${groups[at]?.length} characters instead of 4.`;
  }
  return `A code has 7 groups of 4 characters, 28 in all. Here are ${symbols.length}.`;
}

async function checksum(secret: Bytes): Promise<string> {
  const [first = 0, second = 0] = await sha256(secret);
  return written(BigInt((first << 2) | (second >> 6)), 2);
}

function written(bits: bigint, count: number): string {
  let text = "";
  for (let place = count - 1; place >= 0; place--) {
    text += SYMBOLS[Number((bits >> BigInt(place * 5)) & 31n)];
  }
  return text;
}
