// What is being written, sealed to oneself: it outlives a reload, an update and an empty battery.

import type { Device } from "./device.ts";

/**
 * Resolves when it is on the disk. `name` says which form it belongs to; what it holds must survive
 * JSON. Throws StorageFull.
 */
export async function keepDraft(device: Device, name: string, content: unknown): Promise<void> {
  const { sealDraft } = await import("./vault/seal.ts");
  const sealed = await sealDraft(content, name, device.keys);
  await device.store.write((tx) => tx.putDraft(name, sealed));
}

/** Null when there is none. Throws the vault's Untrusted when it does not open. */
export async function readDraft(device: Device, name: string): Promise<unknown> {
  const sealed = await device.store.read((tx) => tx.draft(name));
  if (!sealed) return null;
  const { openDraft } = await import("./vault/seal.ts");
  return openDraft(sealed, name, device.keys);
}

/** saveEntry does it in its own transaction. */
export function dropDraft({ store }: Device, name: string): Promise<void> {
  return store.write((tx) => tx.dropDraft(name));
}
