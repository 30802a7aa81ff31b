import { expect, test } from "vitest";
import { isOurScript, ourScript } from "./trusted.ts";

test.each(["/sw.js", "/assets/kdf-worker-B1x_y-z9.js"])("%s is ours", (address) => {
  expect(isOurScript(address)).toBe(true);
  expect(ourScript(address)).toBe(address);
});

test.each([
  "https://elsewhere.example/sw.js",
  "//elsewhere.example/sw.js",
  "data:text/javascript,alert(1)",
  "blob:http://localhost/1",
  "/api/entries",
  "/assets/../api/sw.js",
  "/assets/kdf-worker-1.js?x",
  "/assets/kdf-worker-1.js#x",
  "/sw.js\n",
  "sw.js",
  "",
])("%j is not ours", (address) => {
  expect(isOurScript(address)).toBe(false);
  expect(() => ourScript(address)).toThrow(TypeError);
});
