// The sealed file of what was not synced (export.ts), read back in: what is missing here is added, and
// nothing that is here is overwritten.

import type { DeleteEdit, Edit, WithdrawEdit, WriteEdit } from "../api-shapes.ts";
import { change } from "../change.ts";
import type { Device } from "../device.ts";
import type { Entry } from "../journal/entry.ts";
import { copyOf } from "../merge.ts";
import { changesIn, placeAgain, placeCopy, placeDelete, type Standing } from "../outbox.ts";
import { checkedOwn, composeCopy, versionOf } from "../sealed-entry.ts";
import type { Tx } from "../store.ts";
import { type Bytes, fromBase64 } from "../vault/bytes.ts";
import type { Keys } from "../vault/keys.ts";
import { type SignedUnsynced, UNSYNCED_FORMAT, type Unsynced } from "./export.ts";

/** Nothing of it was taken. The message is for the person. */
export class NotTaken extends Error {
  override readonly name = "NotTaken";
}

const OTHER_FILE =
  "This is no file of saved entries from Afterglow, or it is damaged. Nothing was changed.";
const OTHER_ACCOUNT =
  "This file belongs to another account. Sign in with that account to bring its entries back.";
const FOREIGN =
  "This file was changed, or somebody else made it. It cannot be trusted, and nothing was taken from it.";

export interface Brought {
  /** Entries that are here again, or have a newer version than before. */
  entries: number;
  drafts: number;
  /** Entries that were here in this version or a newer one. */
  known: number;
}

/** Throws NotTaken, and StorageFull; half of a file may be here then, and the rest on the next try. */
export async function bringBack(device: Device, file: string): Promise<Brought> {
  const { edits, drafts } = await readFile(device, file);
  // All of it is looked at before any of it is kept.
  const entries = await Promise.all(edits.filter(isWrite).map((edit) => entryOf(device, edit)));
  const written = new Map(entries.map((entry) => [entry.edit, entry]));
  const sealed = await Promise.all(Object.entries(drafts).map((draft) => draftOf(device, draft)));
  const touched = new Set<string>();
  const added = new Set<string>();
  for (const edit of edits) {
    const entry = isWrite(edit) ? written.get(edit.edit) : null;
    const came = entry ? await addEntry(device, entry) : await addRest(device, edit as Rest);
    const { id } = entry ?? (edit as Rest);
    touched.add(id);
    if (came) added.add(id);
  }
  const count = await addDrafts(device, sealed);
  return { entries: added.size, drafts: count, known: touched.size - added.size };
}

async function readFile({ account, keys }: Device, file: string): Promise<Unsynced> {
  const { signed, signature } = await unsealed(file, keys);
  const { isOwnFile } = await import("../vault/sign-file.ts");
  if (!(await isOwnFile(signed, signature, keys))) throw new NotTaken(FOREIGN);
  const unsynced = recordOf(signed) as unknown as Unsynced;
  if (unsynced.account !== account.id) throw new NotTaken(OTHER_ACCOUNT);
  return unsynced;
}

async function unsealed(file: string, keys: Keys): Promise<SignedUnsynced> {
  const { format, sealed } = recordOf(file);
  if (format !== UNSYNCED_FORMAT || typeof sealed !== "string") throw new NotTaken(OTHER_FILE);
  const { openDraft } = await import("../vault/seal.ts");
  try {
    const content = await openDraft(fromBase64(sealed), UNSYNCED_FORMAT, keys);
    if (content === null) throw new NotTaken(OTHER_ACCOUNT);
    // Anybody can seal to these keys.
    const { signed, signature } = content as Partial<SignedUnsynced>;
    if (typeof signed !== "string" || typeof signature !== "string") throw new NotTaken(FOREIGN);
    return { signed, signature };
  } catch (error) {
    throw error instanceof NotTaken ? error : new NotTaken(FOREIGN);
  }
}

function recordOf(json: string): Record<string, unknown> {
  try {
    const value = JSON.parse(json);
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // The same as another kind of file.
  }
  throw new NotTaken(OTHER_FILE);
}

type Rest = Exclude<Edit, WriteEdit>;

function isWrite(edit: Edit): edit is WriteEdit {
  return "signed" in edit;
}

/** With its own signature, ids and words held against each other, as if the server had served it. */
async function entryOf(device: Device, edit: WriteEdit): Promise<Entry> {
  const { signed, signature, words, readers, session, withdrawals } = edit;
  const { id, revision } = recordOf(signed) as { id: string; revision: number };
  const served = { author: device.account.id, id, revision, deleted: false, received_at: "" };
  try {
    const rest = { signed, signature, words, readers, session, withdrawals };
    const entry = await checkedOwn({ ...served, ...rest }, device.keys);
    if (entry.deleted || entry.edit !== edit.edit) throw new NotTaken(FOREIGN);
    const local = { ...entry, seen: 0, state: "local" as const, received_at: null };
    // Words that do not open with one's own keys throw here.
    await versionOf(device, local);
    return local;
  } catch {
    throw new NotTaken(FOREIGN);
  }
}

