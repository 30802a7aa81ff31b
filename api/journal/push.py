"""Saving a batch: one transaction, one statement per table, locks in the one order.

Order of locks: the author's account row (its write lock), care links of the readers FOR SHARE, the heads of
all feeds touched in id order, then rows. Ending a care link takes both account rows first, so the two never
wait for each other. Heads stay locked until the commit, so positions become visible in order.
"""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from asyncpg import Connection

from api import bell
from api.accounts.sign_in import SignedInAs
from api.database import ask, writing_tx
from api.journal.decide import Batch, Refused, Standing, Write, decide, entry_id, read_writes
from api.journal.kinds import kind_of
from api.journal.pull import own_entries
from api.journal.shapes import Edit, Push, Result

KNOWN = """
SELECT 'entry' AS what, id, revision, deleted, withdrawals, NULL::uuid AS account, NULL::timestamptz AS at
FROM entry WHERE author = $1 AND id = ANY($2)
UNION ALL
SELECT 'edit', id, revision, NULL, NULL, NULL, NULL FROM edit WHERE author = $1 AND id = ANY($3)
UNION ALL
SELECT 'reader', entry, NULL, NULL, NULL, account, until FROM readers_of($2)
UNION ALL
SELECT 'now', NULL, NULL, NULL, NULL, NULL, clock_timestamp()
"""

SAVE_NEW = "SELECT save_new($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS at"

EDITS = """
INSERT INTO edit (author, id, entry, revision)
SELECT $1, * FROM unnest($2::uuid[], $3::uuid[], $4::int[])
"""

COLUMNS = """id, revision, deleted, kind, occurred_at, recorded_at, facts, signed, signature, words, session,
    withdrawals, received_at"""
ROWS = """unnest($5::uuid[], $6::int[], $7::bool[], $8::text[], $9::timestamptz[], $10::timestamptz[],
    $11::text[], $12::text[], $13::bytea[], $14::bytea[], $15::uuid[], $16::int[], $17::timestamptz[])"""

# The feed rows are there before the entries are: the policy that lets an author read a row asks for them.
INSERT = f"""
WITH noted AS ({EDITS})
INSERT INTO entry (author, {COLUMNS})
SELECT $1, id, revision, deleted, kind, occurred_at, recorded_at, facts::jsonb, signed, signature, words,
    session, withdrawals, received_at
FROM {ROWS} AS new ({COLUMNS})
"""
UPDATE = f"""
WITH noted AS ({EDITS})
UPDATE entry e SET revision = new.revision, deleted = new.deleted, kind = new.kind,
    occurred_at = new.occurred_at, recorded_at = new.recorded_at, facts = new.facts::jsonb,
    signed = new.signed, signature = new.signature, words = new.words, session = new.session,
    withdrawals = new.withdrawals, received_at = new.received_at
FROM {ROWS} AS new ({COLUMNS})
WHERE e.author = $1 AND e.id = new.id
"""
COUNT_WITHDRAWALS = f"""
WITH noted AS ({EDITS})
UPDATE entry e SET withdrawals = new.withdrawals
FROM unnest($5::uuid[], $6::int[]) AS new (id, withdrawals)
WHERE e.author = $1 AND e.id = new.id
"""


class RowsMissing(Exception):
    """Row-level security left out a row that must be there: a bug, never a person's mistake."""


async def push(account: SignedInAs, batch: Push) -> list[Result]:
    """One result per edit, in their order. With `together`, one that fails leaves nothing saved."""
    writes = read_writes(batch.edits)
    results = await _all_new(account, batch.edits, writes)
    if results is not None:
        bell.ring([account.id])
        return results
    results, touched = await _saved(account, batch, writes)
    bell.ring(touched)
    return results


async def _all_new(
    account: SignedInAs, edits: list[Edit], writes: dict[UUID, Write | Refused]
) -> list[Result] | None:
    """Supposes that the server knows none of these entries and edits and that nobody else reads them, which
    is so for almost every write, and saves them in one round trip. None, and nothing is saved, when it is
    not so: whether it is, the database finds out under the author's write lock."""
    if any(edit.signed is None or edit.readers for edit in edits):
        return None
    ids = dict.fromkeys(id for edit in edits if (id := entry_id(edit, writes)) is not None)
    supposed = Batch(account.id, account.role, {id: Standing(id) for id in ids})
    results = [decide(supposed, edit, writes) for edit in edits]
    if len(ids) < len(edits) or any(result.result != "saved" for result in results):
        return None
    rows = [
        (edit, *_written(entry))
        for (edit, _, _), entry in zip(supposed.accepted, supposed.standing.values(), strict=True)
    ]
    [answer] = await ask(SAVE_NEW, account.token_hash, *_columns(rows, 11))
    if answer["at"] is None:
        return None
    return [msgspec.structs.replace(result, received_at=answer["at"]) for result in results]


class _Undo(Exception):
    def __init__(self, results: list[Result]) -> None:
        super().__init__()
        self.results = results


