/** Words sealed to the people who may read them: age files of padded JSON. */

import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Bytes } from "./bytes.ts";
import { isRecipient } from "./fingerprint.ts";
import type { Keys } from "./keys.ts";
import { padded } from "./padding.ts";
import { shuffled } from "./random.ts";
import { Untrusted } from "./untrusted.ts";

/** The words of one entry by field, for example `first_capture`. */
export type Text = Record<string, string>;

/** Which entry, and which edit of it, the words belong to. */
export type Place = { author: string; id: string; edit: string };

/** The server takes no more than 256 KiB of sealed bytes. */
export const MOST_SEALED_BYTES = 256 * 1024;

/** A sentence for the person who wrote. */
export class TooLong extends Error {
  override readonly name = "TooLong";
  override readonly message = "This text is too long for one entry. Please split it in two.";
}

const FEWEST_RECIPIENTS = 4;

/** `recipients`: the author's own first, then the readers'. Throws TooLong. */
export async function sealWords(
  text: Text,
  { author, id, edit }: Place,
  recipients: readonly [own: string, ...readers: string[]],
): Promise<Bytes> {
  const plain = padded({ v: 1, author, id, edit, text });
  const sealed = await seal(plain, await amongOthers(recipients));
  if (sealed.length > MOST_SEALED_BYTES) throw new TooLong();
  return sealed;
}

/**
 * The text, or null when it is not sealed to these keys. Throws Untrusted when it opens, or should,
 * and is not the words of this place. Anybody can seal to public keys: only together with the
 * signature over the hash of `sealed` (sign.ts) do opened words say who wrote them.
 */
export async function openWords(
  sealed: Bytes,
  place: Omit<Place, "edit"> & { edit?: string },
  keys: Keys,
): Promise<Text | null> {
  const content = await open(sealed, keys, ["author", "id", "edit", "text"]);
  if (content === null) return null;
  const { author, id, edit, text } = content;
  const expected = place.edit ?? edit;
  if (author !== place.author || id !== place.id || edit !== expected) {
    throw new Untrusted("elsewhere");
  }
  if (!isText(text)) throw new Untrusted("malformed");
  return text;
}

/** What is not yet an entry, sealed to oneself. `name` says which form it belongs to. */
export async function sealDraft(draft: unknown, name: string, keys: Keys): Promise<Bytes> {
  const plain = padded({ v: 1, account: keys.account, name, draft });
  return seal(plain, [keys.recipient]);
}

/** The draft as it was, or null when it is not sealed to these keys. Throws Untrusted. */
export async function openDraft(sealed: Bytes, name: string, keys: Keys): Promise<unknown> {
  const content = await open(sealed, keys, ["account", "name", "draft"]);
  if (content === null) return null;
  if (content.account !== keys.account || content.name !== name) throw new Untrusted("elsewhere");
  return content.draft;
}

/**
 * Filled up with strangers who do not exist, and shuffled: neither the number of stanzas nor the
 * place at which a reader finds its own tells how many others read.
 */
async function amongOthers(recipients: readonly string[]): Promise<string[]> {
  const all = new Set(recipients);
  while (all.size < FEWEST_RECIPIENTS) {
    // A real key whose other half is forgotten at once: random bytes are a point on the curve only
    // every other time, which would tell the dummies apart.
    all.add(await identityToRecipient(await generateX25519Identity()));
  }
  return shuffled([...all]);
}

async function seal(plain: Bytes, recipients: readonly string[]): Promise<Bytes> {
  const age = new Encrypter();
  for (const recipient of recipients) {
    if (!isRecipient(recipient)) throw new TypeError("This is not an X25519 recipient.");
    age.addRecipient(recipient);
  }
  return new Uint8Array(await age.encrypt(plain));
}

type Content = Record<string, unknown>;

/** The fields `names`, or null when none of the stanzas is for these keys. */
async function open(sealed: Bytes, keys: Keys, names: string[]): Promise<Content | null> {
  let mine = true;
  const age = new Decrypter();
  age.addIdentity(keys.identity);
  // age asks the next identity only when the one before found no stanza of its own.
  age.addIdentity({
    unwrapFileKey: () => {
      mine = false;
      return null;
    },
  });
  try {
    return contentOf(await age.decrypt(sealed), names);
  } catch (error) {
    if (!mine) return null;
    throw error instanceof Untrusted ? error : new Untrusted("broken", error);
  }
}

function contentOf(plain: Uint8Array, names: string[]): Content {
  const content: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(plain));
  if (!isContent(content) || content.v !== 1) throw new Untrusted("version");
  const known = ["v", ...names, "pad"];
  const found = Object.keys(content);
  if (found.length !== known.length || !found.every((name) => known.includes(name))) {
    throw new Untrusted("malformed");
  }
  return content;
}

function isContent(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return isContent(value) && Object.values(value).every((text) => typeof text === "string");
}