async function draftOf({ keys }: Device, [name, sealed]: [string, string]) {
  const { openDraft } = await import("../vault/seal.ts");
  const bytes = fromBase64(sealed);
  const draft = await openDraft(bytes, name, keys).catch(() => null);
  if (draft === null) throw new NotTaken(FOREIGN);
  return [name, bytes] as const;
}

/** False when this version, or a newer one that says the same, was here. */
function addEntry(device: Device, entry: Entry): Promise<boolean> {
  return change(device, entry.id, async (now) => {
    const { entry: have, waiting } = now;
    const known = have?.edit === entry.edit || waiting.some(({ edit }) => edit === entry.edit);
    if (known) return async () => false;
    if (have?.deleted && changesIn(waiting).length === 0) return overDeletion(now, entry);
    const editedHere = changesIn(waiting).some(({ sent }) => !sent);
    if (!have || (have.revision < entry.revision && !editedHere)) {
      return async (tx) => {
        await placeAgain(tx, now, { ...entry, seen: have?.seen ?? 0 });
        return true;
      };
    }
    return besideIt(device, now, entry);
  });
}

/**
 * An edit that the server never had survives the deletion, as after an edit on two devices. One that it had
 * was deleted knowingly, and is gone again after the next sync: so nothing counts as seen, and all is read anew.
 */
async function overDeletion(now: Standing, entry: Entry) {
  return async (tx: Tx) => {
    await placeAgain(tx, now, { ...entry, seen: 0 });
    await tx.set("cursor", null);
    return true;
  };
}

/** What is here is newer. Words that it does not say are kept beside it, as after an edit on two devices. */
async function besideIt(device: Device, now: Standing, entry: Entry) {
  const [mine, theirs] = await Promise.all([
    versionOf(device, entry),
    now.entry && versionOf(device, now.entry).catch(() => null),
  ]);
  const deleted = !theirs || theirs.deleted || mine.deleted;
  const same = deleted || JSON.stringify(mine.text) === JSON.stringify(theirs.text);
  const lost = same ? null : copyOf(mine);
  const copy = lost && (await composeCopy(device, lost));
  return async (tx: Tx) => {
    if (!copy || (await tx.entry(copy.author, copy.id))) return false;
    await placeCopy(tx, copy);
    return true;
  };
}

/** A deletion of what is not newer here, or a withdrawal: sent under its old id, it counts once. */
function addRest(device: Device, edit: Rest): Promise<boolean> {
  return change(device, edit.id, async (now) => {
    if (now.waiting.some((row) => row.edit === edit.edit)) return async () => false;
    if ("withdraw" in edit) return async (tx) => takeBackAgain(tx, now, edit);
    return deleteAgain(device, now, edit);
  });
}

async function takeBackAgain(tx: Tx, { entry }: Standing, edit: WithdrawEdit): Promise<boolean> {
  const { id, edit: same, withdraw: reader } = edit;
  // No reader here from now on, or the next edit would go to them again.
  if (entry) {
    const readers = entry.readers.filter(({ account }) => account !== reader);
    const state = entry.state === "synced" ? ("local" as const) : entry.state;
    await tx.putEntry({ ...entry, readers, state });
  }
  await tx.putWaiting({ what: "withdraw", id, edit: same, reader, sent: true, refused: null });
  // It may have counted long ago, and the entry been shared again since: what stands is read anew.
  await tx.set("cursor", null);
  return false;
}

/** Also when the entry has not come to this device yet. */
async function deleteAgain({ account }: Device, now: Standing, edit: DeleteEdit) {
  const { entry: have, waiting } = now;
  const { id, revision } = edit;
  const newer = have && (have.deleted || have.revision >= revision);
  if (newer || changesIn(waiting).length > 0) return async () => false;
  const { seen, withdrawals } = have ?? { seen: 0, withdrawals: 0 };
  const kept = { author: account.id, id, seen, withdrawals, readers: [], reason: null };
  const gone = { ...kept, revision, deleted: true as const, edit: null, state: "local" as const };
  return async (tx: Tx) => {
    await placeDelete(tx, now, gone, edit.edit);
    return true;
  };
}

/** Never over one that is being written here. */
function addDrafts({ store }: Device, drafts: (readonly [string, Bytes])[]): Promise<number> {
  return store.write(async (tx) => {
    let count = 0;
    for (const [name, sealed] of drafts) {
      if (await tx.draft(name)) continue;
      await tx.putDraft(name, sealed);
      count += 1;
    }
    return count;
  });
}
