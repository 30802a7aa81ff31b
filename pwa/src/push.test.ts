import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Edit } from "./api-shapes.ts";
import type { Device } from "./device.ts";
import type { Entry } from "./journal/entry.ts";
import { push } from "./push.ts";
import { openText } from "./sealed-entry.ts";
import { type Ask, Offline, SignedOut } from "./server.ts";
import { syncOnce } from "./sync.ts";
import {
  alive,
  checkIn,
  device,
  held,
  type Person,
  person,
  reflection,
  rewrite,
} from "./testing/people.ts";
import { problem, ServerModel } from "./testing/server-model.ts";
import { deleteEntry, saveEntry, tryAgain, withdraw } from "./writing.ts";

let ana: Person;
let theo: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;
let tablet: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
  tablet = await device(ana, (url, init) => ask(url, init));
});

const bodyOf = (init?: RequestInit): { edits: Edit[] } => JSON.parse(String(init?.body ?? "{}"));
const textOf = async (on: Device, id: string) => openText(on, await alive(on, id));
const outbox = (on: Device) => on.store.read((tx) => tx.outbox());
const server = (id: string) => model.entry(ana.account.id, id);

/** Every request of this kind is seen first. */
function watchPushes(before: (edits: Edit[]) => Response | undefined): void {
  const real = ask;
  ask = async (url, init) =>
    (init?.method === "POST" && before(bodyOf(init).edits)) || real(url, init);
}

/** An entry that both devices hold. */
async function shared(text: string): Promise<Entry> {
  const { id } = await saveEntry(phone, reflection(text));
  await syncOnce(phone);
  await syncOnce(tablet);
  return alive(phone, id);
}

test("an answer that got lost is asked for again, and nothing is doubled", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  const real = ask;
  ask = async (url, init) => {
    await real(url, init);
    throw new TypeError("connection reset");
  };
  await expect(push(phone)).rejects.toThrow(Offline);
  await expect(push(phone)).rejects.toThrow(Offline);
  ask = real;
  await syncOnce(phone);
  expect(server(id).revision).toBe(1);
  expect(await alive(phone, id)).toMatchObject({ state: "synced", seen: 1 });
});

test("a batch holds one edit of each entry, at most 500", async () => {
  const sizes: number[] = [];
  watchPushes((edits) => {
    const ids = edits.map((edit) => ("signed" in edit ? JSON.parse(edit.signed).id : edit.id));
    expect(new Set(ids).size).toBe(ids.length);
    sizes.push(edits.length);
    return undefined;
  });
  const entries = await Promise.all(
    Array.from({ length: 501 }, (_, n) => saveEntry(phone, checkIn(n % 11))),
  );
  await push(phone);
  for (const entry of entries.slice(0, 2)) {
    await withdraw(phone, await alive(phone, entry.id), theo.account.id);
    await saveEntry(phone, { ...checkIn(1), entry: await alive(phone, entry.id) });
  }
  await push(phone);
  expect(sizes).toEqual([500, 1, 2, 2]);
}, 60_000);

test("a batch stays under what the server takes", async () => {
  const bytes: number[] = [];
  watchPushes((edits) => {
    bytes.push(JSON.stringify({ edits }).length);
    return undefined;
  });
  for (let n = 0; n < 24; n++) await saveEntry(phone, reflection("x".repeat(120_000)));
  await push(phone);
  expect(bytes.length).toBeGreaterThan(1);
  expect(Math.max(...bytes)).toBeLessThan(4 * 1024 * 1024);
}, 60_000);

test("where a batch takes too long, smaller ones are tried until they pass", async () => {
  const sizes: number[] = [];
  const real = ask;
  ask = async (url, init) => {
    const { edits } = bodyOf(init);
    if (edits) sizes.push(edits.length);
    if (edits && edits.length > 3) throw new DOMException("too slow", "TimeoutError");
    return real(url, init);
  };
  for (let n = 0; n < 12; n++) await saveEntry(phone, reflection("x".repeat(9_000)));
  for (let tries = 0; tries < 20; tries++) await push(phone).catch(() => undefined);
  expect(await outbox(phone)).toEqual([]);
  expect(sizes[0]).toBe(12);
}, 60_000);

