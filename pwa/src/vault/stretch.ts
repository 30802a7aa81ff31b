/**
 * Argon2id, KDF version 1: 64 MiB, three passes, one lane (RFC 9106, section 4, its second choice,
 * but with one lane, because a browser's worker has one).
 * The parameters are constants of the program: no server can ask for weaker ones.
 */

import { argon2id } from "hash-wasm";
import { type Bytes, utf8 } from "./bytes.ts";

/** 32 bytes. `salt` has 16. Takes 0.3 to 2 seconds and 64 MiB: on a page, only inside kdf-worker.ts. */
export async function stretch(password: string, salt: Bytes): Promise<Bytes> {
  const master = await argon2id({
    password: utf8(password.normalize("NFKC")),
    salt,
    memorySize: 65536,
    iterations: 3,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
  return new Uint8Array(master);
}
