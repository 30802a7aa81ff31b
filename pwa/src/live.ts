// Hears from the server that there is more. It says no more than that; what there is comes by pulling.

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 60_000;

/** Calls `onMore` until the function that it returns is called. Comes back by itself when cut off. */
export function listen(onMore: () => void, url = "/api/feed/live"): () => void {
  let wait = FIRST_WAIT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource;

  const open = () => {
    source = new EventSource(url);
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      // Whatever happened while nobody listened was not announced.
      onMore();
    };
    source.addEventListener("more", onMore);
    source.onerror = () => {
      // An answer that is no stream: whether the sign-in has ended, only another request can tell.
      if (source.readyState === EventSource.CLOSED) onMore();
      // The browser would try again by itself after a cut, but never after an answer of 401 or 503.
      source.close();
      timer = setTimeout(open, jittered(wait));
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Between half of it and all of it: a thousand phones do not come back in the same second. */
export function jittered(ms: number): number {
  return ms * (0.5 + Math.random() / 2);
}
