// The invitation that was opened in this tab, and what the server says about it.

import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Offline } from "../server.ts";
import type { Invitation } from "../vault/invitation.ts";
import { askAbout, type Opened } from "./acceptance.ts";
import { keptInvitation, takeInvitation } from "./kept-invitation.ts";

export type Kept = Invitation | "broken" | null;

/** Also when another link is opened in the same tab, which loads no new page. */
export function useKeptInvitation(): ReadonlySignal<Kept> {
  const kept = useSignal<Kept | undefined>(undefined);
  if (kept.peek() === undefined) {
    takeInvitation();
    kept.value = keptInvitation();
  }
  useEffect(() => {
    const changed = () => {
      takeInvitation();
      kept.value = keptInvitation();
    };
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
  return kept as ReadonlySignal<Kept>;
}

export interface Asking {
  /** Null until there is an answer. */
  answer: Opened | "offline" | null;
  again: () => void;
}

export function useOpened(invitation: Invitation): Asking {
  const answer = useSignal<Asking["answer"]>(null);
  const ask = async () => {
    try {
      answer.value = await askAbout(invitation);
    } catch (error) {
      if (!(error instanceof Offline)) throw error;
      answer.value = "offline";
    }
  };
  useEffect(() => {
    const online = () => answer.peek() === "offline" && void ask();
    void ask();
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [invitation]);
  return { answer: answer.value, again: () => void ask() };
}
