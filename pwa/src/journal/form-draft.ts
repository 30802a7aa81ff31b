// A form whose fields are kept sealed on this device while somebody types, and put back on return.

import { batch, effect, type Signal, signal } from "@preact/signals";
import type { Device } from "../device.ts";
import { dropDraft, keepDraft, readDraft } from "../drafts.ts";
import { StorageFull } from "../store.ts";
import { withOffset } from "../time.ts";
import { beforeReload } from "../update.ts";

/** The fields of a form; what they hold must survive JSON. */
export type Fields = Readonly<Record<string, Signal<unknown>>>;

export interface Begun {
  /** When the first of it was typed. */
  begun: string;
  /** The edit that it was begun on; null for a new entry. */
  base: string | null;
}

export interface Kept extends Begun {
  fields: Record<string, unknown>;
}

/** Well under the second that may be lost at most. */
const KEEP_AFTER_MS = 500;

export class FormDraft {
  /** The form can be shown: what was kept is back in its fields. */
  readonly ready = signal(false);
  readonly restored = signal<Begun | null>(null);
  /** A sentence when the last attempt to keep it failed. */
  readonly trouble = signal<string | null>(null);
  readonly name: string;
  readonly #device: Device;
  readonly #fields: Fields;
  readonly #blank: string;
  #kept: string;
  #origin: Begun;
  #paused = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // One write after the other: sealing a long text must not overtake a later, shorter one.
  #writing: Promise<void> = Promise.resolve();

  /** `base` is the edit id of the entry that is being edited, null for a new one. */
  constructor(device: Device, name: string, fields: Fields, base: string | null) {
    this.#device = device;
    this.name = name;
    this.#fields = fields;
    this.#origin = { begun: "", base };
    this.#blank = this.#now();
    this.#kept = this.#blank;
  }

  /** Restores, then watches until the returned function is called. */
  open(): () => void {
    let stop: (() => void) | null = null;
    let closed = false;
    void this.#restore().then(() => {
      if (!closed) stop = effect(() => this.#changed(this.#now()));
    });
    // A hidden page may never come back: phones end it without a word.
    const hidden = () => {
      if (document.visibilityState === "hidden") void this.keep();
    };
    const left = () => void this.keep();
    document.addEventListener("visibilitychange", hidden);
    addEventListener("pagehide", left);
    const forget = beforeReload(async () => {
      await this.keep();
      if (this.trouble.peek() !== null) throw new Error("the draft was not kept");
    });
    return () => {
      closed = true;
      stop?.();
      document.removeEventListener("visibilitychange", hidden);
      removeEventListener("pagehide", left);
      forget();
      void this.keep();
    };
  }

  /** Resolves when what the fields hold is kept, or `trouble` says why it is not. */
  keep(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Keeps no more from here on: the entry itself is being saved, and takes the draft with it. */
  pause(): Promise<void> {
    this.#paused = true;
    clearTimeout(this.#timer);
    return this.#writing;
  }

  /** The entry could not be saved: what was typed is kept again. */
  resume(): void {
    this.#paused = false;
    this.#changed(this.#now());
  }

  /** Puts the fields back as they were before, and forgets the draft. */
  async startAgain(): Promise<void> {
    this.#fill(JSON.parse(this.#blank));
    this.restored.value = null;
    this.#origin.begun = "";
    await this.keep();
  }

  async #restore(): Promise<void> {
    // One that does not open any more is none: whoever returns must be able to write.
    const kept = (await readDraft(this.#device, this.name).catch(() => null)) as Kept | null;
    if (kept) {
      this.#fill(kept.fields);
      this.#kept = this.#now();
      this.#origin = { begun: kept.begun, base: kept.base };
      this.restored.value = this.#origin;
    }
    this.ready.value = true;
  }

  async #write(): Promise<void> {
    const now = this.#now();
    if (this.#paused || !this.ready.peek() || now === this.#kept) return;
    this.#origin.begun ||= withOffset();
    try {
      if (now === this.#blank) await dropDraft(this.#device, this.name);
      else await keepDraft(this.#device, this.name, { ...this.#origin, fields: JSON.parse(now) });
      this.#kept = now;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = error instanceof StorageFull ? NO_SPACE : NOT_KEPT;
    }
  }

  #fill(values: Record<string, unknown>): void {
    batch(() => {
      for (const [name, value] of Object.entries(values)) {
        const field = this.#fields[name];
        // A draft of an older version may hold a field that is gone.
        if (field) field.value = value;
      }
    });
  }

  #now(): string {
    const values = Object.entries(this.#fields).map(([name, { value }]) => [name, value]);
    return JSON.stringify(Object.fromEntries(values));
  }

  #changed(now: string): void {
    clearTimeout(this.#timer);
    if (this.#paused || now === this.#kept) return;
    this.#timer = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }
}

const NO_SPACE =
  "This device has no space left, so what you type is not kept if you leave. Free some space, or save now.";
const NOT_KEPT =
  "What you type cannot be kept on this device just now. Save before you leave this page.";
