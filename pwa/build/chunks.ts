/**
 * Which modules travel together. Left alone, a page comes in a dozen files of a few hundred bytes, each
 * with as many bytes of headers, and small files compress badly.
 *
 * A group takes along all that its modules need and that no group above it has. So they stand from the
 * ground up: a layer that many stand on comes before those, or the first of them keeps it, and all the
 * others load that one.
 */

const LAYERS: { name: string; test: RegExp }[] = [
  // Opens the store, and knows who is here.
  { name: "start", test: /src\/(device\.ts|ui\/notices\.tsx)$/ },
  // Bodies are sealed and signed only once somebody writes.
  { name: "age", test: /node_modules\/(age-encryption|@noble|@scure)\// },
  { name: "signing", test: /src\/vault\/(sign|readers)\.ts$/ },
  { name: "writing", test: /src\/(writing|contacts|drafts|reading)\.ts$/ },
  { name: "sync", test: /src\/(sync|pull|push|settle|live)\.ts$/ },
  { name: "sealing", test: /src\/vault\/(seal|keys|fingerprint)\.ts$/ },
  // Get help now stays small and alone: it may be the first page that somebody ever opens.
  { name: "help", test: /src\/safety\/(all|help-page|crisis|line|region|where)/ },
  // What nearly every page shows.
  {
    name: "ui",
    test: among(
      "node_modules/lucide/dist/esm/icons/",
      "src/(ui/|(time|stored|uuid|expiry)\\.ts)",
      "src/journal/(session-words|summary|use-now|catalogue|entry-(row|facts|words)|first-words)\\.",
      "src/journal/(effect-words|sessions-near|after-session|journal)\\.",
      "src/sharing/(care-links|linked|until|use-\\w+|changed-later|sharing\\.css)",
    ),
  },
  // Who is linked with whom: both sides' pages, sharing and signing up.
  {
    name: "links",
    test: among("src/(pin|vault/(hkdf|invitation)|sharing/(entry-view|end-care-link))\\."),
  },
  // Today, and what the questions of the forms hand back.
  {
    name: "today",
    test: among(
      "src/journal/(today-page|asks|begun|belonging|clock|handed-back|use-written)",
      "src/journal/(took-place|remove-entry|newest)\\.",
    ),
  },
  {
    name: "forms",
    test: among(
      "src/journal/(\\S+-form|first-hours|edit-page|effects?-\\S+|session-(fields|details)|numbers?)\\.",
      "src/journal/(number-field|soft-warnings|opened-entry)\\.",
    ),
  },
  // Today proposes without the wording.
  { name: "proposed", test: /src\/measures\/(propos|filled-in)/ },
  { name: "measures", test: /(src|journal)\/measures\// },
  // All pictures and their rules together: apart they would weigh two kB more.
  { name: "trends", test: /src\/trends\// },
  { name: "therapist", test: /src\/therapist\// },
  { name: "sharing", test: /src\/sharing\// },
  { name: "safety", test: /src\/safety\// },
  { name: "account", test: /src\/accounts\/(?!new-password-field)/ },
];

export const CHUNKS = [
  // Draws the frame.
  { name: "app", tags: ["$initial" as const], test: (id: string) => !id.endsWith("/sw.ts") },
  ...LAYERS,
].map((group, at) => ({ ...group, priority: LAYERS.length + 1 - at }));

function among(...paths: string[]): RegExp {
  return new RegExp(paths.join("|"));
}
