// Which questionnaires this device knows: those that come with the app, and those that the operator of the
// server has added, kept on the device so that they can be filled in and read offline.
import { useEffect } from "preact/hooks";
import type { Device } from "../device.ts";
import { useDevice } from "../here.ts";
import type { Measure } from "../journal/entry.ts";
import { useStored } from "../stored.ts";
import { type Questionnaire, whole } from "./questionnaire.ts";
import { SHIPPED } from "./shipped.ts";
import { titles } from "./titles.ts";

/** Undefined until the device's store has answered. */
export function useQuestionnaires(): readonly Questionnaire[] | undefined {
  const device = useDevice();
  const kept = useStored(async (tx) => (await tx.get("questionnaires")) ?? []);
  useEffect(() => void refresh(device), [device]);
  useEffect(() => name(kept ?? []), [kept]);
  return kept && [...SHIPPED, ...kept];
}

/** The wording that an entry was written with; null when it is not known here. */
export function wordingOf(
  known: readonly Questionnaire[],
  { instrument, language, wording }: Measure,
): Questionnaire | null {
  return (
    known.find(
      (one) => one.slug === instrument && one.language === language && one.version === wording,
    ) ?? null
  );
}

/**
 * The wordings to fill in now, one of each questionnaire: in the person's language where a published
 * translation is here, else in English, else as it is; the newest version of it.
 */
export function offered(
  known: readonly Questionnaire[],
  language = document.documentElement.lang,
): readonly Questionnaire[] {
  const best = new Map<string, Questionnaire>();
  for (const one of known) {
    const other = best.get(one.slug);
    if (!other || rank(one, language) > rank(other, language)) best.set(one.slug, one);
  }
  return [...best.values()];
}

function rank(one: Questionnaire, language: string): number {
  const near = one.language === language ? 2 : Number(one.language === "en");
  return near * 10_000 + one.version;
}

const asked = new WeakSet<Device>();

/** Once per start; offline the kept ones stand. */
async function refresh(device: Device): Promise<void> {
  if (asked.has(device)) return;
  asked.add(device);
  try {
    const { questionnaires } = await device.server.questionnaires();
    const served = questionnaires.map(whole);
    const kept = await device.store.read((tx) => tx.get("questionnaires"));
    if (JSON.stringify(served) === JSON.stringify(kept ?? [])) return;
    await device.store.write((tx) => tx.set("questionnaires", served));
  } catch {
    asked.delete(device);
  }
}

function name(kept: readonly Questionnaire[]): void {
  const missing = kept.filter(({ slug }) => !(slug in titles.peek()));
  if (missing.length === 0) return;
  const more = missing.map(({ slug, title }) => [slug, title]);
  titles.value = { ...titles.peek(), ...Object.fromEntries(more) };
}
