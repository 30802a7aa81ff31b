// The cast for tests of the device: ana writes, theo is her therapist, mallory is a stranger.

import type { Account, Role } from "../api-shapes.ts";
import { openStore } from "../db.ts";
import type { Device } from "../device.ts";
import type { Entry, Facts, Reader, Session } from "../journal/entry.ts";
import { memoryStore } from "../memory.ts";
import { pinContact } from "../pin.ts";
import { type Ask, connect } from "../server.ts";
import { uuid7 } from "../uuid.ts";
import { toBase64 } from "../vault/bytes.ts";
import { importKeys, type Keys, makeSecrets } from "../vault/keys.ts";
import { saveEntry, type ToSave } from "../writing.ts";

export interface Person {
  account: Account;
  keys: Keys;
}

export async function person(name: string, role: Role = "patient"): Promise<Person> {
  const keys = await importKeys(await makeSecrets(uuid7()));
  const verify_key = toBase64(keys.verifyKey);
  const { account: id, recipient } = keys;
  const email = `${name}@example.org`;
  return { keys, account: { id, name, role, recipient, verify_key, email, kdf: 1 } };
}

let devices = 0;

/** A new device: its own database for a patient, memory for a therapist. */
export async function device(
  { account, keys }: Person,
  ask: Ask,
  { origin = "http://model", token = null as string | null, name = `device-${++devices}` } = {},
): Promise<Device> {
  const store = account.role === "patient" ? await openStore(name) : memoryStore();
  return { account, keys, instance: uuid7(), store, server: connect(origin, ask, token) };
}

export async function pinned(device: Device, { account, keys }: Person): Promise<void> {
  const { id, name, recipient } = account;
  await pinContact(device, { account: id, name, recipient, verifyKey: keys.verifyKey });
}

export function reader({ account }: Person, until: string | null = null): Reader {
  return { account: account.id, until };
}

export const NOON = "2026-05-06T12:00:00+02:00";

export function reflection(text: string, more: Partial<ToSave> = {}): ToSave {
  return {
    facts: { kind: "reflection" },
    occurred_at: NOON,
    text: { first_capture: text },
    ...more,
  };
}

export function checkIn(mood: number, note: string | null = null): ToSave {
  const blank = { sleep_hours: null, sleep_quality: null, pain: null, connected: null };
  const facts: Facts = { kind: "check_in", mood, anxiety: 3, energy: 4, ...blank };
  return { facts, occurred_at: NOON, text: note === null ? null : { note } };
}

/** Facts of a session of which only the time is known. */
export const BLANK_SESSION: Session = {
  ...{ kind: "session", planned: false, route: null, product: null, dose_mg: null },
  ...{ dose_mg_per_kg: null, weight_kg: null, duration_min: null, place: null },
  ...{ setting: [], present: [], ride_there: null, ride_home: null },
};

/** The entry with new words. */
export async function rewrite(device: Device, entry: Entry, text: string): Promise<Entry> {
  return saveEntry(device, reflection(text, { entry }));
}

export async function held(device: Device, id: string, author = device.account.id) {
  return device.store.read((tx) => tx.entry(author, id));
}

/** The entry as it is now on the device; it is an error if it is gone. */
export async function alive(device: Device, id: string, author?: string): Promise<Entry> {
  const entry = await held(device, id, author);
  if (!entry || entry.deleted) throw new Error("gone");
  return entry;
}
