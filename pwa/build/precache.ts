/**
 * Finishes a build: writes into sw.js what the service worker keeps, packs every file, prints what
 * people download and fails when it is too much.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Logger, Plugin } from "vite";
import { filesIn, pack } from "./pack.ts";

/** kB of 1,000 bytes, as sent: brotli, and for the first load with its answers' headers. */
const FIRST_LOAD_KB = 20;
const PRECACHE_KB = 150;
const THERAPISTS_KB = 15;
/** Measured: status line and headers of one answer over HTTP/1.1. */
const HEADERS_BYTES = 900;
/**
 * The browser keeps the worker itself, and the system the icons once the app is installed. Kept by sw.ts
 * at their first use: the therapists' pages, and the words that passwords are made of. Neither is of any
 * use without the server.
 */
const NOT_KEPT =
  /\.map$|^assets\/(therapist|four-words)-|^(sw\.js|robots\.txt|icon-(maskable-)?512\.png|apple-touch-icon\.png)$/;

type Options = { securityHeaders: string };

/** `securityHeaders`: the server's source file in which the headers of the page are written. */
export function precache({ securityHeaders }: Options): Plugin {
  let dist = "";
  let say: Logger["info"];
  return {
    name: "afterglow-precache",
    apply: "build",
    configResolved(config) {
      dist = resolve(config.root, config.build.outDir);
      say = config.logger.info;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler(error) {
        if (error) return;
        const kept = filesIn(dist).filter((name) => !NOT_KEPT.test(name));
        fillIn(dist, kept, digest(readFileSync(securityHeaders)));
        const packed = pack(dist, filesIn(dist));
        say(judged("First load", firstLoad(dist), packed, FIRST_LOAD_KB, HEADERS_BYTES));
        say(judged("Whole precache", kept, packed, PRECACHE_KB, 0));
        const therapists = filesIn(dist).filter((name) => /^assets\/therapist-\S+s$/.test(name));
        say(judged("For therapists besides", therapists, packed, THERAPISTS_KB, 0));
      },
    },
  };
}

function fillIn(dist: string, kept: string[], headers: string): void {
  const list = kept.map((name) => {
    if (name.startsWith("assets/")) return [`/${name}`];
    return [`/${name}`, `sha256-${sha256(readFileSync(join(dist, name))).toString("base64")}`];
  });
  const text = JSON.stringify(list);
  const values = {
    __PRECACHE__: text,
    __FILES__: `"${digest(text)}"`,
    __HEADERS__: `"${headers}"`,
  };
  const worker = join(dist, "sw.js");
  let script = readFileSync(worker, "utf8");
  for (const [name, value] of Object.entries(values)) {
    if (!script.includes(name)) throw new Error(`sw.js has no ${name} to fill in.`);
    script = script.replaceAll(name, () => value);
  }
  writeFileSync(worker, script);
}

/** The page and what it names: scripts, their static imports (as modulepreload) and styles. */
function firstLoad(dist: string): string[] {
  const page = readFileSync(join(dist, "index.html"), "utf8");
  const named = page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g);
  return ["index.html", ...Array.from(named, ([, name]) => name ?? "")];
}

function judged(
  what: string,
  names: string[],
  sizes: Map<string, number>,
  limitKb: number,
  headersBytes: number,
): string {
  const sum = names.reduce((total, name) => total + (sizes.get(name) ?? 0) + headersBytes, 0);
  const line = `${what}: ${(sum / 1000).toFixed(1)} kB brotli in ${names.length} files (limit ${limitKb})`;
  if (sum > limitKb * 1000) throw new Error(`Too large. ${line}`);
  return line;
}

function digest(content: string | Buffer): string {
  return sha256(content).toString("base64url").slice(0, 10);
}

function sha256(content: string | Buffer): Buffer {
  return createHash("sha256").update(content).digest();
}
