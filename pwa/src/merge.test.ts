import fc from "fast-check";
import { expect, test } from "vitest";
import { KEPT_TO_MYSELF, type Reader, type Text } from "./journal/entry.ts";
import { type Gone, merge, type Version } from "./merge.ts";
import { BLANK_SESSION } from "./testing/people.ts";

const GONE: Gone = { deleted: true };
const theo: Reader = { account: "theo", until: null };
const tess: Reader = { account: "tess", until: null };

function version(edit: string, changes: Partial<Version> = {}): Version {
  return {
    deleted: false,
    edit,
    facts: { kind: "reflection" },
    occurred_at: "2026-05-06T12:00:00+02:00",
    session: null,
    text: { first_capture: "before" },
    readers: [],
    withdrawals: 0,
    ...changes,
  };
}

const said = (text: string): { text: Text } => ({ text: { first_capture: text } });
const mood = (value: number) => ({
  facts: { kind: "check_in" as const, mood: value, anxiety: 1, energy: 1, ...BLANK },
});
const BLANK = { sleep_hours: null, sleep_quality: null, pain: null, connected: null };
const base = version("base");

function live(outcome: Version | Gone): Version {
  if (outcome.deleted) throw new Error("deleted");
  return outcome;
}

test("when both wrote, mine stands and theirs becomes a second entry under the losing edit's id", () => {
  const { stands, copy, push } = merge(
    base,
    version("mine", said("from the phone")),
    version("theirs", said("from the tablet")),
  );
  expect(live(stands).text).toEqual({ first_capture: "from the phone" });
  expect(copy).toMatchObject({
    id: "theirs",
    text: { first_capture: "from the tablet", kept_from: "reflection" },
  });
  expect(push).toBe(true);
});

test("words that only one side changed are taken from that side, without a copy", () => {
  const mine = merge(base, version("mine", said("new")), version("theirs"));
  expect(live(mine.stands).text).toEqual({ first_capture: "new" });
  const theirs = merge(base, version("mine"), version("theirs", said("new")));
  expect(live(theirs.stands).text).toEqual({ first_capture: "new" });
  expect([mine.copy, theirs.copy]).toEqual([null, null]);
  expect([mine.push, theirs.push]).toEqual([true, false]);
});

test("facts: the edit that reaches the server later stands, and one that changed none changes none", () => {
  const was = version("base", mood(5));
  const both = merge(was, version("mine", mood(2)), version("theirs", mood(8)));
  expect(live(both.stands).facts).toMatchObject({ mood: 2 });
  const words = merge(was, version("mine", { ...mood(5), ...said("new") }), version("t", mood(8)));
  expect(live(words.stands).facts).toMatchObject({ mood: 8 });
  expect(live(words.stands).text).toEqual({ first_capture: "new" });
});

test("the same change on both sides is nothing to push", () => {
  const theirs = version("theirs", said("same"));
  const merged = merge(base, version("mine", said("same")), theirs);
  expect(merged).toEqual({ stands: theirs, push: false, copy: null, notShared: [] });
});

test("an edit survives a delete, whichever came first, and is shared with nobody", () => {
  const edited = version("edit", { ...said("kept"), readers: [theo] });
  const mineEdited = merge(base, edited, GONE);
  expect(mineEdited.push).toBe(true);
  expect(mineEdited.stands).toMatchObject({ text: edited.text, readers: [] });
  expect(mineEdited.notShared).toEqual(["theo"]);
  const mineDeleted = merge(base, GONE, edited);
  expect(mineDeleted.push).toBe(true);
  expect(mineDeleted.stands).toMatchObject({ text: edited.text, readers: [] });
});

test("a delete that dropped itself has nothing to push when nobody reads the entry anyway", () => {
  const edited = version("edit", said("kept"));
  expect(merge(base, GONE, edited)).toMatchObject({ stands: edited, push: false });
});

test("sharing alone is no edit: the delete stands, whichever came first", () => {
  const shared = version("share", { readers: [theo] });
  expect(merge(base, GONE, shared)).toMatchObject({ stands: GONE, push: true });
  expect(merge(base, shared, GONE)).toMatchObject({ stands: GONE, push: false });
});

