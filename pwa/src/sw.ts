/**
 * The service worker: keeps one whole version of the app on the device and answers from it, with or
 * without a network. It never touches /api or /health, so nothing personal enters its cache.
 */
export type {};

declare const self: ServiceWorkerGlobalScope;

/** Address and, unless the file's name carries a hash of its own, the integrity of what was built. */
type Precached = readonly [address: string, integrity: string | undefined];

// Filled in by build/precache.ts. A file is kept together with its headers, the content security
// policy among them, so changed headers make a new version just as changed files do.
declare const __PRECACHE__: readonly Precached[];
declare const __FILES__: string;
declare const __HEADERS__: string;

const OURS = "afterglow-";
const SAME_HEADERS = `${OURS}${__HEADERS__}-`;
const CACHE = SAME_HEADERS + __FILES__;
const FILES: ReadonlyMap<string, string | undefined> = new Map(__PRECACHE__);

self.addEventListener("install", (event) => event.waitUntil(keepThisVersion()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  // Only a page says when: it has saved what is being written before it asks.
  if (event.data === "skip-waiting") event.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || isServers(pathname)) return;
  if (request.mode === "navigate" && !FILES.has(pathname)) {
    event.respondWith(kept("/index.html", request));
  } else {
    event.respondWith(kept(pathname, request));
  }
});

function isServers(pathname: string): boolean {
  return /^\/(api|health)(\/|$)/.test(pathname);
}

/**
 * All files or none: if one fails the browser drops this worker and tries again later. The
 * integrity makes a server that changes versions meanwhile fail too, instead of mixing two.
 */
async function keepThisVersion(): Promise<void> {
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(Array.from(FILES, (file) => keep(cache, file)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache: Cache, [address, integrity]: Precached): Promise<void> {
  // A hashed name never changes its content, so an earlier version's copy saves the download.
  const response = (!integrity && (await copyOf(address))) || (await download(address, integrity));
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
  await cache.put(address, response);
}

async function copyOf(address: string): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    const copy = name.startsWith(SAME_HEADERS) && (await caches.match(address, from(name)));
    if (copy) return copy;
  }
  return undefined;
}

/** no-cache: the browser's HTTP cache may hold the file with older headers. */
function download(address: string, integrity = ""): Promise<Response> {
  return fetch(address, { cache: "no-cache", integrity });
}

/**
 * The version before this one stays until the next: another tab may still run it and need its
 * lazily loaded parts. Names come in the order in which they were made.
 */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(address: string, request: Request): Promise<Response> {
  const own = await caches.match(address, from(CACHE));
  return own ?? (await caches.match(address, { ignoreVary: true })) ?? keptOnUse(address, request);
}

/** The therapists' pages are no use without a network, so no patient's phone keeps them beforehand. */
async function keptOnUse(address: string, request: Request): Promise<Response> {
  const response = await fetch(request);
  if (response.ok && !response.redirected && address.startsWith("/assets/")) {
    await (await caches.open(CACHE)).put(address, response.clone());
  }
  return response;
}

/** Answers differ by encoding on the wire only; once kept they are plain. */
function from(cacheName: string): MultiCacheQueryOptions {
  return { cacheName, ignoreVary: true };
}
