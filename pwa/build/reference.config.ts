/**
 * Builds the API reference beside the app, after it: a build of its own, so that not a byte of it is
 * in the app's first load or in what the service worker keeps.
 */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { filesIn, pack } from "./pack.ts";

const pwa = fileURLToPath(new URL("..", import.meta.url));
const dist = `${pwa}dist`;
const OWN = /^(reference\.html|assets\/reference-[^/]+\.(js|css))$/;

export default defineConfig({
  root: pwa,
  publicDir: false,
  plugins: [
    {
      name: "afterglow-reference",
      closeBundle(error) {
        if (error) return;
        pack(
          dist,
          filesIn(dist).filter((name) => OWN.test(name)),
        );
      },
    },
  ],
  build: {
    target: "es2024",
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: "hidden",
    reportCompressedSize: false,
    rolldownOptions: { input: { reference: `${pwa}reference.html` } },
  },
});
