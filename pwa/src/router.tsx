// Addresses and the pages at them. Our own, because it is a tenth of what a library weighs in the
// first load: links are caught, a page is loaded when it is first opened, and the page before it
// stays until then.

import { signal } from "@preact/signals";
import { type ComponentChildren, type ComponentType, createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Page } from "./ui/page.tsx";

export type Params = Readonly<Record<string, string>>;

export interface Addressed {
  /** "/entries/:id": a part with a colon is a parameter. */
  path: string;
  load: () => Promise<ComponentType>;
}

/** The address without its fragment: a fragment may hold secrets and is read by its page alone. */
const address = signal(current());

export function usePath(): string {
  return pathOf(address.value);
}

export function useQuery(): URLSearchParams {
  return new URLSearchParams(address.value.split("?")[1]);
}

/** The parameters of the page that is being drawn. */
export function useParams(): Params {
  return useContext(Shown);
}

/** Asks the person first, and calls `goOn` when they want to leave all the same. */
type AskFirst = (goOn: () => void) => void;
let askFirst: AskFirst | null = null;

/**
 * Until the returned function is called, a link or the way back leads off this page only after that. Get
 * help now is never in question.
 */
export function askBeforeLeaving(ask: AskFirst): () => void {
  askFirst = ask;
  return () => {
    if (askFirst === ask) askFirst = null;
  };
}

/** Opens an address of ours; with `replace` the way back leads past the page that is left. */
export function go(href: string, replace = false): void {
  if (replace) history.replaceState(null, "", href);
  else history.pushState(null, "", href);
  moved = isAnotherPage(address.peek(), current());
  address.value = current();
}

/** The same one under another query is drawn again, and stays where it is. */
export function isAnotherPage(before: string, after: string): boolean {
  return pathOf(before) !== pathOf(after);
}

/** The parameters when the path is at that pattern, else null. */
export function match(pattern: string, path: string): Params | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? "";
    if (!part.startsWith(":")) {
      if (part !== value) return null;
      continue;
    }
    const read = decoded(value);
    if (!read) return null;
    params[part.slice(1)] = read;
  }
  return params;
}

const Shown = createContext<Params>({});
const loaded = new Map<Addressed["load"], ComponentType>();
// Whether the person went on rather than back: then the next page starts at its top.
let moved = false;

interface PagesProps {
  pages: readonly Addressed[];
  /** For every other address. */
  elsewhere: Addressed["load"];
}

export function Pages({ pages, elsewhere }: PagesProps) {
  const path = usePath();
  const page = pages.find((page) => match(page.path, path));
  const load = page?.load ?? elsewhere;
  const Page = useLoaded(load);
  const before = useRef<{ load: Addressed["load"]; drawn: ComponentChildren } | null>(null);
  useEffect(listen, []);
  useLayoutEffect(() => {
    if (Page && moved) scrollTo(0, 0);
    if (Page) moved = false;
  }, [Page, path]);

  if (Page) {
    const params = (page && match(page.path, path)) ?? {};
    const drawn = (
      <Shown.Provider value={params}>
        <Page key={path} />
      </Shown.Provider>
    );
    before.current = { load, drawn };
  } else if (!pages.some(({ load }) => load === before.current?.load)) {
    // Whoever has signed out must not go on seeing what was open.
    before.current = null;
  }
  return <>{before.current?.drawn}</>;
}

/** The page, or null until it is there. Offline it comes from the service worker's cache. */
function useLoaded(load: Addressed["load"]): ComponentType | null {
  const [failed, setFailed] = useState<Addressed["load"] | null>(null);
  const [, redraw] = useState(0);
  useEffect(() => {
    if (loaded.has(load)) return;
    load().then(
      (Page) => {
        loaded.set(load, Page);
        redraw((count) => count + 1);
      },
      () => setFailed(() => load),
    );
  }, [load]);
  return loaded.get(load) ?? (failed === load ? NotLoaded : null);
}

/** Needs nothing that would have to be loaded itself. */
function NotLoaded() {
  return (
    <Page heading="This page could not be loaded.">
      <p>Check your connection, then open Afterglow again. Nothing you wrote is lost.</p>
    </Page>
  );
}

function listen(): () => void {
  const back = () => {
    const to = current();
    if (askFirst && to !== address.peek()) {
      // The browser has gone already: it is taken back to where the page still is.
      history.pushState(null, "", address.peek());
      askFirst(() => leave(to));
    } else {
      moved = false;
      address.value = to;
    }
  };
  addEventListener("popstate", back);
  addEventListener("click", follow);
  return () => {
    removeEventListener("popstate", back);
    removeEventListener("click", follow);
  };
}

/** A plain click on a link of ours; everything else is the browser's. */
function follow(event: MouseEvent): void {
  const { ctrlKey, metaKey, altKey, shiftKey, button, defaultPrevented } = event;
  if (ctrlKey || metaKey || altKey || shiftKey || button !== 0 || defaultPrevented) return;
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
  if (!link?.href || link.origin !== location.origin || link.target || link.download) return;
  if (link.getAttribute("href")?.startsWith("#")) return;
  event.preventDefault();
  if (askFirst && link.pathname !== "/help") askFirst(() => leave(link.href));
  else go(link.href);
}

function leave(href: string): void {
  askFirst = null;
  go(href);
}

function current(): string {
  return location.pathname + location.search;
}

function pathOf(address: string): string {
  const path = address.split("?")[0] ?? "/";
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
