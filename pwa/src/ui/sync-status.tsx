// One line that says where the entries are. Being offline is a state, not an error.
import { Cloud, CloudOff, RefreshCw } from "lucide";
import { useRef } from "preact/hooks";
import { sync } from "../here.ts";
import type { SyncState } from "../sync.ts";
import { whenInSentence, withOffset } from "../time.ts";
import { Icon, type IconNode } from "./icon.tsx";

interface Line {
  words: string;
  icon: IconNode;
  link?: { href: string; words: string };
}

export function SyncStatus() {
  const state = sync.value?.state.value ?? null;
  // While it tries, the line of the last answer stays: every retry would flicker otherwise.
  const settled = useRef<SyncState | null>(null);
  if (state && state.phase !== "syncing") settled.current = state;
  if (!state) return null;
  const line = lineOf({ ...state, phase: settled.current?.phase ?? state.phase });
  return (
    <p class="sync">
      <Icon of={line.icon} size={18} />
      <span>
        {line.words}
        {line.link && (
          <>
            {" "}
            <a href={line.link.href}>{line.link.words}</a>
          </>
        )}
      </span>
    </p>
  );
}

function lineOf({ phase, unsynced, lastSynced, problem }: SyncState): Line {
  switch (phase) {
    case "syncing":
      return { words: "Syncing.", icon: RefreshCw };
    case "signed-out":
      return {
        words: "Your sign-in has ended. Everything you wrote is kept on this phone.",
        icon: CloudOff,
        link: { href: "/sign-in", words: "Sign in to sync" },
      };
    case "attention":
      return problem
        ? { words: problem, icon: CloudOff }
        : {
            words: "An entry needs a look.",
            icon: CloudOff,
            link: { href: "/journal", words: "Show it" },
          };
    case "offline":
      return { words: held(unsynced, " when you have a connection"), icon: CloudOff };
    case "idle":
      if (unsynced > 0) return { words: held(unsynced, " now"), icon: RefreshCw };
      return {
        words: lastSynced
          ? `Synced ${whenInSentence(withOffset(new Date(lastSynced)))}.`
          : "Nothing to sync yet.",
        icon: Cloud,
      };
  }
}

function held(unsynced: number, when: string): string {
  if (unsynced === 0) return `What you write is saved on this phone. It will sync${when}.`;
  return unsynced === 1
    ? `One entry is saved on this phone. It will sync${when}.`
    : `${unsynced} entries are saved on this phone. They will sync${when}.`;
}
