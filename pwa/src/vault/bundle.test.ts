import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/bundle.json";
import people from "../../../tests/vectors/people.json";
import { type BundleKind, openBundle, wrapBundle } from "./bundle.ts";
import { type Bytes, fromBase64 } from "./bytes.ts";
import { randomBytes } from "./random.ts";
import { Untrusted } from "./untrusted.ts";

const ana = { ...people.ana, signing: fromBase64(people.ana.signing) };
const secrets = { account: ana.account, identity: ana.identity, signing: ana.signing };

function wrapKey(bytes: Bytes) {
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

const known = Uint8Array.from(vectors.wrap.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const kinds: BundleKind[] = ["bundle", "recovery-bundle"];

test.each(kinds)("a %s opens whoever wrapped it", async (kind) => {
  for (const maker of [vectors.by_python, vectors.by_browser]) {
    const opened = openBundle(fromBase64(maker[kind]), await wrapKey(known), kind, ana.account);
    expect(await opened).toEqual(secrets);
  }
});

test.each(kinds)(
  "a %s opens with its own key, for its own account, as its own kind",
  async (kind) => {
    const wrap = await wrapKey(known);
    const bundle = await wrapBundle(secrets, wrap, kind);
    const other = kind === "bundle" ? "recovery-bundle" : "bundle";
    expect(await openBundle(bundle, wrap, kind, ana.account)).toEqual(secrets);
    for (const attempt of [
      openBundle(bundle, await wrapKey(randomBytes(32)), kind, ana.account),
      openBundle(bundle, wrap, other, ana.account),
      openBundle(bundle, wrap, kind, people.mallory.account),
    ]) {
      await expect(attempt).rejects.toThrow(Untrusted);
    }
  },
);

test("every bit-flip of a bundle is refused", async () => {
  const wrap = await wrapKey(known);
  const bundle = await wrapBundle(secrets, wrap, "bundle");
  for (let bit = 0; bit < bundle.length * 8; bit++) {
    const flipped = bundle.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
    await expect(openBundle(flipped, wrap, "bundle", ana.account)).rejects.toThrow(Untrusted);
  }
});

test("a bundle cut anywhere is refused", async () => {
  const wrap = await wrapKey(known);
  const bundle = await wrapBundle(secrets, wrap, "bundle");
  for (let length = 0; length < bundle.length; length++) {
    const cut = openBundle(bundle.slice(0, length), wrap, "bundle", ana.account);
    await expect(cut).rejects.toThrow(Untrusted);
  }
});

test("the same keys wrapped twice give different bytes", async () => {
  const wrap = await wrapKey(known);
  const twice = [
    await wrapBundle(secrets, wrap, "bundle"),
    await wrapBundle(secrets, wrap, "bundle"),
  ];
  expect(twice[0]).not.toEqual(twice[1]);
});