test("deleted on both sides stays deleted", () => {
  expect(merge(base, GONE, GONE)).toMatchObject({ stands: GONE, push: false });
});

test("readers are those of both sides, for the shorter of the two times", () => {
  const until = (day: string) => `2026-05-${day}T12:00:00+02:00`;
  const { stands, notShared } = merge(
    base,
    version("mine", { ...said("new"), readers: [{ account: "theo", until: until("10") }, tess] }),
    version("theirs", { readers: [{ account: "theo", until: until("09") }] }),
  );
  expect(live(stands).readers).toEqual([{ account: "theo", until: until("09") }]);
  expect(notShared).toEqual(["tess"]);
});

test("who was given theirs keeps reading theirs, as long as it says nothing new", () => {
  const theirs = version("theirs", { readers: [tess] });
  const merged = merge(base, version("mine", { readers: [theo] }), theirs);
  expect(merged).toEqual({ stands: theirs, push: false, copy: null, notShared: ["theo"] });
});

test("a reader that mine took out stays out", () => {
  const was = version("base", { readers: [theo] });
  const { stands, push } = merge(
    was,
    version("mine"),
    version("theirs", { readers: [theo, tess] }),
  );
  expect(live(stands).readers).toEqual([tess]);
  expect(push).toBe(true);
});

test("the higher count of withdrawals stands", () => {
  const mine = version("mine", { ...said("new"), withdrawals: 3 });
  const theirs = version("theirs", { withdrawals: 2 });
  expect(live(merge(base, mine, theirs).stands).withdrawals).toBe(3);
});

test("a copy that another device made too, unchanged, is dropped for theirs", () => {
  const copy = version("copy", said("losing words"));
  const theirs = version("other-copy", said("losing words"));
  expect(merge(copy, copy, theirs)).toMatchObject({ stands: theirs, push: false, copy: null });
});

test("a copy keeps every field of the words it was made from, and where they came from", () => {
  const effects = {
    facts: { kind: "effects" as const, effects: [], signs: [], acting: null, tier: null },
  };
  const theirs = version("t", {
    ...effects,
    text: { what_helped: "tea", other: "", more: "rest" },
  });
  const { copy } = merge(null, version("m", { ...effects, ...said("x") }), theirs);
  expect(copy?.text).toEqual({ first_capture: "tea\n\nrest", kept_from: "effects" });
});

test("a copy of a reflection keeps its sections, also what somebody keeps to themselves", () => {
  const text = { what_happened: "a field", [KEPT_TO_MYSELF]: "not yet", insight: "" };
  const { copy } = merge(null, version("m", said("x")), version("t", { text }));
  expect(copy?.text).toEqual({ ...text, kept_from: "reflection" });
});

test("the copy of a session's words does not belong to its course, and a change of course clashes with nothing", () => {
  const course = { facts: { ...BLANK_SESSION }, session: "course" };
  const { copy } = merge(null, version("m", { ...course, ...said("x") }), version("t", course));
  expect(copy).toMatchObject({ id: "t", session: null });
  const was = version("b", { ...course, session: null });
  const dose = { facts: { ...BLANK_SESSION, dose_mg: 40 }, session: null };
  const merged = merge(was, version("m", dose), version("t", course));
  expect(live(merged.stands)).toMatchObject({ facts: dose.facts, session: "course" });
  expect(merged.copy).toBeNull();
});

test("a pinned contact makes no copy", () => {
  const contact = { facts: { kind: "contact" as const, account: null } };
  const merged = merge(base, version("m", { ...contact, ...said("a") }), version("t", contact));
  expect(merged.copy).toBeNull();
});

const arbitraryReaders = fc
  .subarray(["theo", "tess", "tom"])
  .chain((accounts) =>
    fc.tuple(
      ...accounts.map((account) =>
        fc
          .constantFrom(null, "2026-05-09T12:00:00Z", "2026-05-10T12:00:00Z")
          .map((until) => ({ account, until })),
      ),
    ),
  )
  .map((readers): Reader[] => readers);

