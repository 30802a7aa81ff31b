import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { precache } from "./build/precache.ts";

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [precache({ securityHeaders: from("../api/headers.py") })],
  resolve: {
    // Without it age-encryption's dependencies bring @noble/curves twice: 50 kB instead of 38.
    dedupe: ["@noble/curves", "@noble/hashes", "@noble/ciphers"],
    alias: {
      "@noble/post-quantum/hybrid.js": from("build/without-post-quantum.ts"),
      "@noble/curves/nist.js": from("build/without-post-quantum.ts"),
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
        codeSplitting: {
          // Left alone, what every start needs comes in a dozen files of a few hundred bytes, each
          // with as many bytes of headers. So: one file draws the frame, one opens the store.
          groups: [
            { name: "app", tags: ["$initial"], test: (id) => !id.endsWith("/sw.ts"), priority: 2 },
            { name: "start", test: /src\/(device\.ts|ui\/notices\.tsx)$/, priority: 1 },
            // Get help now stays small and alone: it may be the first page that somebody ever opens.
            { name: "help", test: /src\/safety\/(help-page|crisis|line|region)/, priority: 1 },
            // What nearly every page stands on: else whichever group is first takes it along.
            {
              name: "ui",
              test: /src\/(ui\/|(time|stored|reading|drafts|uuid|expiry)\.ts|journal\/(session-words|summary|use-now|catalogue|entry-(row|facts|words)|first-words|effect-words|sessions-near|after-session)\.)/,
              priority: 1,
            },
            // Small files compress badly: what is opened together comes together.
            {
              name: "forms",
              test: /src\/(journal\/(\S+-form|edit-page|effects?-\S+|session-(fields|details)|numbers?|number-field|soft-warnings|catalogue|opened-entry)|ui\/(several|yes-no|select))\.tsx?$/,
            },
            { name: "therapist", test: /src\/therapist\// },
            { name: "sharing", test: /src\/sharing\// },
            { name: "safety", test: /src\/safety\// },
            { name: "account", test: /src\/accounts\/(?!new-password-field)/ },
            { name: "sync", test: /src\/(sync|pull|push|settle|live|merge|writing|contacts)\.ts$/ },
          ],
        },
        // A service worker rules the folder it lies in, and is known by one name for ever.
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/api": "http://localhost:8000", "/health": "http://localhost:8000" } },
  test: { include: ["src/**/*.test.{ts,tsx}"] },
});
