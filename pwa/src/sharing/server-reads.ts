// What of an entry lies open to whoever runs the server (SECURITY.md): its facts, never its words.

import type { Entry } from "../journal/entry.ts";

export function serverReads({ facts, words }: Pick<Entry, "facts" | "words">): string {
  if (facts.kind === "reflection") {
    return "Whoever runs the server can see when you wrote it. They cannot read your words.";
  }
  const answers = "Whoever runs the server can read these numbers and answers.";
  return words === null ? answers : `${answers} They cannot read your words.`;
}
