// Whom to call, shipped inside the app so that it is there offline and signed out (domain.md 7.1).
// Nobody has dialled these yet: before every release a person dials each one, sends each text, and
// only then moves that row's date. A test fails when a row is older than 180 days.
// Each row names its source in domain.md 7.1; BK is background knowledge alone, to be verified first.

export type PlaceId = "us" | "ca" | "gb" | "ie" | "eu" | "au" | "nz" | "elsewhere";

export interface Line {
  /** What the button says: "Call 988". */
  label: string;
  /** Who answers, in a few words. */
  who: string;
  href: string;
}

export interface Place {
  id: PlaceId;
  name: string;
  /** First on the screen, always. Empty where only the person knows the number. */
  emergency: readonly Line[];
  crisis: readonly Line[];
  checked_on: string;
}

const EMERGENCY = "Emergency services";
/** Also where nobody has said where they are (domain.md 7.2). */
export const DIRECTORY: Line = {
  label: "Open findahelpline.com",
  who: "A directory of helplines by country; needs a connection",
  href: "https://findahelpline.com/",
};

export const PLACES: readonly Place[] = [
  {
    // P105
    id: "us",
    name: "United States",
    emergency: [call("911", EMERGENCY)],
    crisis: [
      call("988", "Crisis line. 1 for veterans, 2 for Spanish"),
      text("988", "Crisis line, by text message"),
      {
        label: "Chat at 988lifeline.org",
        who: "Crisis line, in writing",
        href: "https://988lifeline.org/",
      },
      text("741741", "Crisis text line"),
    ],
    checked_on: "2026-11-22",
  },
  {
    // P106; the text line BK
    id: "ca",
    name: "Canada",
    emergency: [call("911", EMERGENCY)],
    crisis: [call("988", "Crisis line"), text("988", "Crisis line, by text message")],
    checked_on: "2026-11-22",
  },
  {
    // P107, P108
    id: "gb",
    name: "United Kingdom",
    emergency: [call("999", EMERGENCY)],
    crisis: [
      call("116 123", "Samaritans: free, day and night"),
      text("85258", "Shout, by text message"),
      call("111", "NHS: choose option 2"),
    ],
    checked_on: "2026-11-22",
  },
  {
    // BK
    id: "ie",
    name: "Ireland",
    emergency: [call("112", EMERGENCY), call("999", EMERGENCY)],
    crisis: [call("116 123", "Samaritans")],
    checked_on: "2026-11-22",
  },
  {
    // BK
    id: "eu",
    name: "European Union",
    emergency: [call("112", EMERGENCY)],
    crisis: [call("116 123", "Emotional support, in several countries"), DIRECTORY],
    checked_on: "2026-11-22",
  },
  {
    // BK
    id: "au",
    name: "Australia",
    emergency: [call("000", EMERGENCY)],
    crisis: [call("13 11 14", "Lifeline")],
    checked_on: "2026-11-22",
  },
  {
    // BK
    id: "nz",
    name: "New Zealand",
    emergency: [call("111", EMERGENCY)],
    crisis: [
      call("1737", "Someone to talk with"),
      text("1737", "Someone to talk with, by text message"),
    ],
    checked_on: "2026-11-22",
  },
  {
    // BK
    id: "elsewhere",
    name: "Somewhere else",
    emergency: [],
    crisis: [DIRECTORY],
    checked_on: "2026-11-22",
  },
];

/** The place of that id; null when it is none of ours. */
export function placeOf(id: string | null): Place | null {
  return PLACES.find((place) => place.id === id) ?? null;
}

function call(number: string, who: string): Line {
  return { label: `Call ${number}`, who, href: `tel:${number.replaceAll(" ", "")}` };
}

function text(number: string, who: string): Line {
  return { label: `Text ${number}`, who, href: `sms:${number}` };
}
