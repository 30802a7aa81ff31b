import fc from "fast-check";
import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/recovery-code.json";
import { toHex } from "./bytes.ts";
import {
  makeRecoverySecret,
  normalised,
  readRecoveryCode,
  recoveryCode,
  recoveryKeys,
} from "./recovery-code.ts";

const secrets = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => new Uint8Array(bytes));
const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

test.each(vectors.cases)(
  "$code is the same code as in Python, with the same keys",
  async (known) => {
    const secret = Uint8Array.from(known.secret.match(/../g) ?? [], (byte) =>
      Number.parseInt(byte, 16),
    );
    const { wrap, proof } = await recoveryKeys(secret);
    expect(await recoveryCode(secret)).toBe(known.code);
    expect(await readRecoveryCode(known.code)).toEqual({ secret });
    expect(toHex(proof)).toBe(known.proof);
    expect(wrap.extractable).toBe(false);
    expect(await opensTheSame(wrap, known.wrap)).toBe(true);
  },
);

test("a code is seven groups of four, and no two are the same", async () => {
  const codes = await Promise.all(
    Array.from({ length: 100 }, () => recoveryCode(makeRecoverySecret())),
  );
  for (const code of codes) {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){6}$/);
  }
  expect(new Set(codes).size).toBe(100);
});

test("every code is read back, however carelessly it is typed", async () => {
  const careless = fc.record({
    secret: secrets,
    lower: fc.boolean(),
    zero: fc.constantFrom("0", "O", "o"),
    one: fc.constantFrom("1", "I", "l", "L", "i"),
    between: fc.constantFrom("-", " ", "", " - ", "\u2013", "\n", "\u00a0"),
  });
  await fc.assert(
    fc.asyncProperty(careless, async ({ secret, lower, zero, one, between }) => {
      const code = (await recoveryCode(secret)).split("-").join(between);
      const cased = lower ? code.toLowerCase() : code;
      const typed = ` ${cased.replaceAll("0", zero).replaceAll("1", one)}\n`;
      expect(await readRecoveryCode(typed)).toEqual({ secret });
    }),
  );
});

test("a wrong code is never read as another secret, but once in a thousand", async () => {
  let slipped = 0;
  const mistake = fc.tuple(secrets, fc.nat(27), fc.nat(31));
  await fc.assert(
    fc.asyncProperty(mistake, async ([secret, at, wrong]) => {
      const symbols = normalised(await recoveryCode(secret));
      const typed = symbols.slice(0, at) + SYMBOLS[wrong] + symbols.slice(at + 1);
      if (typed !== symbols && "secret" in (await readRecoveryCode(typed))) slipped++;
    }),
    { numRuns: 500 },
  );
  // Ten bits of checksum let through half a case of 500; more than six is an accident in 10^6.
  expect(slipped).toBeLessThanOrEqual(6);
});

test("a mistake is named by its group where that can be told", async () => {
  const code = "HWAE-8QYE-X8B7-MPHP-VVEM-QTH5-8CC0";
  expect(await problemOf(code.replace("X8B7", "X8B"))).toBe(
    "Group 3 has 3 characters instead of 4.",
  );
  expect(await problemOf(code.replace("MPHP", "MUHP"))).toBe(
    "Group 4 has a character that no code contains: U",
  );
  expect(await problemOf(code.replace("8CC0", "8DC0"))).toBe(
    "Group 7 does not fit. Please compare it with your copy.",
  );
  expect(await problemOf(code.replace("VVEM", "VVFM"))).toBe(
    "This code does not fit. Please compare each group with your copy.",
  );
  expect(await problemOf("HWAE-8QYE")).toBe(
    "A code has 7 groups of 4 characters, 28 in all. Here are 8.",
  );
  expect(await problemOf("")).toBe("A code has 7 groups of 4 characters, 28 in all. Here are 0.");
  expect(await problemOf(`${code}🦋`)).toContain("Group 7 has a character");
});

test("any text at all is a secret or a sentence", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 60 }), async (typed) => {
      const reading = await readRecoveryCode(typed);
      expect("secret" in reading || reading.problem.length > 20).toBe(true);
    }),
  );
});

test("a group that is asked back may be typed as carelessly", () => {
  expect(normalised(" hwae ")).toBe("HWAE");
  expect(normalised("8qol")).toBe("8Q01");
  expect(normalised("ＨＷＡＥ")).toBe("HWAE");
});

async function problemOf(typed: string) {
  const reading = await readRecoveryCode(typed);
  return "problem" in reading ? reading.problem : null;
}

async function opensTheSame(key: CryptoKey, hex: string) {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const known = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt"]);
  const aes = { name: "AES-GCM", iv: new Uint8Array(12) };
  const sealed = await crypto.subtle.encrypt(aes, known, new Uint8Array([7]));
  return new Uint8Array(await crypto.subtle.decrypt(aes, key, sealed))[0] === 7;
}
