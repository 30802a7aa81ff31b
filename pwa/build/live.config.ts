// Tests of the device against a real server; they end in .live.ts, so that `npm test` leaves them.

import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest asks for it.
export default defineConfig({
  test: { include: ["src/**/*.live.ts"], testTimeout: 600_000 },
});
