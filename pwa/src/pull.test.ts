import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Device } from "./device.ts";
import { pull } from "./pull.ts";
import { push } from "./push.ts";
import { recordOpened } from "./reading.ts";
import { openText } from "./sealed-entry.ts";
import type { Ask } from "./server.ts";
import { syncOnce } from "./sync.ts";
import {
  alive,
  checkIn,
  device,
  held,
  type Person,
  person,
  pinned,
  reader,
  reflection,
  rewrite,
} from "./testing/people.ts";
import { ServerModel } from "./testing/server-model.ts";
import { fromBase64 } from "./vault/bytes.ts";
import { openWords } from "./vault/seal.ts";
import { saveEntry, withdraw } from "./writing.ts";

let ana: Person;
let theo: Person;
let model: ServerModel;
let ask: Ask;
let phone: Device;
let desk: Device;

beforeAll(async () => {
  ana = await person("ana");
  theo = await person("theo", "therapist");
});

beforeEach(async () => {
  model = new ServerModel();
  model.link(ana.account.id, theo.account.id);
  ask = model.fetchAs(ana.account.id);
  phone = await device(ana, (url, init) => ask(url, init));
  desk = await device(theo, model.fetchAs(theo.account.id));
  await pinned(phone, theo);
});

const newPhone = () => device(ana, model.fetchAs(ana.account.id));
const doubted = (on: Device) => on.store.read((tx) => tx.entriesInNeedOfALook());

async function sharedWithTheo(text: string): Promise<string> {
  const { id } = await saveEntry(phone, reflection(text, { readers: [reader(theo)] }));
  await syncOnce(phone);
  return id;
}

test("a new device has the same journal", async () => {
  const { id } = await saveEntry(phone, checkIn(7, "a good day"));
  await syncOnce(phone);
  const tablet = await newPhone();
  await syncOnce(tablet);
  const here = await alive(phone, id);
  expect(await alive(tablet, id)).toEqual({ ...here, notShared: [] });
  expect(await openText(tablet, await alive(tablet, id))).toEqual({ note: "a good day" });
  expect(await tablet.store.read((tx) => tx.moodsBetween(0, 1e15))).toMatchObject([{ mood: 7 }]);
});

test("a long feed comes in pieces, and goes on where it was interrupted", async () => {
  for (let n = 0; n < 12; n++) await saveEntry(phone, checkIn(n % 11));
  await syncOnce(phone);
  let requests = 0;
  const real = model.fetchAs(ana.account.id);
  const tablet = await device(ana, (url, init) => {
    if (++requests === 2) throw new TypeError("connection reset");
    return real(String(url).replace("limit=500", "limit=5"), init);
  });
  await expect(pull(tablet)).rejects.toThrow();
  expect(await tablet.store.read((tx) => tx.entryKeys())).toHaveLength(5);
  await syncOnce(tablet);
  // The check-ins, and theo's contact.
  expect(await tablet.store.read((tx) => tx.entryKeys())).toHaveLength(13);
});

test("where a page takes too long, smaller ones are asked for", async () => {
  for (let n = 0; n < 20; n++) await saveEntry(phone, checkIn(n % 11));
  await syncOnce(phone);
  const real = model.fetchAs(ana.account.id);
  const tablet = await device(ana, (url, init) => {
    const limit = Number(/limit=(\d+)/.exec(String(url))?.[1]);
    if (limit > 30) throw new DOMException("too slow", "TimeoutError");
    return real(url, init);
  });
  for (let tries = 0; tries < 6; tries++) await pull(tablet).catch(() => undefined);
  expect(await tablet.store.read((tx) => tx.entryKeys())).toHaveLength(21);
});

test("when the cursor is gone everything is read anew, and local edits are kept", async () => {
  const id = await sharedWithTheo("one");
  await pinned(desk, ana);
  await syncOnce(desk);
  await recordOpened(desk, await alive(desk, id, ana.account.id));
  await syncOnce(desk);
  await syncOnce(phone);
  const local = await rewrite(phone, await alive(phone, id), "two");
  model.epoch++;
  await pull(phone);
  expect((await alive(phone, id)).edit).toBe(local.edit);
  await syncOnce(phone);
  expect(await openText(phone, await alive(phone, id))).toEqual({ first_capture: "two" });
  expect(await phone.store.read((tx) => tx.entriesOfKind("opened"))).toHaveLength(1);
  expect(await doubted(phone)).toEqual([]);
});

