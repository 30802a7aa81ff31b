/** From a password: `auth`, which proves to the server who is there, and `wrap`, which never leaves. */

import { ourScript } from "../trusted.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import { expand, expandToWrap } from "./hkdf.ts";
import type { Answer, Question } from "./kdf-worker.ts";
import workerAddress from "./kdf-worker.ts?worker&url";
import { sha256 } from "./sha256.ts";

/** The only version there is. An account with another one was made by a newer program. */
export const KDF_VERSION = 1;

export type Derived = { auth: Bytes; wrap: CryptoKey };

/** Throws when the device cannot do it, most often for want of 64 MiB of memory. */
export async function derive(password: string, instance: string, email: string): Promise<Derived> {
  return split(await stretchInWorker({ password, salt: await salt(instance, email) }));
}

/**
 * Sixteen bytes that both sides can say without asking each other, different on every instance.
 * Each part carries its length, so that no other parts run together into the same bytes.
 */
export async function salt(instance: string, email: string): Promise<Bytes> {
  const address = email.normalize("NFKC").trim().toLowerCase();
  const parts = ["afterglow/kdf/1", instance.toLowerCase(), address].map(lengthPrefixed);
  const hash = await sha256(new Uint8Array(await new Blob(parts).arrayBuffer()));
  return hash.slice(0, 16);
}

/**
 * Two labels, not two halves and not one from the other: whoever holds `auth`, as the server does,
 * knows nothing about `wrap`.
 */
export async function split(master: Bytes): Promise<Derived> {
  return {
    auth: await expand(master, "afterglow/auth/1"),
    wrap: await expandToWrap(master, "afterglow/wrap/1"),
  };
}

function lengthPrefixed(text: string): Bytes {
  const bytes = utf8(text);
  const prefixed = new Uint8Array(4 + bytes.length);
  new DataView(prefixed.buffer).setUint32(0, bytes.length);
  prefixed.set(bytes, 4);
  return prefixed;
}

/** A worker for one question: ending it is the only way to give the 64 MiB back. */
function stretchInWorker(question: Question): Promise<Bytes> {
  const { promise, resolve, reject } = Promise.withResolvers<Bytes>();
  const worker = new Worker(ourScript(workerAddress), { type: "module" });
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    if ("master" in data) resolve(data.master);
    else reject(new Error(data.problem));
  };
  worker.onerror = () => reject(new Error("The worker that derives keys could not start."));
  worker.postMessage(question);
  return promise.finally(() => worker.terminate());
}
