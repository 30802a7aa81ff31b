import "fake-indexeddb/auto";
import { identityToRecipient } from "age-encryption";
import { expect, test } from "vitest";
import people from "../../../tests/vectors/people.json";
import { fromBase64, toBase64 } from "./bytes.ts";
import { importKeys, type Keys, makeSecrets } from "./keys.ts";
import { openWords, sealWords } from "./seal.ts";
import { signEntry, verifyEntry } from "./sign.ts";

const entry = {
  id: "1",
  revision: 1,
  edit: "2",
  occurred_at: "",
  recorded_at: "",
  reader_tags: "",
};

test.each(Object.entries(people).filter(([name]) => name !== "comment"))(
  "%s has the public keys that Python says",
  async (_, known) => {
    if (typeof known === "string") throw new TypeError("A comment is not a person.");
    const keys = await importKeys({ ...known, signing: fromBase64(known.signing) });
    expect(keys.recipient).toBe(known.recipient);
    expect(toBase64(keys.verifyKey)).toBe(known.verify_key);
  },
);

test("new keys seal and open, sign and verify", async () => {
  const keys = await importKeys(await makeSecrets("ana"));
  await expectToWork(keys);
});

test("two people never get the same keys", async () => {
  const [one, other] = [await makeSecrets("ana"), await makeSecrets("ana")];
  expect(one.identity).not.toBe(other.identity);
  expect(one.signing).not.toEqual(other.signing);
});

test("no script reads the private halves out again", async () => {
  const { identity, signing } = await importKeys(await makeSecrets("ana"));
  for (const key of [identity, signing]) {
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("pkcs8", key)).rejects.toThrow();
    await expect(crypto.subtle.exportKey("jwk", key)).rejects.toThrow();
  }
});

test("keys work after lying in IndexedDB", async () => {
  const keys = await importKeys(await makeSecrets("ana"));
  await expectToWork(structuredClone(keys));
  await expectToWork(await throughIndexedDb(keys));
});

test("an identity with a wrong symbol is refused", async () => {
  const secrets = await makeSecrets("ana");
  for (const at of [20, 40, 70]) {
    const symbol = secrets.identity[at] === "Q" ? "P" : "Q";
    const identity = secrets.identity.slice(0, at) + symbol + secrets.identity.slice(at + 1);
    await expect(importKeys({ ...secrets, identity })).rejects.toThrow();
  }
  await expect(importKeys({ ...secrets, signing: new Uint8Array(31) })).rejects.toThrow(RangeError);
});

test("the private key that WebCrypto holds is the one of the recipient", async () => {
  for (let n = 0; n < 20; n++) {
    const secrets = await makeSecrets("ana");
    const { identity, recipient } = await importKeys(secrets);
    expect(await identityToRecipient(secrets.identity)).toBe(recipient);
    expect(await identityToRecipient(identity)).toBe(recipient);
  }
});

async function expectToWork(keys: Keys) {
  const place = { author: keys.account, id: "1", edit: "2" };
  const words = await sealWords({ first_capture: "light" }, place, [keys.recipient]);
  expect(await openWords(words, place, keys)).toEqual({ first_capture: "light" });
  const facts = { kind: "reflection" };
  const { signed, signature } = await signEntry({ ...entry, facts, words }, keys);
  expect(await verifyEntry(signed, signature, keys.verifyKey)).toBe(true);
}

function throughIndexedDb(keys: Keys): Promise<Keys> {
  const { promise, resolve, reject } = Promise.withResolvers<Keys>();
  const opening = globalThis.indexedDB.open("a device");
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const store = opening.result.transaction("keys", "readwrite").objectStore("keys");
    store.put(keys, "ours").onsuccess = () => {
      const reading = store.get("ours");
      reading.onsuccess = () => resolve(reading.result);
    };
  };
  return promise;
}