test("what was taken back while the cursor was gone is gone when everything has been read anew", async () => {
  const kept = await sharedWithTheo("kept");
  const gone = await sharedWithTheo("gone");
  await pinned(desk, ana);
  await syncOnce(desk);
  await withdraw(phone, await alive(phone, gone), theo.account.id);
  await syncOnce(phone);
  model.epoch++;
  // As after a restore that lost the notice of the withdrawal.
  const real = model.fetchAs(theo.account.id);
  const forgetful = await device(theo, async (url, init) => {
    const answer = await real(url, init);
    if (!answer.ok || !String(url).includes("/feed")) return answer;
    return Response.json({ ...(await answer.json()), withdrawn: [] });
  });
  const later = { ...desk, server: forgetful.server };
  await syncOnce(later);
  expect(await held(desk, gone, ana.account.id)).toBeUndefined();
  expect(await alive(desk, kept, ana.account.id)).toBeDefined();
});

test("a pull never overwrites what waits to be sent, and the push after it brings both together", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  await syncOnce(phone);
  const tablet = await newPhone();
  await syncOnce(tablet);
  await rewrite(tablet, await alive(tablet, id), "from the tablet");
  await syncOnce(tablet);
  await rewrite(phone, await alive(phone, id), "from the phone");
  expect(await pull(phone)).toBe(true);
  const waiting = await alive(phone, id);
  expect(waiting.state).toBe("local");
  expect(await openText(phone, waiting)).toEqual({ first_capture: "from the phone" });
  await syncOnce(phone);
  const entries = await phone.store.read((tx) => tx.entriesOfKind("reflection"));
  const texts = await Promise.all(entries.map((entry) => openText(phone, entry)));
  expect(texts.map((text) => text?.first_capture).sort()).toEqual([
    "from the phone",
    "from the tablet",
  ]);
});

test("a pull does not show a reader again from whom the entry is just being taken back", async () => {
  const id = await sharedWithTheo("for theo");
  model.announce(ana.account.id, id);
  await withdraw(phone, await alive(phone, id), theo.account.id);
  expect(await pull(phone)).toBe(true);
  expect(await alive(phone, id)).toMatchObject({ readers: [], state: "local" });
});

test("a reader whom the server names by itself is not believed, and nothing is sealed to them", async () => {
  const { id } = await saveEntry(phone, reflection("for me alone"));
  await syncOnce(phone);
  model.entry(ana.account.id, id).readers = [reader(theo)];
  model.announce(ana.account.id, id);
  for (const mine of [phone, await newPhone()]) {
    await syncOnce(mine);
    expect((await alive(mine, id)).readers).toEqual([]);
  }
  await rewrite(phone, await alive(phone, id), "still for me alone");
  await syncOnce(phone);
  const served = model.entry(ana.account.id, id);
  expect(served.readers).toEqual([]);
  const words = fromBase64(served.words ?? "");
  expect(await openWords(words, served, theo.keys)).toBeNull();
});

test("a server cannot make a share last longer than it was meant to", async () => {
  const soon = "2099-05-06T12:00:00Z";
  const { id } = await saveEntry(phone, reflection("one", { readers: [reader(theo, soon)] }));
  await syncOnce(phone);
  model.entry(ana.account.id, id).readers = [reader(theo)];
  const tablet = await newPhone();
  await syncOnce(tablet);
  expect((await alive(tablet, id)).readers).toEqual([]);
});

test("a conflict does not let the server name a reader either", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  await syncOnce(phone);
  const tablet = await newPhone();
  await pinned(tablet, theo);
  await syncOnce(tablet);
  await rewrite(phone, await alive(phone, id), "two");
  await syncOnce(phone);
  await rewrite(tablet, await alive(tablet, id), "three");
  model.entry(ana.account.id, id).readers = [reader(theo)];
  await syncOnce(tablet);
  expect((await alive(tablet, id)).readers).toEqual([]);
  expect(model.entry(ana.account.id, id).readers).toEqual([]);
});

test("a page that is older than an answer is thrown away", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  await push(phone);
  await rewrite(phone, await alive(phone, id), "two");
  const real = ask;
  ask = async (url, init) => {
    const page = await real(url, init);
    if (String(url).includes("/feed")) {
      ask = real;
      // Another tab pushes while this page is on its way.
      await push(phone);
    }
    return page;
  };
  expect(await pull(phone)).toBe(false);
  expect(await pull(phone)).toBe(true);
  expect(await doubted(phone)).toEqual([]);
  expect(await openText(phone, await alive(phone, id))).toEqual({ first_capture: "two" });
});

test("a page is not taken while an edit waits for its answer", async () => {
  const { id } = await saveEntry(phone, reflection("one"));
  const real = ask;
  ask = async (url, init) => {
    await real(url, init);
    throw new TypeError("connection reset");
  };
  await push(phone).catch(() => undefined);
  ask = real;
  expect(await pull(phone)).toBe(false);
  expect(await alive(phone, id)).toMatchObject({ state: "local", seen: 0 });
});

test("nothing new changes nothing, and no page draws itself again", async () => {
  await syncOnce(phone);
  const before = phone.store.changes.value;
  expect(await pull(phone)).toBe(true);
  expect(phone.store.changes.value).toBe(before);
});
