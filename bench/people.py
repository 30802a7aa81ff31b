"""Who and what the benchmarks write: people with accounts, and entries with 1.2 kB of sealed words."""

import os
from typing import Any

import msgspec

from bench.wire import Wire
from tests.facts import check_in
from tests.sealing import Keys, make_keys, sign_up_body, write_edit


class Person(msgspec.Struct):
    keys: Any
    token: str
    auth: str
    email: str


class Page(msgspec.Struct):
    entries: list[msgspec.Raw]
    next: str
    more: bool


async def sign_up(port: int, name: str) -> Person:
    keys = make_keys()
    body = sign_up_body(keys, name, f"{keys.account}@example.org")
    async with Wire(port) as wire:
        status, answer = await wire.post("/api/accounts", body)
    assert status == 201, answer
    return Person(keys, msgspec.json.decode(answer)["token"], body["auth"], body["email"])


def edit(keys: Keys) -> dict[str, Any]:
    words = b"age-encryption.org/v1\n" + os.urandom(1200)
    return write_edit(keys, check_in(), words=words)


def batch(keys: Keys, edits: int) -> bytes:
    """The body of a push of so many new entries."""
    return msgspec.json.encode({"edits": [edit(keys) for _ in range(edits)]})


async def push(wire: Wire, body: bytes) -> None:
    status, answer = await wire.post("/api/entries", body)
    assert status == 200, answer
    assert b'"refused"' not in answer, answer


async def pull_all(wire: Wire) -> tuple[int, str]:
    """How many entries the feed holds, and the cursor of its end."""
    got, after = 0, ""
    while True:
        _, body = await wire.get(f"/api/feed?limit=500{after}")
        page = msgspec.json.decode(body, type=Page)
        got, after = got + len(page.entries), f"&after={page.next}"
        if not page.more:
            return got, page.next