async def _saved(
    account: SignedInAs, batch: Push, writes: dict[UUID, Write | Refused]
) -> tuple[list[Result], set[UUID]]:
    try:
        async with writing_tx(account.token_hash) as connection:
            standing = await _standing(connection, account, batch.edits, writes)
            before = {id: set(entry.readers) for id, entry in standing.standing.items()}
            results = [decide(standing, edit, writes) for edit in batch.edits]
            results = await _with_server_versions(connection, account, batch.edits, writes, results)
            if batch.together and any(r.result in ("conflict", "refused") for r in results):
                raise _Undo(results)
            return results, await _store(connection, standing, before)
    except _Undo as undo:
        return [_not_together(result) for result in undo.results], set()


async def _standing(
    connection: Connection, account: SignedInAs, edits: list[Edit], writes: dict[UUID, Write | Refused]
) -> Batch:
    """What the server knows of the entries and edits of a batch, read under the author's write lock."""
    # In the order of the edits, which is the order of their positions.
    ids = dict.fromkeys(id for edit in edits if (id := entry_id(edit, writes)) is not None)
    standing = {id: Standing(id) for id in ids}
    batch = Batch(account.id, account.role, standing)
    for row in await connection.fetch(KNOWN, account.id, list(ids), [edit.edit for edit in edits]):
        match row["what"]:
            case "entry":
                entry = standing[row["id"]]
                entry.known, entry.revision, entry.deleted = True, row["revision"], row["deleted"]
                entry.withdrawals = row["withdrawals"]
            case "edit":
                batch.edits[row["id"]] = row["revision"]
            case "reader":
                standing[row["id"]].readers[row["account"]] = row["at"]
            case _:
                batch.received_at = row["at"]
    wanted = {reader.account for edit in edits for reader in edit.readers}
    if wanted:
        linked = await connection.fetch("SELECT lock_readers($1)", list(wanted))
        batch.linked = {row[0] for row in linked}
    return batch


async def _with_server_versions(
    connection: Connection,
    account: SignedInAs,
    edits: list[Edit],
    writes: dict[UUID, Write | Refused],
    results: list[Result],
) -> list[Result]:
    """Conflicts carry the entry as the server has it."""
    stale = {
        result.edit: id
        for edit, result in zip(edits, results, strict=True)
        if result.result == "conflict" and (id := entry_id(edit, writes)) is not None
    }
    if not stale:
        return results
    theirs = await own_entries(connection, account.id, set(stale.values()))
    return [
        msgspec.structs.replace(result, entry=theirs.get(stale[result.edit]))
        if result.edit in stale
        else result
        for result in results
    ]


async def _store(connection: Connection, batch: Batch, before: dict[UUID, set[UUID]]) -> set[UUID]:
    """Writes what changed and returns the accounts whose feeds did."""
    changed = [entry for entry in batch.standing.values() if entry.changed]
    feed = [
        row
        for entry in changed
        for row in (
            (batch.author, entry.id, False, None),
            *((reader, entry.id, False, until) for reader, until in entry.readers.items()),
            *((reader, entry.id, True, None) for reader in before[entry.id] - set(entry.readers)),
        )
    ]
    if feed:
        await connection.execute("SELECT publish($1, $2, $3, $4)", *_columns(feed, 4))
    if not changed:
        return set()
    new = [entry for entry in changed if not entry.known]
    rewritten = [entry for entry in changed if entry.known and (entry.write or entry.deleted)]
    counted = [entry for entry in changed if entry.known and not entry.write and not entry.deleted]
    edits = _columns(batch.accepted, 3)
    for statement, entries in ((INSERT, new), (UPDATE, rewritten)):
        if entries:
            rows = _columns([_row(batch, entry) for entry in entries], 13)
            await _expect(connection, len(entries), statement, batch.author, *edits, *rows)
            edits = _columns([], 3)
    if counted:
        rows = _columns([(entry.id, entry.withdrawals) for entry in counted], 2)
        await _expect(connection, len(counted), COUNT_WITHDRAWALS, batch.author, *edits, *rows)
    return {row[0] for row in feed}


def _row(batch: Batch, entry: Standing) -> tuple[object, ...]:
    """A row in the order of COLUMNS. A deleted entry keeps nothing of what was written."""
    if entry.write is None:
        nothing = (None,) * 8
        return (entry.id, entry.revision, True, *nothing, entry.withdrawals, batch.received_at)
    id, revision, *written = _written(entry)
    return (id, revision, False, *written, entry.withdrawals, batch.received_at)


def _written(entry: Standing) -> tuple[object, ...]:
    """What the last accepted write of an entry says, column by column."""
    assert entry.write is not None
    edit, signed = entry.write.edit, entry.write.signed
    return (
        entry.id,
        entry.revision,
        kind_of(signed.facts),
        signed.occurred_at,
        signed.recorded_at,
        msgspec.json.encode(signed.facts).decode(),
        edit.signed,
        edit.signature,
        edit.words,
        edit.session,
    )


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    """Rows turned into one array per column, as `unnest` takes them."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]


async def _expect(connection: Connection, rows: int, statement: str, *arguments: object) -> None:
    """A row that row-level security refuses is a silent UPDATE 0, so rows are counted."""
    tag = await connection.execute(statement, *arguments)
    if int(tag.rpartition(" ")[2]) != rows:
        raise RowsMissing(tag)


def _not_together(result: Result) -> Result:
    if result.result in ("conflict", "refused"):
        return result
    detail = "Not saved, because an entry that belongs with it could not be saved."
    return Result(result.edit, "refused", type="together", detail=detail)
