// Judging what is being saved, recording the tier in its facts, and saying it after the save.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Entry, Facts } from "../journal/entry.ts";
import type { Editing } from "../journal/writing-form.tsx";
import { go } from "../router.tsx";
import { say } from "../ui/said.tsx";
import { type Judged, judgeEntry } from "./red-flags.ts";
import { SupportPage } from "./support-page.tsx";
import { TierPage } from "./tier-page.tsx";
import { NOT_WATCHED } from "./tier-words.ts";

interface Tiered {
  judge: (facts: Facts, at: string, session: string | null) => Facts;
  onSaved: (entry: Entry) => void;
  /** In place of the form, once there is something to be said. */
  message: JSX.Element | null;
}

export function useTier(editing: Editing): Tiered {
  const judged = useRef<Judged | null>(null);
  const saved = useSignal<Entry | null>(null);
  return {
    judge(facts, at, session) {
      if (facts.kind !== "effects" && facts.kind !== "vitals") return facts;
      judged.current = judgeEntry(facts, at, session);
      return { ...facts, tier: judged.current.tier };
    },
    onSaved(entry) {
      if (judged.current && judged.current.tier !== "d") {
        saved.value = entry;
        return;
      }
      say(`Saved on this phone. ${NOT_WATCHED}`);
      go(editing ? `/entries/${entry.id}` : "/", true);
    },
    message: saved.value && judged.current && messageFor(saved.value, judged.current),
  };
}

/** Thoughts of suicide have a screen of their own (3.4), unless a life is in danger at this moment. */
function messageFor(entry: Entry, judged: Judged): JSX.Element {
  const supported = judged.tier !== "a" && judged.flags.includes("suicidal");
  return supported ? <SupportPage entry={entry} /> : <TierPage entry={entry} judged={judged} />;
}
