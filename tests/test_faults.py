"""What was acknowledged is there, whatever died; what was not can be sent again."""

import asyncio
import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from tests.databases import postmaster
from tests.facts import check_in
from tests.people import Person, new_patient
from tests.program import Program
from tests.sealing import write_edit
from tests.test_push import entry_id, outcomes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
async def program(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Program]:
    async with Program(tmp_path_factory.mktemp("faults")) as running:
        yield running


@pytest.fixture
async def writer(program: Program) -> AsyncIterator[Person]:
    """ana, over a real connection to a server that may die."""
    async with program.nobody() as nobody:
        keys = await new_patient(nobody, "ana")
        headers = {"authorization": keys.http.headers["authorization"]}
        async with httpx.AsyncClient(base_url=program.origin, headers=headers, timeout=20) as http:
            yield Person(keys.keys, keys.body, keys.sign_in, http)


async def test_the_server_killed_between_two_batches_loses_and_doubles_nothing(
    program: Program, writer: Person
) -> None:
    first = [write_edit(writer.keys, check_in(), {"note": str(n)}) for n in range(20)]
    second = [write_edit(writer.keys, check_in(), {"note": str(n)}) for n in range(20)]
    await writer.push(*first)
    await program.kill()
    await program.start()
    assert outcomes(await writer.push(*first, *second)) == ["unchanged"] * 20 + ["saved"] * 20
    assert await ids(writer) == [entry_id(edit) for edit in [*first, *second]]


async def test_the_server_killed_in_the_middle_of_batches_saves_each_whole_or_not_at_all(
    program: Program, writer: Person
) -> None:
    batches = [[write_edit(writer.keys, check_in(), {"note": "x"}) for _ in range(50)] for _ in range(12)]
    sending = asyncio.create_task(until_refused(writer, batches))
    await asyncio.sleep(0.25)
    await program.kill()
    acknowledged = await sending
    await program.start()
    there = set(await ids(writer))
    for n, batch in enumerate(batches):
        saved = {entry_id(edit) for edit in batch} & there
        assert len(saved) == 50 if n < acknowledged else len(saved) in (0, 50)


