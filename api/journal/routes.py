"""Entries and feeds over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from litestar.response import Stream
from msgspec import Meta

from api import bell
from api.accounts.sign_in import Account, SignedInAs, look_up
from api.database import tx
from api.errors import ApiError, Malformed, NotSignedIn, Unavailable
from api.journal import pull as pulls
from api.journal.decide import entry_id, read_writes
from api.journal.kinds import PATIENT_KINDS, THERAPIST_KINDS
from api.journal.push import push as save
from api.journal.questionnaires import added
from api.journal.shapes import (
    MAX_EDITS,
    Deliveries,
    DeliveryLine,
    Edit,
    Entries,
    Entry,
    FeedPage,
    Push,
    Pushed,
    Questionnaires,
    Result,
    SharingLine,
    Sharings,
)
from api.journal.tables import Delivery, Sharing
from api.stopping import stopping
from api.uuid7 import uuid7

HEARTBEAT_SECONDS = 20.0
DELETE_TRIES = 5


class EntryNotFound(ApiError):
    status = 404
    type = "entry-not-found"
    detail = "There is no such entry, or it is not shared with you."


class WhenRefused(ApiError):
    status = 400
    type = "time-refused"
    detail = "A time needs a date, a time of day and an offset, such as 2026-05-06T19:30:00+02:00."


After = Annotated[str | None, QueryParameter(description="The cursor of the page before.")]
Limit = Annotated[str, QueryParameter(description="How many at most: 1 to 500.")]
From = Annotated[str | None, QueryParameter(name="from", description="RFC 3339, with an offset.")]
To = Annotated[str | None, QueryParameter(name="to", description="RFC 3339, with an offset.")]


@post("/api/entries", status_code=200)
async def push(account: Account, data: JSONBody[Push]) -> Pushed:
    """Saves a batch of edits, at most 500 and 4 MiB. One refused edit does not stop the others, unless the
    batch says `together`. Sending a batch again changes nothing and answers `unchanged`."""
    return Pushed(await save(account, data))


@get("/api/feed")
async def feed(
    account: Account,
    after: After = None,
    limit: Limit = "500",
    words: FromQuery[Literal["all", "own"]] = "all",
) -> FeedPage:
    """What is new for this account since the cursor. `words=own` leaves out what others wrote."""
    return await pulls.pull(account, after, _limit(limit), words)


@get("/api/feed/live", media_type="text/event-stream")
async def live(account: Account) -> Stream:
    """Server-sent events that say only that there is more: `event: more` means pull now."""
    async with tx(account.token_hash):
        pass  # refuses an ended sign-in before the stream begins
    return Stream(_live(account), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _live(account: SignedInAs) -> AsyncIterator[bytes]:
    rung = bell.listen(account.id)
    try:
        yield b"retry: 2000\n\n"
        while not stopping.is_set():
            try:
                await asyncio.wait_for(rung.wait(), HEARTBEAT_SECONDS)
                rung.clear()
                message = b"event: more\ndata:\n\n"
            except TimeoutError:
                message = b": still here\n\n"
            # A sign-in that has ended meanwhile hears nothing more.
            await look_up(account.token_hash)
            if not stopping.is_set():
                yield message
    except (NotSignedIn, Unavailable):
        return
    finally:
        bell.hang_up(account.id, rung)


@get("/api/entries")
async def entries(
    account: Account,
    kind: FromQuery[str | None] = None,
    start: From = None,
    end: To = None,
    limit: Limit = "500",
) -> Entries:
    """One's own entries and those shared with one, newest first."""
    return Entries(*await pulls.choice(account, _kind(kind), _time(start), _time(end), _limit(limit)))


@get("/api/entries/{author:uuid}/{id:uuid}")
async def entry(account: Account, author: FromPath[UUID], id: FromPath[UUID]) -> Entry:
    """One entry with its words. Handing words to a reader is noted, and the author can see it."""
    found = await pulls.entry(account, author, id)
    if found is None:
        raise EntryNotFound
    return found


@put("/api/entries/{author:uuid}/{id:uuid}")
async def write_entry(
    account: Account, author: FromPath[UUID], id: FromPath[UUID], data: JSONBody[Edit]
) -> Response[Result]:
    """One edit, as in a batch: 200 when it is in, 409 on a conflict, 422 when it is refused."""
    about = entry_id(data, read_writes([data]))
    if author != account.id or (about is not None and about != id):
        raise EntryNotFound
    result = (await save(account, Push([data])))[0]
    status = {"conflict": 409, "refused": 422}.get(result.result, 200)
    return Response(result, status_code=status)


@delete("/api/entries/{author:uuid}/{id:uuid}")
async def delete_entry(account: Account, author: FromPath[UUID], id: FromPath[UUID]) -> None:
    """Deletes whatever revision is there, for scripts; devices push a delete that names its revision."""
    for _ in range(DELETE_TRIES):
        found = await pulls.entry(account, author, id) if author == account.id else None
        if found is None:
            raise EntryNotFound
        if found.deleted:
            return
        edit = Edit(uuid7(), id=id, revision=found.revision + 1, deleted=True)
        if (await save(account, Push([edit])))[0].result == "saved":
            return


@get("/api/deliveries")
async def deliveries(account: Account, entry: FromQuery[UUID | None] = None) -> Deliveries:
    """When the server handed the words of one's shared entries to their readers, oldest first."""
    async with tx(account.token_hash):
        rows = await Delivery.of_mine(account.id, entry)
    return Deliveries([msgspec.convert(row, DeliveryLine) for row in rows])


@get("/api/sharings")
async def sharings(account: Account, entry: FromQuery[UUID | None] = None) -> Sharings:
    """When one's entries were shared and taken back, by whatever way, oldest first."""
    async with tx(account.token_hash):
        rows = await Sharing.of_mine(account.id, entry)
    return Sharings([msgspec.convert(row, SharingLine) for row in rows])


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MAX_EDITS):
        raise Malformed("`limit` is a whole number from 1 to 500.")
    return int(text)


def _time(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        time: datetime = msgspec.convert(text, Annotated[datetime, Meta(tz=True)])
        # The first and the last day there are lie outside of time in UTC, as the database has it.
        return time.astimezone(UTC)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise WhenRefused from None


def _kind(text: str | None) -> str | None:
    if text is not None and text not in PATIENT_KINDS | THERAPIST_KINDS:
        raise Malformed("There is no such kind of entry.")
    return text


@get("/api/questionnaires")
async def questionnaires(account: Account) -> Questionnaires:
    """The questionnaires that this server's operator has added to those that the app brings along."""
    async with tx(account.token_hash):
        pass  # refuses an ended sign-in: licensed wording is for those who are in
    return Questionnaires(added())


ROUTES = [
    push,
    feed,
    live,
    entries,
    entry,
    write_entry,
    delete_entry,
    deliveries,
    sharings,
    questionnaires,
]
