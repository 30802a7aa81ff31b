import fc from "fast-check";
import { expect, test } from "vitest";
import vectors from "../../../tests/vectors/invitation.json";
import people from "../../../tests/vectors/people.json";
import { fromBase64Url, toBase64Url, toHex } from "./bytes.ts";
import type { KeyHolder } from "./fingerprint.ts";
import { isRecipient, keysHash, verifyKeyOf } from "./fingerprint.ts";
import {
  careLinkAddress,
  fitsLink,
  isMac,
  makeInvitationSecret,
  makeMac,
  readInvitation,
  ticketOf,
} from "./invitation.ts";

function person({ account, recipient, verify_key }: typeof people.ana): KeyHolder {
  return { id: account, recipient, verify_key };
}

const [ana, theo, mallory] = [person(people.ana), person(people.theo), person(people.mallory)];
const secret = Uint8Array.from(vectors.secret.match(/../g) ?? [], (byte) =>
  Number.parseInt(byte, 16),
);

test("an invitation is the same as in Python", async () => {
  const { code, id } = await ticketOf(secret);
  expect([toHex(code), id]).toEqual([vectors.code, vectors.id]);
  expect(toHex(await keysHash(theo))).toBe(vectors.keys_hash);
  expect(await careLinkAddress("https://journal.example.org", theo, secret)).toBe(
    vectors.care_link,
  );
  expect(toHex(await makeMac(secret, theo.id, ana))).toBe(vectors.mac);
});

test("a care link is read back, and stands for its therapist alone", async () => {
  const address = await careLinkAddress("https://journal.example.org", theo, secret);
  const invitation = readInvitation(new URL(address).hash);
  if (invitation?.for !== "care") throw new Error("not a care link");
  expect(invitation.secret).toEqual(secret);
  expect(await fitsLink(theo, invitation.hash)).toBe(true);
  for (const other of [
    mallory,
    { ...theo, id: mallory.id },
    { ...theo, recipient: mallory.recipient },
    { ...theo, verify_key: mallory.verify_key },
  ]) {
    expect(await fitsLink(other, invitation.hash)).toBe(false);
  }
});

test("an operator's link is read back", () => {
  const text = toBase64Url(secret);
  expect(readInvitation(`#p.${text}`)).toEqual({ for: "patient", secret });
  expect(readInvitation(`t.${text}`)).toEqual({ for: "therapist", secret });
});

test.each([
  "",
  "#",
  "#p",
  "#p.",
  "#x.AAAA",
  `#p.${"A".repeat(42)}`,
  `#p.${"A".repeat(44)}`,
  `#p.${"A".repeat(42)}B`,
  `#p.${"A".repeat(43)}.`,
  `#p.${"A".repeat(43)}.${"A".repeat(43)}`,
  `#c.${"A".repeat(43)}`,
  `#c.${"A".repeat(22)}.${"A".repeat(43)}.`,
  `#c.${"A".repeat(43)}.${"A".repeat(43)}`,
  `#c.${"A".repeat(22)}.${"A".repeat(42)}`,
  `#C.${"A".repeat(22)}.${"A".repeat(43)}`,
  `#p.${"A".repeat(42)}%41`,
])("%j is not an invitation", (fragment) => {
  expect(readInvitation(fragment)).toBeNull();
});

test("any fragment at all is an invitation or none, and never an error", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (fragment) => {
      expect(readInvitation(fragment)).toBeNull();
      expect(readInvitation(`#c.${fragment}`)).toBeNull();
    }),
  );
});

test("the MAC holds for these keys, this pair and this secret alone", async () => {
  const mac = await makeMac(secret, theo.id, ana);
  expect(await isMac(mac, secret, theo.id, ana)).toBe(true);
  for (const attempt of [
    isMac(mac, makeInvitationSecret(), theo.id, ana),
    isMac(mac, secret, mallory.id, ana),
    isMac(mac, secret, theo.id, { ...ana, id: mallory.id }),
    isMac(mac, secret, theo.id, { ...ana, recipient: mallory.recipient }),
    isMac(mac, secret, theo.id, { ...ana, verify_key: mallory.verify_key }),
    isMac(mac.slice(0, 31), secret, theo.id, ana),
    isMac(new Uint8Array(0), secret, theo.id, ana),
  ]) {
    expect(await attempt).toBe(false);
  }
});

test("secrets are new each time, and neither code nor id tells them", async () => {
  const [one, other] = [makeInvitationSecret(), makeInvitationSecret()];
  expect(one).not.toEqual(other);
  const { code, id } = await ticketOf(one);
  expect(toHex(one)).not.toContain(toHex(code));
  expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("keys of the wrong form are known before they are used", () => {
  expect(isRecipient(ana.recipient)).toBe(true);
  for (const other of [
    "",
    "age1",
    ana.recipient.toUpperCase(),
    `${ana.recipient}q`,
    "age1pq1qqqq",
  ]) {
    expect(isRecipient(other)).toBe(false);
  }
  expect(verifyKeyOf(ana)).toEqual(
    fromBase64Url(ana.verify_key.replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_")),
  );
  expect(() => verifyKeyOf({ ...ana, verify_key: "YQ==" })).toThrow(SyntaxError);
});
