"""What becomes of each edit of a batch: one pure pass over the entries as they stand, no database here.

The caller holds the author's write lock, so what was read stays true until the commit. Edits apply in the
order they came; the entries that changed are written once each, at the end.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

import msgspec

from api.errors import Wrong
from api.journal.kinds import (
    NEVER_SHARED,
    PATIENT_KINDS,
    THERAPIST_KINDS,
    NotSigned,
    Opened,
    kind_of,
)
from api.journal.shapes import Edit, Result
from api.journal.signed import Signed, read_signed

WORDS_BYTES = 256 * 1024
SIGNATURE_BYTES = 64
AGE_HEADER = b"age-encryption.org/v1\n"


class Standing(msgspec.Struct):
    """One entry as it stands, and after this batch. `known`: the server has it; if not, `revision` is 0.

    `write` is the last accepted write of the batch; `changed` says that something is to be stored.
    """

    id: UUID
    known: bool = False
    revision: int = 0
    deleted: bool = False
    withdrawals: int = 0
    readers: dict[UUID, datetime | None] = {}
    write: "Write | None" = None
    changed: bool = False


class Write(msgspec.Struct, frozen=True):
    """An edit whose signed text was read and found in order."""

    edit: Edit
    signed: Signed


class Refused(Exception):
    def __init__(self, type: str, detail: str, pointer: str | None = None) -> None:
        super().__init__(type)
        self.type = type
        self.detail = detail
        self.errors = () if pointer is None else (Wrong(pointer, detail),)


class Batch(msgspec.Struct):
    """The author, what the server knows of the entries named, and which accounts may be readers."""

    author: UUID
    role: str
    standing: dict[UUID, Standing]
    edits: dict[UUID, int] = {}
    linked: set[UUID] = set()
    received_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    accepted: list[tuple[UUID, UUID, int]] = []


def read_writes(edits: Iterable[Edit]) -> dict[UUID, Write | Refused]:
    """The signed texts of a batch, read once and outside any lock; by edit id."""
    return {edit.edit: _read(edit) for edit in edits if edit.signed is not None}


def entry_id(edit: Edit, writes: dict[UUID, Write | Refused]) -> UUID | None:
    """Which entry an edit is about; None when its signed text could not be read."""
    if edit.signed is None:
        return edit.id
    write = writes[edit.edit]
    return write.signed.id if isinstance(write, Write) else None


def decide(batch: Batch, edit: Edit, writes: dict[UUID, Write | Refused]) -> Result:
    """Applies one edit to `batch` and says what became of it."""
    if edit.edit in batch.edits:
        return _unchanged(batch, edit, writes)
    if edit.withdraw is not None:
        return _withdraw(batch, edit, edit.withdraw)
    if edit.deleted:
        return _delete(batch, edit)
    write = writes[edit.edit]
    try:
        if isinstance(write, Refused):
            raise write
        return _write(batch, write)
    except Refused as refused:
        return Result(edit.edit, "refused", type=refused.type, detail=refused.detail, errors=refused.errors)


def _unchanged(batch: Batch, edit: Edit, writes: dict[UUID, Write | Refused]) -> Result:
    """Delivered before: the answer may have been lost, so what it said about readers is said again."""
    id = entry_id(edit, writes)
    now = batch.standing.get(id) if id else None
    wanted = [reader.account for reader in edit.readers]
    return Result(
        edit.edit,
        "unchanged",
        revision=batch.edits[edit.edit],
        withdrawals=now.withdrawals if now else None,
        not_shared=tuple(a for a in wanted if now is None or a not in now.readers),
    )


def _withdraw(batch: Batch, edit: Edit, reader: UUID) -> Result:
    """Needs no revision, always applies; counted, so that a share that has not seen it cannot undo it."""
    assert edit.id is not None
    now = batch.standing[edit.id]
    if now.revision and not now.deleted:
        now.readers = {a: until for a, until in now.readers.items() if a != reader}
        now.withdrawals += 1
        now.changed = True
    return _saved(batch, edit, now)


def _delete(batch: Batch, edit: Edit) -> Result:
    assert edit.id is not None
    assert edit.revision is not None
    now = batch.standing[edit.id]
    if now.revision and not now.deleted:
        if edit.revision != now.revision + 1:
            return _conflict(edit, now)
        now.revision += 1
        now.deleted, now.write, now.readers, now.changed = True, None, {}, True
    return _saved(batch, edit, now)


def _write(batch: Batch, write: Write) -> Result:
    edit, signed = write.edit, write.signed
    _check(batch, write)
    now = batch.standing[signed.id]
    # An entry the server has never seen, or lost, is taken at whatever revision the device has reached.
    if now.revision and signed.revision != now.revision + 1:
        return _conflict(edit, now)
    readers, not_shared = _readers(batch, edit, now)
    now.revision, now.deleted, now.readers = signed.revision, False, readers
    now.write, now.changed = write, True
    return _saved(batch, edit, now, not_shared)


def _readers(batch: Batch, edit: Edit, now: Standing) -> tuple[dict[UUID, datetime | None], tuple[UUID, ...]]:
    """Who reads the entry after this write, and who was asked for but left out: accounts without an open
    care link, and new readers that a withdrawal unknown to this device forbids."""
    seen_all = edit.withdrawals >= now.withdrawals and not now.deleted
    readers: dict[UUID, datetime | None] = {}
    left_out: list[UUID] = []
    for reader in edit.readers:
        if reader.account in batch.linked and (reader.account in now.readers or seen_all):
            readers[reader.account] = reader.until
        else:
            left_out.append(reader.account)
    return readers, tuple(left_out)


def _check(batch: Batch, write: Write) -> None:
    edit, signed = write.edit, write.signed
    kind = kind_of(signed.facts)
    if signed.author != batch.author:
        raise Refused("not-yours", "This was signed for another account.", "/author")
    if kind not in (PATIENT_KINDS if batch.role == "patient" else THERAPIST_KINDS):
        raise Refused("kind-refused", "An account of this kind does not write such entries.", "/facts/kind")
    readers = {reader.account for reader in edit.readers}
    if len(readers) < len(edit.readers) or batch.author in readers:
        raise Refused("readers-refused", "Each reader is named once, and the author is none of them.")
    if kind in NEVER_SHARED and readers:
        raise Refused("readers-refused", "An entry of this kind is never shared.")
    if isinstance(signed.facts, Opened) and not readers <= {signed.facts.author}:
        raise Refused("readers-refused", "What was opened is told to its author alone.")


def _read(edit: Edit) -> Write | Refused:
    assert edit.signed is not None
    try:
        signed = read_signed(edit.signed)
    except NotSigned as error:
        return Refused("facts-refused", error.detail, error.pointer)
    if signed.edit != edit.edit:
        return Refused("not-signed", "The signed text belongs to another edit.", "/edit")
    if edit.signature is None or len(edit.signature) != SIGNATURE_BYTES:
        return Refused("not-signed", "An Ed25519 signature of 64 bytes is needed.")
    if edit.id not in (None, signed.id) or edit.revision not in (None, signed.revision):
        return Refused("not-signed", "The edit and its signed text name different entries.")
    return _with_words(edit, signed)


def _with_words(edit: Edit, signed: Signed) -> Write | Refused:
    if edit.words is None:
        return Write(edit, signed) if signed.words is None else _other_words()
    if len(edit.words) > WORDS_BYTES:
        return Refused("words-too-long", "The words of one entry may take 256 KiB, sealed.")
    if not edit.words.startswith(AGE_HEADER):
        return Refused("not-sealed", "Words must be sealed as an age file; this server stores no others.")
    if hashlib.sha256(edit.words).hexdigest() != signed.words:
        return _other_words()
    return Write(edit, signed)


def _other_words() -> Refused:
    return Refused("not-signed", "These are not the words that were signed.", "/words")


def _saved(batch: Batch, edit: Edit, now: Standing, not_shared: tuple[UUID, ...] = ()) -> Result:
    batch.edits[edit.edit] = now.revision
    if now.revision:
        batch.accepted.append((edit.edit, now.id, now.revision))
    return Result(
        edit.edit,
        "saved",
        revision=now.revision or None,
        received_at=batch.received_at,
        withdrawals=now.withdrawals,
        not_shared=not_shared,
    )


def _conflict(edit: Edit, now: Standing) -> Result:
    return Result(edit.edit, "conflict", revision=now.revision, withdrawals=now.withdrawals)
