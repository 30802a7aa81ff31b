/** The files of a build, and each of them packed as the server sends it. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const PACKED_TYPES = /\.(html|js|css|svg|json|webmanifest|txt)$/;

export function filesIn(dist: string): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
    .sort();
}

/** Bytes of each file as sent: brotli where that is smaller, as it lies there for PNG and the like. */
export function pack(dist: string, names: readonly string[]): Map<string, number> {
  return new Map(
    names.map((name) => {
      const bytes = readFileSync(join(dist, name));
      if (!PACKED_TYPES.test(name)) return [name, bytes.length];
      const brotli = brotliCompressSync(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
      });
      writeFileSync(join(dist, `${name}.br`), brotli);
      writeFileSync(join(dist, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      return [name, brotli.length];
    }),
  );
}
