// The device of somebody who is signed in: who it is, with which keys, what is remembered, and the
// way to the server.

import type { Account } from "./api-shapes.ts";
import { openStore } from "./db.ts";
import { connect, type Server } from "./server.ts";
import type { Store } from "./store.ts";
import type { Keys } from "./vault/keys.ts";

export interface Device {
  readonly account: Account;
  readonly keys: Keys;
  /** Which server this is: part of what the password is stretched with. */
  readonly instance: string;
  readonly store: Store;
  readonly server: Server;
}

/** The device as it was left, or null when nobody is signed in here. A therapist's forgets. */
export async function deviceAtHand(server?: Server): Promise<Device | null> {
  const store = await openStore();
  const [account, keys, instance] = await store.read((tx) =>
    Promise.all([tx.get("account"), tx.get("keys"), tx.get("instance")]),
  );
  if (account && keys && instance) {
    return { account, keys, instance, store, server: server ?? serverFor(account) };
  }
  store.close();
  return null;
}

function serverFor(account: Account): Server {
  return connect("", undefined, null, account.id);
}

/** Entries of somebody else wait on this device, and erasing them would lose them. */
export class SomebodyElses extends Error {
  override readonly name = "SomebodyElses";
  override readonly message =
    "Somebody else was signed in here, and some of their entries are on this device alone. They have to sign in once more before anybody else can.";
}

/**
 * After signing in. A patient's device remembers; what the same person left behind when a sign-in
 * ended is taken up again with all that waits. A therapist's device keeps everything in memory.
 * Throws SomebodyElses.
 */
export async function startDevice(
  account: Account,
  keys: Keys,
  instance: string,
  server: Server = serverFor(account),
): Promise<Device> {
  const store = account.role === "therapist" ? await forgetfulStore() : await storeFor(account.id);
  await store.write(async (tx) => {
    await tx.set("account", account);
    await tx.set("keys", keys);
    await tx.set("instance", instance);
  });
  return { account, keys, instance, store, server };
}

/** How many entries only this device holds in their newest state: said before it is erased. */
export async function unsynced({ store }: Pick<Device, "store">): Promise<number> {
  const waiting = await store.read((tx) => tx.outbox());
  return new Set(waiting.map(({ id }) => id)).size;
}

/** Signing out, after the sync was stopped: nothing of the person stays on this device. */
export function eraseDevice({ store }: Device): Promise<void> {
  return store.erase();
}

async function forgetfulStore(): Promise<Store> {
  const { memoryStore } = await import("./memory.ts");
  return memoryStore();
}

async function storeFor(account: string): Promise<Store> {
  const store = await openStore();
  const before = await store.read((tx) => tx.get("account"));
  if (!before || before.id === account) return store;
  const lost = await unsynced({ store });
  if (lost === 0) {
    await store.erase();
    return openStore();
  }
  store.close();
  throw new SomebodyElses();
}
