// The trial of the whole sync: several devices of ana, one of theo, a bad network, and a ledger of
// what was written and shown, against which the end is held.

import type { Device } from "../device.ts";
import type { Entry } from "../journal/entry.ts";
import { openEntry, recordOpened } from "../reading.ts";
import { openText } from "../sealed-entry.ts";
import type { Ask } from "../server.ts";
import { syncOnce } from "../sync.ts";
import { Changed, deleteEntry, saveEntry, shareWith, withdraw } from "../writing.ts";
import { type BadNetwork, badNetwork, type Fault } from "./faults.ts";
import { journalOf, stateOf, textOf, written } from "./journal.ts";
import { Ledger } from "./ledger.ts";
import type { Met } from "./met.ts";
import { patiently } from "./patience.ts";
import { checkIn, device, type Person, pinned, reader, reflection } from "./people.ts";
import type { Act, Step } from "./steps.ts";

/** Where a person's devices talk to. */
export interface Line {
  person: Person;
  ask: Ask;
  origin: string;
  token: string | null;
}

interface Hand {
  device: Device;
  network: BadNetwork;
  name: string;
  /** The page that is open on it. */
  page: { entry: Entry; text: string } | null;
  /** Withdrawals that this device made or may have heard of. */
  heard: Set<string>;
}

let trials = 0;

/** Runs the steps and heals the network. `wrong` is what does not hold in the end. */
export async function trial(
  ana: Line,
  theo: Line,
  todo: Step[],
): Promise<{ wrong: string[]; met: Met }> {
  const run = new Trial(ana, theo, ++trials);
  await run.begin();
  for (const each of todo) await run.take(each);
  return run.end();
}

class Trial {
  readonly #ana: Line;
  readonly #theo: Line;
  readonly #number: number;
  readonly #hands: Hand[] = [];
  #desk!: Device;
  #texts = 0;
  readonly #ledger = new Ledger();
  readonly #wrong: string[] = [];

  constructor(ana: Line, theo: Line, number: number) {
    this.#ana = ana;
    this.#theo = theo;
    this.#number = number;
  }

