// Moments as the person lived them: RFC 3339 text with the UTC offset of that place and hour.
// Everything here reads the wall clock inside the text, so an entry written abroad keeps its own
// day and hour; only `instant` and what is built on it compare moments.

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** A moment as text with this device's offset at that moment, to the second. */
export function withOffset(at: Date = new Date()): string {
  const ahead = -at.getTimezoneOffset();
  const size = Math.abs(ahead);
  const offset = `${ahead < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${localDate(at)}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${offset}`;
}

/** Milliseconds since 1970. Throws on text that is no moment. */
export function instant(at: string): number {
  const ms = Date.parse(at);
  if (Number.isNaN(ms)) throw new Error("not a moment");
  return ms;
}

/** The day on the person's own calendar then, "2026-11-22". */
export function localDay(at: string): string {
  return at.slice(0, 10);
}

/** The clock on the person's own wall then, "14:05". */
export function localClock(at: string): string {
  return at.slice(11, 16);
}

/** This device's date, "2026-11-22". */
export function localDate(at: Date): string {
  return `${String(at.getFullYear()).padStart(4, "0")}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day so many days after a day ("2026-11-22"); counts calendar days, whatever the clocks do. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** What `<input type="datetime-local">` takes: the wall clock without its offset, to the minute. */
export function toField(at: string): string {
  return at.slice(0, 16);
}

/** The moment that a datetime-local field means on this device, or null when the field is blank. */
export function fromField(value: string): string | null {
  const parts = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value);
  if (!parts) return null;
  const [year, month, day, hour, minute] = parts.slice(1).map(Number) as Five;
  const at = new Date(year, month - 1, day, hour, minute);
  // Without this the years 0 to 99 would mean 1900 to 1999.
  at.setFullYear(year);
  return withOffset(at);
}

/** "Today", "Yesterday", "Tomorrow", "Friday 20 November", and the year when it is another one. */
export function dayInWords(day: string, now: Date = new Date()): string {
  const today = localDate(now);
  if (day === today) return "Today";
  if (day === dayAfter(today, -1)) return "Yesterday";
  if (day === dayAfter(today)) return "Tomorrow";
  return longDay(day, day.slice(0, 4) !== today.slice(0, 4));
}

/** "Today, 14:05". */
export function inWords(at: string, now: Date = new Date()): string {
  return `${dayInWords(localDay(at), now)}, ${localClock(at)}`;
}

/** "today, 14:05", to stand inside a sentence: "since today, 14:05". */
export function inSentence(at: string, now: Date = new Date()): string {
  const words = inWords(at, now);
  return isNear(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}

/** "today, 14:05" or "on Friday 20 November, 14:05": "You wrote this on Friday 20 November". */
export function whenInSentence(at: string, now: Date = new Date()): string {
  const words = inSentence(at, now);
  return isNear(inWords(at, now)) ? words : `on ${words}`;
}

/** "Sunday 22 November", with the year on demand. */
export function longDay(day: string, year = false): string {
  const [y, m, d] = day.split("-").map(Number) as [number, number, number];
  const at = new Date(Date.UTC(y, m - 1, d));
  const words = `${WEEKDAYS[at.getUTCDay()]} ${d} ${MONTHS[m - 1]}`;
  return year ? `${words} ${y}` : words;
}

type Five = [number, number, number, number, number];

// Our own names and not Intl's: the app speaks English whatever the phone speaks.
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

function isNear(words: string): boolean {
  return /^(Today|Yesterday|Tomorrow)/.test(words);
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}
