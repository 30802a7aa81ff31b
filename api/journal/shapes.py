"""What travels: edits, their results, and entries. Bytes are base64, times RFC 3339."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from api.errors import Wrong
from api.journal.questionnaires import Questionnaire

MAX_EDITS = 500
MAX_READERS = 20
MAX_COUNT = 2**31 - 1

Count = Annotated[int, Meta(ge=0, le=MAX_COUNT)]


class Reader(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account an entry is shared with, for good or until a time."""

    account: UUID
    until: Annotated[datetime, Meta(tz=True)] | None = None


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of three: a write (`signed` and what goes with it), a delete (`id`, `revision`, `deleted`), or a
    withdrawal (`id`, `withdraw`). `edit` is this edit's own id, a UUIDv7 made on the device. `session` is the
    treatment session that the entry belongs to; of a treatment session, the course that it is part of."""

    edit: UUID
    signed: str | None = None
    signature: bytes | None = None
    words: bytes | None = None
    readers: Annotated[list[Reader], Meta(max_length=MAX_READERS)] = []
    session: UUID | None = None
    withdrawals: Count = 0
    id: UUID | None = None
    revision: Count | None = None
    deleted: Literal[True] | None = None
    withdraw: UUID | None = None

    def __post_init__(self) -> None:
        forms = (self.signed is not None, self.deleted is not None, self.withdraw is not None)
        if sum(forms) != 1:
            raise ValueError("An edit is one of write, delete and withdraw.")
        if self.signed is None and self.id is None:
            raise ValueError("Deleting and withdrawing name an entry by its id.")
        if self.deleted and self.revision is None:
            raise ValueError("Deleting names the revision it makes.")


class Push(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`together`: all of these edits are saved, or none."""

    edits: Annotated[list[Edit], Meta(min_length=1, max_length=MAX_EDITS)]
    together: bool = False


class Entry(msgspec.Struct, frozen=True):
    """An entry as the person asking may see it. A reader finds only itself in `readers`, and no `session`
    that is not shared with it: the treatment session that the entry belongs to, or the course of one."""

    author: UUID
    id: UUID
    revision: int
    deleted: bool
    signed: str | None
    signature: bytes | None
    words: bytes | None
    readers: list[Reader]
    session: UUID | None
    withdrawals: int
    received_at: datetime


class Result(msgspec.Struct, frozen=True):
    """What became of one edit. `entry` is the server's version, on a conflict; `type` and `detail` say why
    an edit was refused, as in a problem document."""

    edit: UUID
    result: Literal["saved", "unchanged", "conflict", "refused"]
    revision: int | None = None
    received_at: datetime | None = None
    withdrawals: int | None = None
    not_shared: tuple[UUID, ...] = ()
    entry: Entry | None = None
    type: str | None = None
    detail: str | None = None
    errors: tuple[Wrong, ...] = ()


class Pushed(msgspec.Struct, frozen=True):
    results: list[Result]


class Withdrawn(msgspec.Struct, frozen=True):
    author: UUID
    id: UUID


class FeedPage(msgspec.Struct, frozen=True):
    """A stretch of a feed. `next` is the cursor to ask with again; `more` says that there is more now."""

    entries: list[Entry]
    withdrawn: list[Withdrawn]
    next: str
    more: bool


class Entries(msgspec.Struct, frozen=True):
    """`more`: some are left out, because of `limit` or because these weigh 4 MiB already."""

    entries: list[Entry]
    more: bool


class DeliveryLine(msgspec.Struct, frozen=True):
    entry: UUID
    revision: int
    reader: UUID
    at: datetime


class Deliveries(msgspec.Struct, frozen=True):
    deliveries: list[DeliveryLine]


class SharingLine(msgspec.Struct, frozen=True):
    """An entry was shared with `reader`, or taken back (`withdrawn`)."""

    entry: UUID
    reader: UUID
    withdrawn: bool
    at: datetime


class Sharings(msgspec.Struct, frozen=True):
    sharings: list[SharingLine]


class Questionnaires(msgspec.Struct, frozen=True):
    questionnaires: list[Questionnaire]
