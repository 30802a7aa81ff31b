// The feed on its way to the device.
//
// A page that was asked for may be older than what the server answered to a push meanwhile, in this
// tab or in another. It is thrown away then: the turn counts those answers, and an edit without an
// answer might be in the page already, under a revision that this device does not know of.

import type { Feed, ServedEntry } from "./api-shapes.ts";
import { verifyKeyOf } from "./contacts.ts";
import type { Device } from "./device.ts";
import { doubtful, FORGED, isDoubtful, OLDER, servedAs, UNVERIFIED } from "./doubts.ts";
import type { Entry, Reason, Tombstone } from "./journal/entry.ts";
import { changesIn, received, unanswered } from "./outbox.ts";
import { checked, checkedOwn } from "./sealed-entry.ts";
import { Offline, Refused } from "./server.ts";
import type { Tx } from "./store.ts";
import { Untrusted } from "./vault/untrusted.ts";

const MOST_ENTRIES = 500;
const FEWEST_ENTRIES = 5;

interface Start {
  cursor: string | null;
  turn: number;
  /**
   * Starting over: what the server does not show again was taken back meanwhile. Null otherwise.
   * The cursor is only kept at the end then, so that a pull that dies half-way starts over too.
   */
  unmet: Set<string> | null;
}

type Checked = { entry: Entry | Tombstone } | { served: ServedEntry; doubt: Reason };

// How many entries this network carried within the time of a request.
const entriesThatPass = new WeakMap<Device, number>();

/** False when a push came in between: push and pull again. Throws Offline, SignedOut or Refused. */
export async function pull(device: Device): Promise<boolean> {
  const start = await startOf(device);
  for (let cursor = start.cursor; ; ) {
    const page = await ask(device, cursor);
    if (page === "gone") {
      await device.store.write((tx) => tx.set("cursor", null));
      return false;
    }
    if (isNothing(page, start)) break;
    const entries = await Promise.all(page.entries.map((served) => check(device, served)));
    if (!(await device.store.write((tx) => take(device, tx, start, page, entries)))) return false;
    if (!page.more) break;
    cursor = page.next;
    if (start.unmet === null) start.cursor = cursor;
  }
  await verifyWaiting(device);
  return true;
}

/** Entries whose author was not pinned when they came: checked as soon as that author is. */
export async function verifyWaiting(device: Device): Promise<void> {
  const entries = await device.store.read((tx) => tx.entriesOfKind("untrusted"));
  for (const doubted of entries.filter(({ reason }) => reason?.type === UNVERIFIED.type)) {
    const again = await check(device, servedAs(doubted));
    await device.store.write(async (tx) => {
      const now = await tx.entry(doubted.author, doubted.id);
      if (now?.revision !== doubted.revision || now.deleted || !isDoubtful(now)) return;
      if ("entry" in again || again.doubt !== UNVERIFIED) await accept(device, tx, again);
    });
  }
}

function startOf({ store, account }: Device): Promise<Start> {
  return store.read(async (tx) => {
    const cursor = (await tx.get("cursor")) ?? null;
    const turn = (await tx.get("turn")) ?? 0;
    const keys = cursor === null ? await tx.entryKeys() : [];
    const foreign = keys.filter(([author]) => author !== account.id).map(String);
    return { cursor, turn, unmet: foreign.length > 0 ? new Set(foreign) : null };
  });
}

async function ask(device: Device, cursor: string | null): Promise<Feed | "gone"> {
  const limit = entriesThatPass.get(device) ?? MOST_ENTRIES;
  // A therapist's device gets the words of others when an entry is opened, and not before.
  const words = device.account.role === "therapist" ? "own" : "all";
  try {
    const page = await device.server.pull(cursor, limit, words);
    // Something else than our server answered.
    if (!Array.isArray(page?.entries)) throw new Offline();
    entriesThatPass.set(device, Math.min(MOST_ENTRIES, limit * 2));
    return page;
  } catch (error) {
    if (error instanceof Offline && error.slow) {
      entriesThatPass.set(device, Math.max(FEWEST_ENTRIES, Math.floor(limit / 2)));
    }
    if (error instanceof Refused && error.problem.status === 410 && cursor !== null) return "gone";
    throw error;
  }
}

