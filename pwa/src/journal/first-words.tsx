// The first words of a reflection in a list, opened after the list stands and held in memory alone.
import { useEffect, useState } from "preact/hooks";
import { useDevice } from "../here.ts";
import { openEntry } from "../reading.ts";
import type { Entry, Text } from "./entry.ts";
import { HELD } from "./sections.ts";

const MOST_CHARACTERS = 120;

export function FirstWords({ entry }: { entry: Entry }) {
  const device = useDevice();
  const [words, setWords] = useState("");
  useEffect(() => {
    let gone = false;
    openEntry(device, entry).then(
      (opened) => {
        if (!gone) setWords(beginning(firstOf(opened?.text ?? {})));
      },
      () => {
        // The page of the entry says why; a list is no place for it.
        if (!gone) setWords("");
      },
    );
    return () => {
      gone = true;
    };
  }, [device, entry.edit]);
  return <span class="one-line">{words || "\u00a0"}</span>;
}

/** A reflection holds the sections that were answered, in the order in which they were asked. */
function firstOf({ kept_from: _, [HELD]: __, ...text }: Text): string {
  return Object.values(text).find((words) => words.trim() !== "") ?? "";
}

function beginning(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS * 2)
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, MOST_CHARACTERS);
}