function arbitraryVersion(edit: string) {
  return fc
    .record({
      facts: fc.constantFrom(1, 2, 3).map((value) => mood(value).facts),
      occurred_at: fc.constantFrom("2026-05-06T12:00:00+02:00", "2026-05-07T12:00:00+02:00"),
      session: fc.constantFrom(null, "s1", "s2"),
      text: fc.constantFrom(null, ...["a", "b", "c"].map((note): Text => ({ note }))),
      readers: arbitraryReaders,
      withdrawals: fc.nat(3),
    })
    .map((changes) => version(edit, changes));
}

const arbitraryOrGone = (edit: string) =>
  fc.oneof(
    { weight: 4, arbitrary: arbitraryVersion(edit) },
    { weight: 1, arbitrary: fc.constant(GONE) },
  );

const conflict = fc.record({
  base: fc.option(arbitraryVersion("base")),
  mine: arbitraryOrGone("mine"),
  theirs: arbitraryOrGone("theirs"),
});

const words = (outcome: Version | Gone | null) =>
  outcome === null || outcome.deleted ? [] : Object.values(outcome.text ?? {});
const content = ({ facts, occurred_at, session, text }: Version) =>
  JSON.stringify([facts, occurred_at, session, text ?? {}]);
const shows = (version: Version | Gone, to: Reader) =>
  !version.deleted &&
  version.readers.some(
    ({ account, until }) =>
      account === to.account && (until === null || (to.until !== null && to.until <= until)),
  );

test("property: nobody reads on after a merge what was not shown to them before it", () => {
  fc.assert(
    fc.property(conflict, ({ base, mine, theirs }) => {
      const { stands, copy } = merge(base, mine, theirs);
      expect(Object.keys(copy ?? {})).not.toContain("readers");
      if (stands.deleted) return;
      for (const reader of stands.readers) {
        expect(shows(theirs, reader)).toBe(true);
        const news = theirs.deleted || content(stands) !== content(theirs);
        if (news) expect(shows(mine, reader)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test("property: words that anybody changed stay reachable, in the entry or in its copy", () => {
  fc.assert(
    fc.property(conflict, ({ base, mine, theirs }) => {
      const { stands, copy } = merge(base, mine, theirs);
      const reachable = [...words(stands), ...Object.values(copy?.text ?? {})];
      // Words as they were in the base were seen, and changed or deleted on purpose.
      const changed = [...words(mine), ...words(theirs)].filter((w) => !words(base).includes(w));
      for (const word of changed) expect(reachable).toContain(word);
    }),
    { numRuns: 3000 },
  );
});

test("property: what need not be pushed is the server's version, to the letter", () => {
  fc.assert(
    fc.property(conflict, ({ base, mine, theirs }) => {
      const { stands, push, copy } = merge(base, mine, theirs);
      if (push) return;
      expect(copy).toBeNull();
      expect(stands).toEqual(theirs);
    }),
  );
});

test("property: a merge settles: meeting the same version again changes nothing more", () => {
  fc.assert(
    fc.property(conflict, ({ base, mine, theirs }) => {
      const { stands } = merge(base, mine, theirs);
      const again = merge(theirs, stands, theirs);
      if (stands.deleted) expect(again.stands).toEqual(GONE);
      else expect(live(again.stands)).toEqual(expect.objectContaining(bare(stands)));
    }),
  );
});

test("property: whichever device comes first, the same words survive", () => {
  fc.assert(
    fc.property(conflict, ({ base, mine, theirs }) => {
      const survivors = (first: Version | Gone, second: Version | Gone) => {
        const { stands, copy } = merge(base, second, first);
        return [...words(stands), ...Object.values(copy?.text ?? {})].filter(
          (w) => w !== "check_in",
        );
      };
      const oneWay = new Set(survivors(mine, theirs));
      const otherWay = new Set(survivors(theirs, mine));
      const blank = words(mine).length === 0 || words(theirs).length === 0;
      // Clearing the words on one side while the other writes keeps what was written.
      if (!blank || mine.deleted || theirs.deleted) expect(oneWay).toEqual(otherWay);
      else
        for (const word of [...words(mine), ...words(theirs)]) {
          if (!words(base).includes(word))
            expect(oneWay.has(word) && otherWay.has(word)).toBe(true);
        }
    }),
    { numRuns: 3000 },
  );
});

function bare({ facts, occurred_at, session, text, readers }: Version) {
  return { facts, occurred_at, session, text, readers };
}
