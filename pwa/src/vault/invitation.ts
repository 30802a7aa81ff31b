/**
 * Invitations. Their secret travels in the part of a link that browsers never send, so the server,
 * which passes keys on between two people, cannot put its own in their place.
 */

import { type Bytes, fromBase64Url, toBase64Url, toHex, utf8 } from "./bytes.ts";
import { type KeyHolder, keysHash } from "./fingerprint.ts";
import { expandToMac } from "./hkdf.ts";
import { randomBytes } from "./random.ts";
import { sha256 } from "./sha256.ts";

/** From the operator: makes an account. From a therapist: `hash` stands for the therapist's keys. */
export type Invitation =
  | { for: "patient" | "therapist"; secret: Bytes }
  | { for: "care"; hash: Bytes; secret: Bytes };

/** `id` names the invitation at the server, `code` spends it. Neither tells the secret. */
export type Ticket = { code: Bytes; id: string };

export function makeInvitationSecret(): Bytes {
  return randomBytes(32);
}

export async function ticketOf(secret: Bytes): Promise<Ticket> {
  const hash = await sha256(new Uint8Array([...utf8("afterglow/invitation/1\0"), ...secret]));
  const code = hash.slice(0, 16);
  return { code, id: uuidText((await sha256(code)).slice(0, 16)) };
}

/** The address that a therapist hands over, by QR code or however a person can be sure who sent it. */
export async function careLinkAddress(
  origin: string,
  therapist: KeyHolder,
  secret: Bytes,
): Promise<string> {
  const hash = toBase64Url(await keysHash(therapist));
  return `${origin}/invitation#c.${hash}.${toBase64Url(secret)}`;
}

/** From `location.hash`, with or without its #. null when it is not an invitation, or not a whole one. */
export function readInvitation(fragment: string): Invitation | null {
  const [kind, ...parts] = fragment.replace(/^#/, "").split(".");
  const [first, second] = parts.map(fromBase64Url);
  if (kind === "c" && parts.length === 2 && first?.length === 16 && second?.length === 32) {
    return { for: "care", hash: first, secret: second };
  }
  if ((kind === "p" || kind === "t") && parts.length === 1 && first?.length === 32) {
    return { for: kind === "p" ? "patient" : "therapist", secret: first };
  }
  return null;
}

/** Whether the keys that the server names for a person are the ones that the link stands for. */
export async function fitsLink(person: KeyHolder, hash: Bytes): Promise<boolean> {
  return toBase64Url(await keysHash(person)) === toBase64Url(hash);
}

/** The patient's proof to the therapist that these keys belong to whoever held the link. */
export async function makeMac(
  secret: Bytes,
  therapist: string,
  patient: KeyHolder,
): Promise<Bytes> {
  const key = await expandToMac(secret, CARE_LINK);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, content(therapist, patient)));
}

export async function isMac(
  mac: Bytes,
  secret: Bytes,
  therapist: string,
  patient: KeyHolder,
): Promise<boolean> {
  const key = await expandToMac(secret, CARE_LINK);
  return crypto.subtle.verify("HMAC", key, mac, content(therapist, patient));
}

/** Sixteen bytes as a UUID is written; they are taken as they are, without version bits. */
function uuidText(bytes: Bytes): string {
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const CARE_LINK = "afterglow/care-link/1";

function content(therapist: string, { id, recipient, verify_key }: KeyHolder): Bytes {
  return utf8([CARE_LINK, therapist, id, recipient, verify_key].join("\0"));
}
