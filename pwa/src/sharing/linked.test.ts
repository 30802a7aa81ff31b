import { expect, test } from "vitest";
import type { CareLink } from "../api-shapes.ts";
import type { Contact } from "../contacts.ts";
import type { Entry } from "../journal/entry.ts";
import { toBase64 } from "../vault/bytes.ts";
import { linkedPeople } from "./linked.ts";

const KEY = new Uint8Array(32).fill(7);

const contact = (more: Partial<Contact> = {}): Contact => ({
  entry: { occurred_at: "2026-05-06T12:00:00+02:00" } as Entry,
  account: "theo",
  name: "theo",
  label: "",
  recipient: "age1theo",
  verifyKey: KEY,
  invitationSecret: null,
  doubtful: false,
  ...more,
});

const link = (keys: { recipient?: string; verify_key?: string } = {}): CareLink => ({
  id: "link",
  with: {
    ...{ id: "theo", name: "theo at the clinic", role: "therapist" },
    ...{ recipient: "age1theo", verify_key: toBase64(KEY), ...keys },
  },
  since: "2026-05-06T10:00:00Z",
  invitation: null,
  mac: null,
});

test("a link whose keys are the pinned ones is verified, and keeps the name of then", () => {
  const [theo] = linkedPeople([contact()], [link()]);
  expect(theo).toMatchObject({ account: "theo", name: "theo", keys: "verified" });
});

test("other keys than the pinned ones are a change, whichever of the two differs", () => {
  const other = toBase64(new Uint8Array(32));
  expect(linkedPeople([contact()], [link({ recipient: "age1other" })])[0]?.keys).toBe("changed");
  expect(linkedPeople([contact()], [link({ verify_key: other })])[0]?.keys).toBe("changed");
  expect(linkedPeople([contact({ doubtful: true })], [link()])[0]?.keys).toBe("changed");
});

test("a link with nobody pinned, or with an invitation that still waits, is not verified", () => {
  const waiting = contact({ account: null, recipient: null, verifyKey: null });
  expect(linkedPeople([], [link()])[0]?.keys).toBe("unverified");
  expect(linkedPeople([waiting], [link()])[0]?.keys).toBe("unverified");
});

test("somebody whose link has ended is no longer there", () => {
  expect(linkedPeople([contact()], [])).toEqual([]);
});

test("without the server those who were pinned are there, and invitations are not", () => {
  const waiting = contact({ account: null, recipient: null, verifyKey: null });
  expect(linkedPeople([contact(), waiting], null)).toMatchObject([
    { account: "theo", since: "2026-05-06T12:00:00+02:00", link: null, keys: "verified" },
  ]);
  expect(linkedPeople([contact({ doubtful: true })], null)[0]?.keys).toBe("changed");
});
