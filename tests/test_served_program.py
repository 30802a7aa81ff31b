"""The whole program on its real server: stopped while people write and read, and asked for too much."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from api.serve import CannotListen, serve
from tests.facts import check_in
from tests.people import Person, new_patient
from tests.program import Program
from tests.raw import Served, all_of, status_of
from tests.sealing import write_edit
from tests.test_push import entry_id


@pytest.fixture(scope="module")
async def program(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Program]:
    async with Program(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
async def ana(program: Program) -> Person:
    async with program.nobody() as nobody:
        return await new_patient(nobody, "ana")


@pytest.fixture
def raw(program: Program, tmp_path: Path) -> Served:
    assert program.process is not None
    return Served(program.process, program.port, tmp_path)


def signed_in(ana: Person, first_line: bytes, *fields: bytes) -> bytes:
    token = ana.http.headers["authorization"].encode()
    head = [first_line, b"Host: localhost", b"Authorization: " + token, *fields]
    return b"\r\n".join([*head, b"", b""])


async def test_every_refusal_carries_the_security_headers(raw: Served, ana: Person) -> None:
    post = b"POST /api/entries HTTP/1.1"
    too_much = (b"Content-Type: application/json", b"Content-Length: 99999999")
    chunked = (b"Content-Type: application/json", b"Transfer-Encoding: chunked")
    asked = {
        b"GET / HTTP/1.1\r\n\r\n": 400,
        b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n": 431,
        signed_in(ana, post, *too_much): 413,
        signed_in(ana, post, *chunked) + b"440001\r\n" + b" " * 0x440001 + b"\r\n": 413,
    }
    answers = await asyncio.gather(*(raw.ask(data, seconds=10) for data in asked))
    for answer, status in zip(answers, asked.values(), strict=True):
        assert status_of(answer) == status
        for field in (b"application/problem+json", b"nosniff", b"no-referrer", b"no-store", b"sandbox"):
            assert field in answer


async def test_told_to_stop_it_answers_every_edit_that_it_saved(
    program: Program, raw: Served, ana: Person
) -> None:
    async with raw.connection() as (live, asking):
        asking.write(signed_in(ana, b"GET /api/feed/live HTTP/1.1"))
        await live.readuntil(b"retry: ")
        acknowledged: asyncio.Queue[str] = asyncio.Queue()
        writing = [asyncio.create_task(_write_until_refused(program, ana, acknowledged)) for _ in range(4)]
        async with asyncio.timeout(20):
            told = {await acknowledged.get() for _ in range(20)}
        began = time.perf_counter()
        code = await program.stop()
        seconds = time.perf_counter() - began
        await asyncio.gather(*writing)
        told |= {acknowledged.get_nowait() for _ in range(acknowledged.qsize())}
        assert (await all_of(live)).endswith(b"0\r\n\r\n")
    assert code == 0
    assert seconds < 10
    await program.start()
    async with _over_the_wire(program, ana) as http:
        saved = (await http.get("/api/entries", params={"limit": "500"})).json()["entries"]
    assert {entry["id"] for entry in saved} == told


async def test_a_port_that_is_taken_is_said_in_a_sentence(program: Program) -> None:
    async def nothing(*_: object) -> None:
        pass

    with pytest.raises(CannotListen, match=rf"^Port {program.port} of 127\.0\.0\.1 cannot be used: .+\.$"):
        await serve(nothing, "127.0.0.1", program.port, ready=lambda: None)
    with socket.create_connection(("127.0.0.1", program.port), timeout=2):
        pass


def _over_the_wire(program: Program, ana: Person) -> httpx.AsyncClient:
    headers = {"authorization": ana.http.headers["authorization"]}
    return httpx.AsyncClient(base_url=program.origin, headers=headers, timeout=20)


async def _write_until_refused(program: Program, ana: Person, acknowledged: asyncio.Queue[str]) -> None:
    async with _over_the_wire(program, ana) as http:
        while True:
            edit = write_edit(ana.keys, check_in(), {"note": "still there"})
            try:
                answer = await http.post("/api/entries", json={"edits": [edit]})
            except httpx.TransportError:
                return
            assert answer.json()["results"][0]["result"] == "saved"
            acknowledged.put_nowait(entry_id(edit))
