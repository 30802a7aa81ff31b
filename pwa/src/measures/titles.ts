// What questionnaires are called, for lists that open nothing: the wording itself is loaded later.
import { signal } from "@preact/signals";

/** By slug. The operator's are added when they are known here. */
export const titles = signal<Readonly<Record<string, string>>>({
  phq_9: "PHQ-9",
  phq_2: "PHQ-2",
  gad_7: "GAD-7",
  gad_2: "GAD-2",
  pcl_5: "PCL-5",
});

export function titleOf(slug: string): string {
  return titles.value[slug] ?? "Questionnaire";
}
