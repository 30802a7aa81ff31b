import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { CHUNKS } from "./build/chunks.ts";
import { precache } from "./build/precache.ts";

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [precache({ securityHeaders: from("../api/headers.py") })],
  resolve: {
    // Without it age-encryption's dependencies bring @noble/curves twice: 50 kB instead of 38.
    dedupe: ["@noble/curves", "@noble/hashes", "@noble/ciphers"],
    alias: {
      "@noble/post-quantum/hybrid.js": from("build/without-unused-ciphers.ts"),
      "@noble/curves/nist.js": from("build/without-unused-ciphers.ts"),
      "@noble/curves/ed25519.js": from("build/without-unused-ciphers.ts"),
      "@noble/hashes/scrypt.js": from("build/without-unused-ciphers.ts"),
    },
  },
  build: {
    target: "es2024",
    modulePreload: { polyfill: false },
    // The page's policy allows no data: scripts or styles, so nothing is inlined.
    assetsInlineLimit: 0,
    // Written beside the scripts for whoever debugs, named nowhere and never served.
    sourcemap: "hidden",
    reportCompressedSize: false,
    rolldownOptions: {
      input: { app: from("index.html"), sw: from("src/sw.ts") },
      output: {
        codeSplitting: { groups: CHUNKS },
        // A service worker rules the folder it lies in, and is known by one name for ever.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  server: {
    proxy: { "/api": "http://localhost:8000", "/health": "http://localhost:8000" },
    // The questionnaires lie where the server reads them.
    fs: { allow: [".", "../api/journal/measures"] },
  },
  // A test that ends itself says what is wrong; a busy machine is nothing wrong.
  test: { include: ["src/**/*.test.{ts,tsx}"], testTimeout: 30_000 },
});
