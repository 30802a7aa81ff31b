import { expect, test } from "vitest";
import { PLACES } from "./crisis-lines.ts";
import { numbersIn } from "./plan.ts";
import { RED_FLAGS } from "./red-flags.ts";
import { headingOf, NOT_WATCHED, type Numbers, seenInWords, wordsOf } from "./tier-words.ts";

const NOBODY: Numbers = { emergency: "112", clinic: null, urgent: null };
const KNOWN: Numbers = {
  emergency: "999",
  ...numbersIn({ clinic: "The Lamp", clinic_number: "030 901821", urgent_number: "030 901822" }),
};

function said(tier: "a" | "b" | "c" | "d", numbers: Numbers, ...flags: string[]): string {
  return wordsOf(tier, numbers, flags).join(" ");
}

test("each tier says what domain.md 2.3 says, to the letter", () => {
  expect(said("a", KNOWN)).toBe("Call 999 now. If someone is with you, show them this.");
  expect(said("b", KNOWN)).toBe(
    "Please ring The Lamp today: 030\u00a0901821. If you cannot reach them: 030\u00a0901822. If it gets worse or you feel unsafe: 999.",
  );
  expect(said("c", KNOWN)).toBe("Worth telling The Lamp before your next session.");
  expect(said("d", KNOWN)).toBe("Saved.");
  expect(NOT_WATCHED).toBe("This app is not watched by anyone in real time.");
});

test("where nobody was named the sentences stay whole", () => {
  expect(said("b", NOBODY)).toBe(
    "Please ring your clinic today. If you cannot reach them: the urgent-care line where you live. If it gets worse or you feel unsafe: 112.",
  );
  expect(said("c", NOBODY)).toBe("Worth telling your clinic before your next session.");
});

test("whoever may act on thoughts of suicide is told to stay with someone, after the number", () => {
  expect(said("a", KNOWN, "suicide")).toMatch(/^Call 999 now\..* Stay with someone\.$/);
  expect(said("a", KNOWN, "chest")).not.toContain("Stay with");
});

test("a very high reading is repeated after a rest before anybody rings", () => {
  expect(said("b", KNOWN, "pressure_very_high")).toMatch(
    /^Rest for 5 minutes, then measure again\. If it is still that high: Please ring The Lamp/,
  );
});

test("the emergency number of every place is named in A and in B", () => {
  for (const place of PLACES.filter(({ emergency }) => emergency.length > 0)) {
    const emergency = place.emergency[0]?.href.replace("tel:", "") ?? "";
    expect(headingOf("a", { ...NOBODY, emergency })).toBe(
      `This needs help now. Call ${emergency}.`,
    );
    for (const tier of ["a", "b"] as const) {
      expect(said(tier, { ...NOBODY, emergency })).toContain(emergency);
    }
  }
});

test("who sees it is said as it is now: a share whose last day is over is none", () => {
  const until = "2026-05-08T23:59:59+02:00";
  const entry = { readers: [{ account: "theo", until }] };
  expect(seenInWords(entry, Date.parse(until) - 1)).toMatch(/^You share this entry/);
  expect(seenInWords(entry, Date.parse(until))).toMatch(/^Your therapist does not see this entry/);
  expect(seenInWords({ readers: [] }, 0)).toMatch(/^Your therapist does not see this entry/);
});

test("nothing is called normal, and nobody is told to take or stop a drug", () => {
  for (const { id, tier } of RED_FLAGS) {
    const all = `${headingOf(tier, KNOWN)} ${said(tier, KNOWN, id)}`;
    expect(all, id).not.toMatch(/normal|common|expected|harmless|take |stop |dose|medicine/i);
  }
});
