/** What a device is called in the list of sign-ins: "Chrome on Android". Enough to tell one's own apart. */

// In this order: most browsers name others beside themselves.
const BROWSERS: readonly [mark: RegExp, name: string][] = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|OPiOS\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/CriOS\/|Chrom(e|ium)\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: readonly [mark: RegExp, name: string][] = [
  [/Android/, "Android"],
  [/iPhone|iPod/, "iPhone"],
  [/iPad/, "iPad"],
  [/Windows/, "Windows"],
  [/CrOS/, "ChromeOS"],
  [/Mac OS X|Macintosh/, "Mac"],
  [/Linux/, "Linux"],
];

/** `touches`: an iPad calls itself a Mac, but no Mac has a touch screen. */
export function deviceLabel(
  agent: string = navigator.userAgent,
  touches: number = navigator.maxTouchPoints,
): string {
  const browser = named(BROWSERS, agent);
  const system = named(SYSTEMS, agent);
  const where = system === "Mac" && touches > 1 ? "iPad" : system;
  if (browser && where) return `${browser} on ${where}`;
  return browser ?? where ?? "A browser";
}

function named(list: readonly [RegExp, string][], agent: string): string | null {
  return list.find(([mark]) => mark.test(agent))?.[1] ?? null;
}
