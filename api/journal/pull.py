"""Reading: a stretch of a person's feed, one entry, or a choice of them.

Row-level security has left only what the person may read: a feed row that is not withdrawn and not over.
What an author sees beside that, the readers, comes from the door; a reader finds only itself.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from asyncpg import Connection

from api.accounts.sign_in import SignedInAs
from api.database import tx
from api.journal.cursor import CursorGone, read_cursor, write_cursor
from api.journal.feed_ends import feed_end
from api.journal.shapes import Entry, FeedPage, Reader, Withdrawn

# What one page may weigh: 500 entries of 256 KiB would be 128 MiB.
PAGE_BYTES = 4 * 1024 * 1024

# `session` is told only to who may see that one too; trends/read.py tells it by the same rule.
COLUMNS = """
    e.author, e.id, e.revision, e.deleted, e.signed, e.signature, e.words, e.withdrawals, e.received_at,
    CASE WHEN e.session IS NULL OR e.author = $1 THEN e.session ELSE (
        SELECT s.entry FROM feed s WHERE s.account = $1 AND s.author = e.author AND s.entry = e.session
            AND NOT s.withdrawn AND (s.until IS NULL OR s.until > now())
    ) END AS session
"""

PAGE = f"""
SELECT f.position, f.author AS feed_author, f.entry AS feed_entry, f.until, f.epoch, {COLUMNS}
FROM (
    SELECT f.*, i.epoch FROM instance i LEFT JOIN LATERAL (
        SELECT * FROM feed WHERE account = $1 AND position > $2 ORDER BY position LIMIT $3
    ) f ON true
) f
LEFT JOIN entry e ON e.author = f.author AND e.id = f.entry
ORDER BY f.position
"""

ONE = f"""
SELECT f.until, {COLUMNS}
FROM entry e JOIN feed f ON f.account = $1 AND f.author = e.author AND f.entry = e.id
"""

OWN = f"{ONE} WHERE e.author = $1 AND e.id = ANY($2)"

CHOICE = f"""{ONE}
WHERE NOT e.deleted AND ($2::text IS NULL OR e.kind = $2)
    AND ($3::timestamptz IS NULL OR e.occurred_at >= $3) AND ($4::timestamptz IS NULL OR e.occurred_at < $4)
ORDER BY e.occurred_at DESC, e.id LIMIT $5
"""


async def pull(account: SignedInAs, after: str | None, limit: int, words: Literal["all", "own"]) -> FeedPage:
    """The feed from the cursor `after` on; raises CursorGone when this instance did not give it."""
    epoch, position = read_cursor(after) if after is not None else (None, 0)
    if after is not None:
        end = await feed_end(account.token_hash)
        # A cursor past the end is from a database that has been put back since: its device has to begin anew.
        if epoch != end.epoch or position > end.position:
            raise CursorGone
        if position == end.position:
            return FeedPage([], [], after, False)
    async with tx(account.token_hash) as connection:
        rows = await connection.fetch(PAGE, account.id, position, limit + 1)
        now = rows[0]["epoch"]
        if rows[0]["position"] is None:
            return FeedPage([], [], write_cursor(now, position), False)
        page = _within_weight(rows[:limit])
        entries = await _entries(
            connection, account.id, [row for row in page if _readable(row, account.id)], words
        )
    withdrawn = [
        Withdrawn(row["feed_author"], row["feed_entry"]) for row in page if not _readable(row, account.id)
    ]
    return FeedPage(entries, withdrawn, write_cursor(now, page[-1]["position"]), len(page) < len(rows))


async def entry(account: SignedInAs, author: UUID, id: UUID) -> Entry | None:
    """One entry, or None when the person may not read it, whatever the reason."""
    async with tx(account.token_hash) as connection:
        rows = await connection.fetch(f"{ONE} WHERE e.author = $2 AND e.id = $3", account.id, author, id)
        rows = [row for row in rows if _readable(row, account.id)]
        entries = await _entries(connection, account.id, rows, "all")
    return entries[0] if entries else None


async def choice(
    account: SignedInAs, kind: str | None, start: datetime | None, end: datetime | None, limit: int
) -> tuple[list[Entry], bool]:
    """Entries that happened from `start` to before `end`, newest first, and whether there are more."""
    async with tx(account.token_hash) as connection:
        rows = await connection.fetch(CHOICE, account.id, kind, start, end, limit + 1)
        page = _within_weight(rows[:limit])
        return await _entries(connection, account.id, page, "all"), len(page) < len(rows)


async def own_entries(connection: Connection, author: UUID, ids: Iterable[UUID]) -> dict[UUID, Entry]:
    """The author's entries as the server has them, deleted ones too."""
    rows = await connection.fetch(OWN, author, list(ids))
    return {entry.id: entry for entry in await _entries(connection, author, rows, "all")}


def _readable(row: Any, me: UUID) -> bool:
    """No row of the entry: withdrawn, or over. A deleted one is still its author's, as a tombstone."""
    return row["id"] is not None and (row["author"] == me or not row["deleted"])


def _within_weight(rows: Sequence[Any]) -> Sequence[Any]:
    """As many rows as the page can carry, at least one."""
    weight = 0
    for n, row in enumerate(rows):
        weight += len(row["words"] or b"") + len(row["signed"] or "")
        if n and weight > PAGE_BYTES:
            return rows[:n]
    return rows


async def _entries(
    connection: Connection, me: UUID, rows: Sequence[Any], words: Literal["all", "own"]
) -> list[Entry]:
    readers: dict[UUID, list[Reader]] = {}
    own = [row["id"] for row in rows if row["author"] == me]
    if own:
        for row in await connection.fetch("SELECT * FROM readers_of($1)", own):
            readers.setdefault(row["entry"], []).append(Reader(row["account"], row["until"]))
    foreign = [row for row in rows if row["author"] != me]
    if foreign and words == "all":
        await _note_deliveries(connection, foreign)
    return [_entry(row, me, readers, words) for row in rows]


async def _note_deliveries(connection: Connection, rows: Sequence[Any]) -> None:
    await connection.execute(
        "SELECT note_deliveries($1, $2, $3)",
        [row["author"] for row in rows],
        [row["id"] for row in rows],
        [row["revision"] for row in rows],
    )


def _entry(row: Any, me: UUID, readers: dict[UUID, list[Reader]], words: Literal["all", "own"]) -> Entry:
    mine = row["author"] == me
    return Entry(
        row["author"],
        row["id"],
        row["revision"],
        row["deleted"],
        row["signed"],
        row["signature"],
        row["words"] if mine or words == "all" else None,
        readers.get(row["id"], []) if mine else [Reader(me, row["until"])],
        row["session"],
        row["withdrawals"] if mine else 0,
        row["received_at"],
    )