async def test_an_answer_dropped_after_the_commit_is_told_when_asked_again(
    program: Program, writer: Person
) -> None:
    edit = write_edit(writer.keys, check_in(), {"note": "dropped"})
    body = json.dumps({"edits": [edit]}).encode()
    token = writer.http.headers["authorization"]
    reader, stream = await asyncio.open_connection("127.0.0.1", program.port)
    head = (
        f"POST /api/entries HTTP/1.1\r\nHost: localhost\r\nAuthorization: {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    stream.write(head.encode() + body)
    await reader.read(1)  # the answer has begun, so it is committed; nobody reads the rest
    stream.transport.abort()
    assert outcomes(await writer.push(edit)) == ["unchanged"]


async def test_requests_given_up_in_the_middle_leave_the_pool_whole(program: Program, writer: Person) -> None:
    edits = [write_edit(writer.keys, check_in(), {"note": "x"}) for _ in range(120)]

    async def give_up(n: int) -> None:
        try:
            await asyncio.wait_for(writer.push(edits[n]), 0.0005 * (n % 12))
        except (TimeoutError, httpx.HTTPError):
            return

    for start in range(0, 120, 12):
        await asyncio.gather(*(give_up(n) for n in range(start, start + 12)))
    answers = await asyncio.gather(*(writer.http.get("/api/feed") for _ in range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert set(outcomes(await writer.push(*edits))) <= {"saved", "unchanged"}
    assert len(await ids(writer)) == 120


async def test_the_database_restarted_under_load_loses_nothing_acknowledged(
    program: Program, writer: Person
) -> None:
    done, acknowledged = asyncio.Event(), list[str]()
    writing = [asyncio.create_task(write_until(writer, done, acknowledged)) for _ in range(6)]
    for _ in range(2):
        await grown(acknowledged, 10)
        os.kill(postmaster(program.data), signal.SIGKILL)
    await grown(acknowledged, 10)
    done.set()
    await asyncio.gather(*writing)
    there = await ids(writer)
    assert set(acknowledged) <= set(there)
    assert len(there) == len(set(there))


async def grown(acknowledged: list[str], by: int) -> None:
    enough = len(acknowledged) + by
    async with asyncio.timeout(30):
        while len(acknowledged) < enough:  # noqa: ASYNC110  the writers need not know that we wait
            await asyncio.sleep(0.02)


# Entries that are all new are saved in one round trip, others in a transaction of several.
BOTH_WAYS = pytest.mark.parametrize("beside_a_known_one", [False, True])


@BOTH_WAYS
async def test_a_full_storage_is_said_and_writing_resumes_by_itself(
    ana: Person, admin: asyncpg.Connection, beside_a_known_one: bool
) -> None:
    known = await known_edits(ana, beside_a_known_one)
    edit = write_edit(ana.keys, check_in(), {"note": "no room"})
    async with fault(admin, ana, "disk_full", deferred=False):
        answer = await ana.http.post("/api/entries", json={"edits": [*known, edit]})
        assert (answer.status_code, answer.json()["type"]) == (507, "storage-full")
        assert len(await ids(ana)) == len(known)
    assert outcomes(await ana.push(edit)) == ["saved"]


@BOTH_WAYS
async def test_a_commit_that_fails_is_never_acknowledged(
    ana: Person, admin: asyncpg.Connection, beside_a_known_one: bool
) -> None:
    known = await known_edits(ana, beside_a_known_one)
    edits = [write_edit(ana.keys, check_in(), {"note": str(n)}) for n in range(15)]
    async with fault(admin, ana, "raise_exception", deferred=True):
        for edit in edits:
            answer = await ana.http.post("/api/entries", json={"edits": [*known, edit]})
            assert answer.status_code == 500
            assert "injected" not in answer.text
    assert len(await ids(ana)) == len(known)
    assert set(outcomes(await ana.push(*edits))) == {"saved"}


async def known_edits(person: Person, some: bool) -> list[dict[str, Any]]:
    edits = [write_edit(person.keys, check_in())] if some else []
    for edit in edits:
        await person.push(edit)
    return edits


class fault:  # noqa: N801  reads as a sentence
    """While it lasts, this person's entries meet a fault of the database, at once or at the commit."""

    def __init__(self, admin: asyncpg.Connection, person: Person, state: str, *, deferred: bool) -> None:
        self.admin, self.state = admin, state
        self.name = f"fault_{person.id.replace('-', '')}"
        self.when = f"WHEN (new.author = '{person.id}')"
        self.kind = "CONSTRAINT TRIGGER" if deferred else "TRIGGER"
        self.late = "DEFERRABLE INITIALLY DEFERRED" if deferred else ""

    async def __aenter__(self) -> None:
        await self.admin.execute(
            f"CREATE FUNCTION afterglow.{self.name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'injected' USING ERRCODE = '{self.state}'; END $$;"
            f"CREATE {self.kind} {self.name} AFTER INSERT ON afterglow.entry {self.late}"
            f" FOR EACH ROW {self.when} EXECUTE FUNCTION afterglow.{self.name}()"
        )

    async def __aexit__(self, *_: object) -> None:
        await self.admin.execute(
            f"DROP TRIGGER {self.name} ON afterglow.entry; DROP FUNCTION afterglow.{self.name}"
        )


async def until_refused(writer: Person, batches: list[list[dict[str, Any]]]) -> int:
    """How many batches were acknowledged before the server was gone."""
    for n, batch in enumerate(batches):
        try:
            await writer.push(*batch)
        except (httpx.HTTPError, AssertionError):
            return n
    return len(batches)


async def write_until(writer: Person, done: asyncio.Event, acknowledged: list[str]) -> None:
    """Notes ids of what was acknowledged; whatever was not is sent again until it is, as a device does."""
    while not done.is_set():
        edit = write_edit(writer.keys, check_in(), {"note": "x"})
        while True:
            try:
                answer = await writer.http.post("/api/entries", json={"edits": [edit]})
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
                continue
            if answer.status_code == 200:
                break
            assert answer.status_code == 503
            await asyncio.sleep(0.05)
        assert answer.json()["results"][0]["result"] in ("saved", "unchanged")
        acknowledged.append(entry_id(edit))


async def ids(person: Person) -> list[str]:
    """Ids in the order of the feed, the whole of it."""
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = await person.pull(after=cursor)
        found += [entry["id"] for entry in page["entries"]]
        cursor = page["next"]
        if not page["more"]:
            return found


def test_the_folder_of_the_data_is_closed_to_others(program: Program) -> None:
    assert program.data.stat().st_mode & 0o077 == 0
    key: Path = program.data / "server.key"
    assert key.stat().st_mode & 0o077 == 0
