import { afterEach, expect, test, vi } from "vitest";
import { canSeal } from "./support.ts";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("a browser with X25519 and Ed25519 can seal", async () => {
  expect(await canSeal()).toBe(true);
});

test.each(["X25519", "Ed25519"])("a browser without %s cannot", async (missing) => {
  const generateKey = async (name: string) => {
    if (name === missing) throw new DOMException("", "NotSupportedError");
  };
  vi.stubGlobal("crypto", { subtle: { generateKey } });
  expect(await canSeal()).toBe(false);
});

test("a page that came without TLS cannot", async () => {
  vi.stubGlobal("crypto", {});
  expect(await canSeal()).toBe(false);
});