test("one edit that the server cannot read keeps no other back, and needs a look", async () => {
  const entries: Entry[] = [];
  for (let n = 0; n < 9; n++) entries.push(await saveEntry(phone, reflection(`text ${n}`)));
  const bad = entries[4];
  watchPushes((edits) =>
    edits.some(({ edit }) => edit === bad?.edit) ? problem(422, "malformed") : undefined,
  );
  await push(phone);
  for (const { id } of entries) {
    const expected = id === bad?.id ? "attention" : "synced";
    expect((await alive(phone, id)).state).toBe(expected);
  }
  expect((await alive(phone, bad?.id ?? "")).reason).toEqual({
    type: "malformed",
    detail: "Refused as malformed.",
  });
  // It is not tried again by itself, and can be mended.
  const mended = await rewrite(phone, await alive(phone, bad?.id ?? ""), "mended");
  await push(phone);
  expect(server(mended.id).revision).toBe(1);
  expect(await outbox(phone)).toEqual([]);
});

test("a refused edit goes out again when the person says so", async () => {
  const { id, edit } = await saveEntry(phone, reflection("one"));
  let refusing = true;
  watchPushes((edits) =>
    refusing && edits.some((each) => each.edit === edit) ? problem(413, "too-large") : undefined,
  );
  await push(phone);
  refusing = false;
  await push(phone);
  expect((await alive(phone, id)).state).toBe("attention");
  await tryAgain(phone, id);
  await push(phone);
  expect((await alive(phone, id)).state).toBe("synced");
});

test("a delete that is refused undoes itself", async () => {
  const { id } = await shared("one");
  await deleteEntry(phone, await alive(phone, id));
  watchPushes(() => problem(400, "malformed"));
  await push(phone);
  expect(await alive(phone, id)).toMatchObject({ state: "attention", revision: 1 });
  expect(await textOf(phone, id)).toEqual({ first_capture: "one" });
});

test("a hotel's welcome page, a server in trouble and nonsense are all offline", async () => {
  await saveEntry(phone, reflection("one"));
  const html = () => new Response("<h1>Welcome</h1>", { headers: { "content-type": "text/html" } });
  const cut = () =>
    new Response('{"results": [', { headers: { "content-type": "application/json" } });
  const other = () => new Response("{}", { headers: { "content-type": "application/json" } });
  const short = () => Response.json({ results: [] });
  for (const answer of [
    html,
    cut,
    other,
    short,
    () => problem(503, "unavailable"),
    () => problem(429, "slow"),
  ]) {
    ask = async () => answer();
    await expect(push(phone)).rejects.toThrow(Offline);
  }
  ask = async () => problem(401, "not-signed-in");
  await expect(push(phone)).rejects.toThrow(SignedOut);
  ask = model.fetchAs(ana.account.id);
  await syncOnce(phone);
  expect(await outbox(phone)).toEqual([]);
});

test("two tabs that both push send nothing twice", async () => {
  const name = "one-device-two-tabs";
  const first = await device(ana, (url, init) => ask(url, init), { name });
  const second = await device(ana, (url, init) => ask(url, init), { name });
  const entries = [];
  for (let n = 0; n < 5; n++) entries.push(await saveEntry(first, reflection(`text ${n}`)));
  await Promise.all([syncOnce(first), syncOnce(second)]);
  for (const { id } of entries) {
    expect(server(id).revision).toBe(1);
    expect(await held(second, id)).toMatchObject({ state: "synced" });
  }
  expect(await first.store.read((tx) => tx.entriesInNeedOfALook())).toEqual([]);
});