/** Then nothing is written, and no page draws itself again for nothing. */
function isNothing({ entries, withdrawn, next }: Feed, { cursor, unmet }: Start): boolean {
  return unmet === null && entries.length === 0 && withdrawn.length === 0 && next === cursor;
}

async function check(device: Device, served: ServedEntry): Promise<Checked> {
  const own = served.author === device.account.id;
  const key = own ? null : await verifyKeyOf(device, served.author);
  if (!own && key === null && !served.deleted) return { served, doubt: UNVERIFIED };
  try {
    if (own) return { entry: await checkedOwn(served, device.keys) };
    return { entry: await checked(served, key ?? new Uint8Array(), false) };
  } catch (error) {
    if (error instanceof Untrusted) return { served, doubt: FORGED };
    throw error;
  }
}

/** False, and nothing taken, when this page may be older than what the device knows by now. */
async function take(
  device: Device,
  tx: Tx,
  { cursor, turn, unmet }: Start,
  page: Feed,
  entries: Checked[],
): Promise<boolean> {
  if (((await tx.get("turn")) ?? 0) !== turn || ((await tx.get("cursor")) ?? null) !== cursor) {
    return false;
  }
  const waiting = await tx.outbox();
  if (waiting.some((row) => unanswered({ entry: undefined, waiting: [row] }))) return false;
  await Promise.all(entries.map((fresh) => accept(device, tx, fresh)));
  for (const { author, id } of page.withdrawn) {
    if (author !== device.account.id) await tx.dropEntry(author, id);
  }
  for (const fresh of entries) unmet?.delete(String(keyOf(fresh)));
  if (unmet !== null && page.more) return true;
  for (const key of unmet ?? []) {
    const [author = "", id = ""] = key.split(",");
    await tx.dropEntry(author, id);
  }
  await tx.set("cursor", page.next);
  return true;
}

function keyOf(fresh: Checked): [string, string] {
  const { author, id } = "entry" in fresh ? fresh.entry : fresh.served;
  return [author, id];
}

async function accept(device: Device, tx: Tx, fresh: Checked): Promise<void> {
  const [author, id] = keyOf(fresh);
  const have = await tx.entry(author, id);
  if ("doubt" in fresh) {
    const keep = have && (have.deleted || !isDoubtful(have));
    const marked = { state: "attention" as const, reason: fresh.doubt };
    return tx.putEntry(keep ? { ...have, ...marked } : doubtful(fresh.served, fresh.doubt));
  }
  const { entry: theirs } = fresh;
  const waiting = author === device.account.id ? await tx.waitingFor(id) : [];
  const changes = changesIn(waiting);
  if (have && isOlder(theirs, have, changes.length > 0)) {
    return tx.putEntry({ ...have, state: "attention", reason: OLDER });
  }
  if (have && changes.length > 0) {
    // The push of what waits will meet the server's version, and the answer brings both together.
    // One that was refused is tried again for that.
    if (theirs.revision === have.seen) return;
    for (const row of changes) if (row.refused) await tx.putWaiting({ ...row, refused: null });
    return;
  }
  const notShared = have?.edit === theirs.edit && !have.deleted ? have.notShared : [];
  await tx.putEntry(received(theirs.deleted ? theirs : { ...theirs, notShared }, waiting));
}

/** Below the highest revision seen, or that revision with another content: the server went back. */
function isOlder(theirs: Entry | Tombstone, have: Entry | Tombstone, changed: boolean): boolean {
  if (theirs.revision !== have.seen) return theirs.revision < have.seen;
  return !changed && theirs.edit !== have.edit;
}
