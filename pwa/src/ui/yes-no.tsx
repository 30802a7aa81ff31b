// A question that yes, no and silence answer.
import type { Bind } from "./bind.ts";
import { Choice, type Option } from "./choice.tsx";

const YES_NO: readonly Option<boolean>[] = [
  { value: true, label: "Yes" },
  { value: false, label: "No" },
];

export function YesNo({ question, bind }: { question: string; bind: Bind<boolean | null> }) {
  return <Choice question={question} options={YES_NO} bind={bind} optional />;
}
