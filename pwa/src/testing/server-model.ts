// A server in memory that decides as the real one does (api/journal/decide.py): for tests of the
// device that need faults at exact moments. sync.live.test.ts runs against the real one.

import type {
  DeleteEdit,
  Edit,
  Result,
  ServedEntry,
  WithdrawEdit,
  WriteEdit,
} from "../api-shapes.ts";
import type { Reader } from "../journal/entry.ts";
import type { Ask } from "../server.ts";

interface Place {
  author: string;
  id: string;
  position: number;
  withdrawn: boolean;
}

interface Book {
  entries: Map<string, ServedEntry>;
  edits: Map<string, number>;
  feed: Map<string, Place>;
  head: number;
}

export class ServerModel {
  epoch = 1;
  readonly #books = new Map<string, Book>();
  readonly #links = new Set<string>();

  link(patient: string, therapist: string): void {
    this.#links.add(`${patient}/${therapist}`).add(`${therapist}/${patient}`);
  }

  /** As it is now, to tamper with. */
  entry(author: string, id: string): ServedEntry {
    const entry = this.#book(author).entries.get(id);
    if (!entry) throw new Error("no such entry");
    return entry;
  }

  /** Every device that pulls is shown it again. */
  announce(author: string, id: string): void {
    this.#publish(author, author, id, false);
  }

  /** What one account's devices fetch. */
  fetchAs(me: string): Ask {
    return async (url, init) => {
      const { pathname, searchParams } = new URL(String(url), "http://model");
      const [, , noun, author, id] = pathname.split("/");
      if (noun === "entries" && init?.method === "POST") {
        const { edits } = JSON.parse(String(init.body));
        return json(200, { results: edits.map((edit: Edit) => this.#decide(me, edit)) });
      }
      if (noun === "feed") return this.#page(me, searchParams);
      if (noun === "entries" && author && id && this.#sees(me, author, id)) {
        return json(200, this.#served(me, author, id, "all"));
      }
      return problem(404, "entry-not-found");
    };
  }

  #decide(me: string, edit: Edit): Result {
    const book = this.#book(me);
    const id = "signed" in edit ? JSON.parse(edit.signed).id : edit.id;
    const entry = book.entries.get(id);
    const before = book.edits.get(edit.edit);
    if (before !== undefined) {
      const wanted = "readers" in edit ? edit.readers.map(({ account }) => account) : [];
      const left = wanted.filter((a) => !entry?.readers.some(({ account }) => account === a));
      return result(edit, "unchanged", before, entry, left);
    }
    if ("withdraw" in edit) return this.#withdraw(me, edit, entry);
    if ("deleted" in edit) return this.#delete(me, edit, entry);
    return this.#write(me, edit, id, entry);
  }

  #withdraw(me: string, edit: WithdrawEdit, entry: ServedEntry | undefined): Result {
    if (entry && !entry.deleted) {
      entry.readers = entry.readers.filter(({ account }) => account !== edit.withdraw);
      entry.withdrawals++;
      this.#publish(edit.withdraw, me, edit.id, true);
      this.#publish(me, me, edit.id, false);
    }
    return this.#saved(me, edit, entry);
  }

  #delete(me: string, edit: DeleteEdit, entry: ServedEntry | undefined): Result {
    if (entry && !entry.deleted) {
      if (edit.revision !== entry.revision + 1) return this.#conflict(edit, entry);
      for (const { account } of entry.readers) this.#publish(account, me, edit.id, true);
      const empty = { signed: null, signature: null, words: null, readers: [], session: null };
      Object.assign(entry, empty, { revision: edit.revision, deleted: true });
      this.#publish(me, me, edit.id, false);
    }
    return this.#saved(me, edit, entry);
  }

  #write(me: string, edit: WriteEdit, id: string, entry: ServedEntry | undefined): Result {
    const { revision } = JSON.parse(edit.signed);
    if (entry && revision !== entry.revision + 1) return this.#conflict(edit, entry);
    const seenAll = !entry || (edit.withdrawals >= entry.withdrawals && !entry.deleted);
    const may = ({ account }: Reader) =>
      entry?.readers.some((reader) => reader.account === account) ||
      (seenAll && this.#links.has(`${me}/${account}`));
    const readers = edit.readers.filter(may);
    const left = edit.readers.filter((reader) => !may(reader)).map(({ account }) => account);
    const { signed, signature, words, session } = edit;
    const next: ServedEntry = {
      ...{ author: me, id, revision, deleted: false, signed, signature, words, session, readers },
      withdrawals: entry?.withdrawals ?? 0,
      received_at: new Date().toISOString(),
    };
    this.#book(me).entries.set(id, next);
    for (const { account } of entry?.readers ?? []) this.#publish(account, me, id, true);
    for (const { account } of readers) this.#publish(account, me, id, false);
    this.#publish(me, me, id, false);
    return this.#saved(me, edit, next, left);
  }

  #saved(me: string, edit: Edit, entry: ServedEntry | undefined, left: string[] = []): Result {
    if (entry) this.#book(me).edits.set(edit.edit, entry.revision);
    return result(edit, "saved", entry?.revision ?? null, entry, left);
  }