  async begin(): Promise<void> {
    for (let n = 0; n < 3; n++) {
      const network = badNetwork(this.#ana.ask);
      const name = `trial-${this.#number}-${n}`;
      const made = await device(this.#ana.person, network.ask, { ...this.#ana, name });
      this.#hands.push({ device: made, network, name, page: null, heard: new Set() });
    }
    const [first] = this.#hands;
    if (first) {
      await pinned(first.device, this.#theo.person);
      for (const shared of [true, false, true]) await this.#write(first, "reflection", shared);
    }
    for (const { device } of this.#hands) await patiently(() => syncOnce(device));
    this.#desk = await device(this.#theo.person, this.#theo.ask, this.#theo);
    await patiently(() => syncOnce(this.#desk));
    await pinned(this.#desk, this.#ana.person);
  }

  async take(step: Step): Promise<void> {
    if (step.do === "read") return this.#read();
    const hand = this.#hands[step.on];
    if (!hand) return;
    const { device } = hand;
    switch (step.do) {
      case "write":
        return this.#write(hand, step.kind, step.shared);
      case "open":
        hand.page = await this.#pageOf(hand.device, step.pick);
        return;
      case "act":
        return this.#act(hand, step.act, step.pick, step.onOpenPage);
      case "sync":
        return this.#sync(hand, step.faults, step.meanwhile);
      case "restart":
        device.store.close();
        return this.#restart(hand);
      case "redeliver":
        return hand.network.redeliver();
    }
  }

  async #act(hand: Hand, act: Act, pick: number, onOpenPage: boolean): Promise<void> {
    const page = (onOpenPage && hand.page) || (await this.#pageOf(hand.device, pick));
    if (!page) return;
    if (page === hand.page) hand.page = null;
    const { entry, text } = page;
    try {
      if (act === "edit") await this.#edit(hand, entry, text);
      if (act === "share") await this.#share(hand, entry, text);
      if (act === "withdraw") await this.#withdraw(hand, entry);
      if (act === "delete") await this.#delete(hand, entry, text);
    } catch (error) {
      // The page is told to look again, and nothing has happened.
      if (!(error instanceof Changed)) throw error;
    }
  }

  async #write(hand: Hand, kind: "reflection" | "check_in", shared: boolean): Promise<void> {
    const text = this.#text();
    const base = kind === "reflection" ? reflection(text) : checkIn(this.#texts % 11, text);
    const readers = shared ? [reader(this.#theo.person)] : [];
    const entry = await saveEntry(hand.device, { ...base, readers });
    this.#ledger.owed.add(text);
    if (shared) this.#ledger.share(entry.id, text, hand.heard);
  }

  async #pageOf(device: Device, pick: number): Promise<Hand["page"]> {
    const entries = (await this.#journal(device)).sort((a, b) => (a.id < b.id ? -1 : 1));
    const entry = entries[pick % Math.max(1, entries.length)];
    return entry ? { entry, text: await textOf(device, entry) } : null;
  }

  async #edit(hand: Hand, entry: Entry, before: string): Promise<void> {
    const text = this.#text();
    const base =
      entry.facts.kind === "check_in" ? checkIn(this.#texts % 11, text) : reflection(text);
    await saveEntry(hand.device, { ...base, entry });
    this.#ledger.owed.delete(before);
    this.#ledger.owed.add(text);
    if (entry.readers.length > 0) this.#ledger.shown.add(text);
  }

  async #share(hand: Hand, entry: Entry, text: string): Promise<void> {
    await shareWith(hand.device, entry, [reader(this.#theo.person)]);
    this.#ledger.share(entry.id, text, hand.heard);
  }

  async #withdraw(hand: Hand, entry: Entry): Promise<void> {
    await withdraw(hand.device, entry, this.#theo.person.account.id);
    this.#ledger.withdraw(entry.id, hand.heard);
  }

  async #delete(hand: Hand, entry: Entry, text: string): Promise<void> {
    await deleteEntry(hand.device, entry);
    this.#ledger.owed.delete(text);
  }

  async #sync(
    hand: Hand,
    faults: Fault[],
    meanwhile: { act: Act; pick: number } | null,
  ): Promise<void> {
    this.#ledger.meet(hand.heard);
    hand.network.plan(faults);
    const hung = faults.includes("hangs") && new Promise((died) => setTimeout(died, 60, "died"));
    const synced = syncOnce(hand.device).catch(() => "offline");
    if (meanwhile) await this.#act(hand, meanwhile.act, meanwhile.pick, false);
    // What hangs is never answered: the battery is empty, and the device starts anew.
    const outcome = await (hung ? Promise.race([synced, hung]) : synced);
    hand.network.plan([]);
    this.#ledger.meet(hand.heard);
    if (outcome === "died") {
      hand.device.store.close();
      await this.#restart(hand);
    }
  }

  async #restart(hand: Hand): Promise<void> {
    hand.page = null;
    hand.device = await device(this.#ana.person, hand.network.ask, {
      ...this.#ana,
      name: hand.name,
    });
  }

  /** Theo reads all that he can, and finds nothing that ana did not show him. */
  async #read(): Promise<void> {
    await patiently(() => syncOnce(this.#desk));
    for (const entry of await this.#journal(this.#desk)) {
      const opened = await patiently(() => openEntry(this.#desk, entry));
      if (!opened) continue;
      const text = written(opened.text);
      if (!this.#ledger.shown.has(text))
        this.#wrong.push(`theo reads "${text}", which was never shown to him`);
      if (this.#texts % 3 === 0) await recordOpened(this.#desk, entry);
    }
  }

  async end(): Promise<{ wrong: string[]; met: Met }> {
    for (const { network } of this.#hands) network.plan([]);
    for (let round = 0; round < 4; round++) {
      for (const { device } of this.#hands) await patiently(() => syncOnce(device));
    }
    await this.#read();
    await patiently(() => syncOnce(this.#desk));
    for (const { device } of this.#hands) await patiently(() => syncOnce(device));

    const [first, ...others] = await Promise.all(this.#hands.map(({ device }) => stateOf(device)));
    for (const other of others) {
      if (JSON.stringify(other) !== JSON.stringify(first)) {
        this.#wrong.push(`devices differ: ${JSON.stringify(first)} and ${JSON.stringify(other)}`);
      }
    }
    for (const { device } of this.#hands) await this.#expectSettled(device);
    await this.#expectReachable();
    await this.#expectShared();
    const met = await this.#met();
    for (const { device } of this.#hands) device.store.close();
    return { wrong: this.#wrong, met };
  }

  async #met(): Promise<Met> {
    const answered = (what: string) =>
      this.#hands.reduce((sum, { network }) => sum + (network.answers.get(what) ?? 0), 0);
    const entries = this.#hands[0] ? await this.#journal(this.#hands[0].device) : [];
    const texts = await Promise.all(
      entries.map((entry) => openText((this.#hands[0] as Hand).device, entry)),
    );
    return {
      conflicts: answered("conflict"),
      replays: answered("unchanged"),
      copies: texts.filter((text) => text?.kept_from).length,
      shared: entries.filter(({ readers }) => readers.length > 0).length,
      withdrawn: this.#ledger.withdrawals,
    };
  }

  async #expectSettled({ store }: Device): Promise<void> {
    const [outbox, attention] = await store.read((tx) =>
      Promise.all([tx.outbox(), tx.entriesInNeedOfALook()]),
    );
    if (outbox.length > 0) this.#wrong.push(`still waiting: ${JSON.stringify(outbox)}`);
    if (attention.length > 0) this.#wrong.push(`needs a look: ${JSON.stringify(attention)}`);
  }

  async #expectReachable(): Promise<void> {
    for (const { device } of this.#hands) {
      const entries = await this.#journal(device);
      const texts = await Promise.all(entries.map((entry) => textOf(device, entry)));
      for (const text of this.#ledger.owed) {
        if (!texts.includes(text)) this.#wrong.push(`"${text}" is lost`);
      }
    }
  }

  /** Theo holds exactly what is shared, in the words that ana has, and no share undid a withdrawal. */
  async #expectShared(): Promise<void> {
    const [hand] = this.#hands;
    if (!hand) return;
    const own = await this.#journal(hand.device);
    const shared = own.filter(({ readers }) => readers.length > 0);
    const seen = await this.#journal(this.#desk);
    const ids = (entries: Entry[]) => JSON.stringify(entries.map(({ id }) => id).sort());
    if (ids(shared) !== ids(seen)) this.#wrong.push(`theo holds ${ids(seen)} of ${ids(shared)}`);
    for (const entry of shared) {
      const theirs = seen.find(({ id }) => id === entry.id);
      const opened = theirs && (await patiently(() => openEntry(this.#desk, theirs)));
      const text = await textOf(hand.device, entry);
      if (written(opened?.text ?? null) !== text) this.#wrong.push(`theo does not read "${text}"`);
      if (!this.#ledger.mayBeShared(entry.id))
        this.#wrong.push(`${entry.id} is shared despite a withdrawal`);
    }
  }

  #journal(device: Device): Promise<Entry[]> {
    return journalOf(device, this.#ana.person.account.id);
  }

  #text(): string {
    return `text ${++this.#texts}`;
  }
}
