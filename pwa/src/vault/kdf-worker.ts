/**
 * Argon2id off the page's thread. The server answers this file, and only this one, with
 * 'wasm-unsafe-eval' in its content security policy; the page itself may not compile WebAssembly.
 */

import type { Bytes } from "./bytes.ts";
import { stretch } from "./stretch.ts";

export type Question = { password: string; salt: Bytes };
export type Answer = { master: Bytes } | { problem: string };

addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  postMessage(await answer(data));
});

async function answer({ password, salt }: Question): Promise<Answer> {
  try {
    return { master: await stretch(password, salt) };
  } catch (error) {
    // An error inside an async listener never reaches the page as an event.
    return { problem: String(error) };
  }
}