  #conflict(edit: Edit, entry: ServedEntry): Result {
    return {
      ...result(edit, "conflict", entry.revision, entry, []),
      entry: structuredClone(entry),
    };
  }

  #page(me: string, query: URLSearchParams): Response {
    const [epoch, after] = (query.get("after") ?? `${this.epoch}:0`).split(":").map(Number);
    if (epoch !== this.epoch) return problem(410, "cursor-gone");
    const places = [...this.#book(me).feed.values()]
      .filter(({ position }) => position > (after ?? 0))
      .sort((a, b) => a.position - b.position);
    const page = places.slice(0, Number(query.get("limit")));
    const seen = (place: Place) => this.#sees(me, place.author, place.id);
    const words = query.get("words") ?? "all";
    return json(200, {
      entries: page.filter(seen).map(({ author, id }) => this.#served(me, author, id, words)),
      withdrawn: page.filter((p) => !seen(p)).map(({ author, id }) => ({ author, id })),
      next: `${this.epoch}:${page.at(-1)?.position ?? after}`,
      more: page.length < places.length,
    });
  }

  #sees(me: string, author: string, id: string): boolean {
    const place = this.#book(me).feed.get(`${author}/${id}`);
    return place !== undefined && !place.withdrawn;
  }

  #served(me: string, author: string, id: string, words: string): ServedEntry {
    const entry = structuredClone(this.entry(author, id));
    if (author === me) return entry;
    const readers = entry.readers.filter(({ account }) => account === me);
    return { ...entry, readers, withdrawals: 0, words: words === "all" ? entry.words : null };
  }

  #publish(to: string, author: string, id: string, withdrawn: boolean): void {
    const book = this.#book(to);
    book.feed.set(`${author}/${id}`, { author, id, position: ++book.head, withdrawn });
  }

  #book(account: string): Book {
    const book = this.#books.get(account) ?? {
      entries: new Map(),
      edits: new Map(),
      feed: new Map(),
      head: 0,
    };
    this.#books.set(account, book);
    return book;
  }
}

export function json(status: number, body: unknown): Response {
  const type = status < 400 ? "application/json" : "application/problem+json";
  return new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
}

export function problem(status: number, type: string): Response {
  return json(status, { type, title: type, status, detail: `Refused as ${type}.` });
}

function result(
  edit: Edit,
  said: Result["result"],
  revision: number | null,
  entry: ServedEntry | undefined,
  not_shared: string[],
): Result {
  const { edit: id } = edit;
  const withdrawals = entry?.withdrawals ?? null;
  const received_at = entry?.received_at ?? null;
  const rest = { entry: null, type: null, detail: null };
  return { edit: id, result: said, revision, received_at, withdrawals, not_shared, ...rest };
}
