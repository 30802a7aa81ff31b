import { expect, test } from "vitest";
import { EFFECTS } from "../journal/catalogue.ts";
import { emergencyHeading, emergencyWords } from "./emergency-line.tsx";

const SIGNS = EFFECTS.filter((effect) => effect.emergency).map((effect) => effect.slug);

test("every emergency sign, alone or with all others, names the number", () => {
  for (const slugs of [...SIGNS.map((slug) => [slug]), SIGNS]) {
    expect(emergencyWords(slugs, "112").join(" "), slugs.join()).toMatch(/call 112/i);
  }
});

test("no sign is called normal, and nobody is told to take or stop a drug", () => {
  for (const slug of SIGNS) {
    expect(emergencyWords([slug], "112").join(" ")).not.toMatch(
      /normal|common|expected|take |stop /i,
    );
  }
});

test("thoughts of suicide are thanked for and met with support, beside any other sign", () => {
  expect(emergencyHeading(["suicidal"])).toBe("You deserve support with this.");
  expect(emergencyHeading(["suicidal", "chest_pain"])).toBe("This needs help now.");
  const words = emergencyWords(["suicidal", "chest_pain"], "112").join(" ");
  expect(words).toContain("Thank you for saying so.");
});

test("a rash alone sends to the clinic, swelling to the emergency number", () => {
  const words = emergencyWords(["allergy"], "112").join(" ");
  expect(words).toContain("ring your clinic today");
  expect(words).toContain("swells");
});
