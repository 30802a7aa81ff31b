// What a device holds of one person's journal, for comparing.

import type { Device } from "../device.ts";
import { type Entry, isBlank, type Text } from "../journal/entry.ts";
import { openText } from "../sealed-entry.ts";

export async function journalOf({ store }: Device, author: string): Promise<Entry[]> {
  const entries = await store.read((tx) => tx.entriesOf(author));
  const journal = ["reflection", "check_in"];
  return entries.filter((e): e is Entry => !e.deleted && journal.includes(e.kind));
}

/** Everything that two devices of one person must agree on in the end. */
export async function stateOf({ store, account }: Device) {
  const entries = await store.read((tx) => tx.entriesOf(account.id));
  return entries
    .map((entry) => {
      const { id, revision, edit, readers, seen, state } = entry;
      const live = entry.deleted ? null : [entry.facts, entry.session, entry.withdrawals];
      return [id, revision, edit, readers, seen, state, live];
    })
    .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

export async function textOf(device: Device, entry: Entry): Promise<string> {
  return written(await openText(device, entry));
}

export function written(text: Text | null): string {
  if (text === null || isBlank(text)) return "";
  return text.first_capture ?? text.note ?? "";
}
