import { afterEach, expect, test, vi } from "vitest";
import vectors from "../../../tests/vectors/kdf.json";
import { openBundle, wrapBundle } from "./bundle.ts";
import { toHex } from "./bytes.ts";
import { derive, salt, split } from "./kdf.ts";
import type { Answer, Question } from "./kdf-worker.ts";
import { makeSecrets } from "./keys.ts";
import { stretch } from "./stretch.ts";

/** Node has no Worker of the browser's kind: this one runs the same two lines that kdf-worker.ts does. */
function workers(answer: (question: Question) => Promise<Answer>) {
  const ended = vi.fn();
  class ThreadOfTheSameKind {
    onmessage: ((event: { data: Answer }) => void) | null = null;
    terminate = ended;
    async postMessage(question: Question) {
      this.onmessage?.({ data: await answer(question) });
    }
  }
  vi.stubGlobal("Worker", ThreadOfTheSameKind);
  return ended;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each(vectors.cases)("a password gives the same keys as in Python, case %#", async (known) => {
  workers(async ({ password, salt }) => ({ master: await stretch(password, salt) }));
  const { auth, wrap } = await derive(known.password, known.instance, known.email);
  expect(toHex(await salt(known.instance, known.email))).toBe(known.salt);
  expect(toHex(auth)).toBe(known.auth);
  await expectSameKey(wrap, known.wrap);
});

test("composed or not, compatible or not: what looks the same is the same password and address", () => {
  const [first, ...others] = vectors.cases.slice(0, 3);
  for (const other of others) {
    expect(other.password).not.toBe(first?.password);
    expect([other.salt, other.auth, other.wrap]).toEqual([first?.salt, first?.auth, first?.wrap]);
  }
});

test("the parts of the salt cannot run together", async () => {
  expect(await salt("ab", "c@d")).not.toEqual(await salt("a", "bc@d"));
});

test("who knows auth knows nothing of wrap, and no script reads wrap", async () => {
  const { auth, wrap } = await split(new Uint8Array(32));
  expect(wrap.extractable).toBe(false);
  await expect(expectSameKey(wrap, toHex(auth))).rejects.toThrow();
});

test("the worker ends, and gives its memory back, whether it answers or fails", async () => {
  const ended = workers(async () => ({ problem: "out of memory" }));
  await expect(derive("a password", "an instance", "ana@example.org")).rejects.toThrow(
    "out of memory",
  );
  expect(ended).toHaveBeenCalledOnce();
});

/** A key that cannot be read is told by what it opens. */
async function expectSameKey(key: CryptoKey, hex: string) {
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const known = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt"]);
  const secrets = await makeSecrets("ana");
  const bundle = await wrapBundle(secrets, known, "bundle");
  expect(await openBundle(bundle, key, "bundle", "ana")).toEqual(secrets);
}
