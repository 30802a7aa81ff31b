// What a trial remembers beside the devices: what was written, shown, shared and taken back.

export class Ledger {
  /** Texts that were saved, and not replaced or deleted by somebody who had them before their eyes. */
  readonly owed = new Set<string>();
  /** Texts that ana showed to theo, knowing it. */
  readonly shown = new Set<string>();
  readonly #withdrawals: { name: string; entry: string }[] = [];
  /** Those that may have reached the server. */
  readonly #delivered = new Set<string>();
  readonly #shares: { entry: string; heard: Set<string> }[] = [];

  get withdrawals(): number {
    return this.#withdrawals.length;
  }

  /** `heard`: the withdrawals that the device made or may have heard of. */
  share(entry: string, text: string, heard: ReadonlySet<string>): void {
    this.shown.add(text);
    this.#shares.push({ entry, heard: new Set(heard) });
  }

  withdraw(entry: string, heard: Set<string>): void {
    const name = `w${this.#withdrawals.length}`;
    this.#withdrawals.push({ name, entry });
    heard.add(name);
  }

  /** Whatever the device has made may reach the server from now on, and what others made the device. */
  meet(heard: Set<string>): void {
    for (const name of heard) this.#delivered.add(name);
    for (const name of this.#delivered) heard.add(name);
  }

  /** Whether some share of the entry came after every withdrawal of it, as far as its device knew. */
  mayBeShared(entry: string): boolean {
    const withdrawals = this.#withdrawals.filter((each) => each.entry === entry);
    const shares = this.#shares.filter((each) => each.entry === entry);
    return shares.some(({ heard }) => withdrawals.every(({ name }) => heard.has(name)));
  }
}
