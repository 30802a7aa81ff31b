"""Entries, feeds, edits, deliveries, sharings. Columns are made by the migrations; a test compares the two.

Push and pull are set-based SQL (push.py, pull.py): Piccolo's builder has no unnest and misses the figures.
"""

from piccolo.columns import JSONB, UUID, BigInt, Boolean, Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class Entry(Table, tablename="entry"):
    """Everything that anyone writes. Primary key (author, id): an id tells a stranger nothing. `session` is
    the treatment session that it belongs to; of kind "session", it is the course that this is part of."""

    id = UUID(primary_key=True)
    author = UUID()
    revision = Integer()
    deleted = Boolean()
    kind = Text(null=True)
    occurred_at = Timestamptz(null=True)
    recorded_at = Timestamptz(null=True)
    facts = JSONB(null=True)
    signed = Text(null=True)
    signature = Bytea(null=True)
    words = Bytea(null=True)
    session = UUID(null=True)
    withdrawals = Integer()
    received_at = Timestamptz()


class Feed(Table, tablename="feed"):
    """One row per entry that an account may see. The row is the permission, and is the cursor."""

    entry = UUID(primary_key=True)
    account = UUID()
    position = BigInt()
    author = UUID()
    withdrawn = Boolean()
    until = Timestamptz(null=True)


class FeedHead(Table, tablename="feed_head"):
    account = UUID(primary_key=True)
    position = BigInt()


class AcceptedEdit(Table, tablename="edit"):
    """Every edit ever accepted, so that a replay is recognised however late it comes."""

    id = UUID(primary_key=True)
    author = UUID()
    entry = UUID()
    revision = Integer()


class Delivery(Table, tablename="delivery"):
    """When the words of a shared entry were first handed to a reader, per revision."""

    entry = UUID(primary_key=True)
    author = UUID()
    reader = UUID()
    revision = Integer()
    at = Timestamptz()

    @classmethod
    async def of_mine(cls, author: object, entry: object | None) -> list[dict[str, object]]:
        """Deliveries of the author's entries, oldest first; all of them, or one entry's."""
        query = cls.select(cls.entry, cls.revision, cls.reader, cls.at).where(cls.author == author)
        if entry is not None:
            query = query.where(cls.entry == entry)
        return await query.order_by(cls.at).limit(10_000)


class Sharing(Table, tablename="sharing"):
    """Each time an entry was shared with somebody, or taken back."""

    entry = UUID(primary_key=True)
    author = UUID()
    reader = UUID()
    withdrawn = Boolean()
    at = Timestamptz()

    @classmethod
    async def of_mine(cls, author: object, entry: object | None) -> list[dict[str, object]]:
        """Sharings of the author's entries, oldest first; all of them, or one entry's."""
        query = cls.select(cls.entry, cls.reader, cls.withdrawn, cls.at).where(cls.author == author)
        if entry is not None:
            query = query.where(cls.entry == entry)
        return await query.order_by(cls.at).limit(10_000)
