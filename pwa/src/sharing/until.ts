// A share that ends by itself: the last day that the person names, in both directions.

import { dayInWords, fromField, localDate, localDay, withOffset } from "../time.ts";

/** The last second of that day on this device; null when the field is blank. */
export function endOfDay(field: string): string | null {
  // The server keeps moments to the microsecond, and a day's last second says its day.
  const at = fromField(`${field}T23:59`);
  return at?.replace("T23:59:00", "T23:59:59") ?? null;
}

/** A sentence when the field holds no day from today on, else null. Blank is right. */
export function lastDayMistake(field: string, now: Date): string | null {
  if (field === "" || (/^\d{4}-/.test(field) && field >= localDate(now))) return null;
  return "Give today or a later day, or leave it blank.";
}

/** "until today", "until Friday 20 November", also when the server said it in another offset. */
export function untilInWords(until: string, now: Date = new Date()): string {
  const day = dayInWords(localDay(withOffset(new Date(Date.parse(until)))), now);
  const near = /^(Today|Yesterday|Tomorrow)$/.test(day);
  return `until ${near ? day.toLowerCase() : day}`;
}
