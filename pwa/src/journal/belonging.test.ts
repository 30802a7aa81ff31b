import { expect, test } from "vitest";
import { memoryStore } from "../memory.ts";
import {
  choiceOf,
  entriesAbout,
  NEAREST,
  NO_SESSION,
  ownSessions,
  sessionChosen,
  sessionOf,
  sessionsBefore,
  yourSession,
} from "./belonging.ts";
import type { Entry } from "./entry.ts";

const NOW = "2026-05-20T10:00:00+02:00";

function session(id: string, occurred_at: string, planned = false): Entry {
  const facts = { kind: "session", planned, route: null, product: null, dose_mg: null };
  return { id, occurred_at, facts: { ...facts, duration_min: null } } as Entry;
}

const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

test("the sessions of the last 21 days are offered, the latest first", () => {
  const entries = [
    session("three weeks ago", "2026-04-29T10:00:00+02:00"),
    session("almost", "2026-04-29T10:00:01+02:00"),
    session("this morning", "2026-05-20T09:00:00+02:00"),
    session("later today", "2026-05-20T11:00:00+02:00"),
    session("a plan", "2026-05-19T10:00:00+02:00", true),
    { ...session("no session", NOW), facts: { kind: "reflection" } } as Entry,
  ];
  expect(ids(sessionsBefore(entries, NOW))).toEqual(["this morning", "almost"]);
});

test("the nearest is proposed for the time that the entry is about", () => {
  const entries = [
    session("first", "2026-05-06T10:00:00+02:00"),
    session("second", "2026-05-13T10:00:00+02:00"),
  ];
  expect(sessionChosen(NEAREST, entries, NOW)).toBe("second");
  expect(sessionChosen(NEAREST, entries, "2026-05-08T10:00:00+02:00")).toBe("first");
  expect(sessionChosen(NEAREST, entries, "2026-05-01T10:00:00+02:00")).toBeNull();
});

test("what was chosen stands, whatever is near", () => {
  const entries = [session("second", "2026-05-13T10:00:00+02:00")];
  expect(sessionChosen(NO_SESSION, entries, NOW)).toBeNull();
  expect(sessionChosen("first", entries, NOW)).toBe("first");
});

test("an entry that is edited keeps what it has, also none", () => {
  expect(choiceOf(null)).toBe(NEAREST);
  expect(choiceOf({ session: null } as Entry)).toBe(NO_SESSION);
  expect(choiceOf({ session: "first" } as Entry)).toBe("first");
});

test("mallory's session is no session of ana's", async () => {
  const store = memoryStore();
  const own = { ...session("own", NOW), author: "ana", kind: "session" } as Entry;
  const foreign = { ...session("foreign", NOW), author: "mallory", kind: "session" } as Entry;
  const facts = { kind: "reflection" };
  const forged = { author: "ana", facts, session: "foreign" } as Entry;
  await store.write(async (tx) => {
    await tx.putEntry(own);
    await tx.putEntry(foreign);
  });
  expect(ids(await store.read((tx) => ownSessions(tx, "ana")))).toEqual(["own"]);
  expect(await store.read((tx) => sessionOf(tx, forged))).toBeNull();
  expect(await store.read((tx) => sessionOf(tx, { ...forged, session: "own" }))).toEqual(own);
});

test("a session belongs to its course, and is none of what was written about another", async () => {
  const store = memoryStore();
  const kept = { author: "ana", kind: "session" } as const;
  const first = { ...session("first", NOW), ...kept, session: "course" } as Entry;
  // No app of ours writes this, and another may.
  const nested = { ...session("nested", NOW), ...kept, session: "first" } as Entry;
  const about = {
    ...nested,
    id: "about",
    kind: "reflection",
    facts: { kind: "reflection" },
  } as Entry;
  await store.write(async (tx) => {
    for (const entry of [first, nested, about]) await tx.putEntry(entry);
  });
  await store.read(async (tx) => {
    expect(ids(await entriesAbout(tx, "ana", "first"))).toEqual(["about"]);
    expect(ids(await tx.entriesOfSession("ana", "course"))).toEqual(["first"]);
    expect(await sessionOf(tx, nested)).toBeNull();
    expect(await sessionOf(tx, about)).toEqual(first);
  });
});

test("the session is called by its day", () => {
  const may = { ...session("s", "2026-05-06T10:00:00+02:00") } as Parameters<typeof yourSession>[0];
  expect(yourSession(may, new Date("2026-05-20T10:00:00"))).toBe("your session on Wednesday 6 May");
  expect(yourSession(may, new Date("2026-05-06T20:00:00"))).toBe("your session today");
});
