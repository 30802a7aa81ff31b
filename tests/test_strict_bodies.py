"""Whatever a body holds, the answer is a refusal in the one shape, says nothing of it, and is never a 5xx."""

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from api.asgi import App
from tests.people import Json, new_address, nobody
from tests.sitemap import WITH_BODY, Example, Route, World, example, new_world

CANARY = "xyzzy-canary"
JSON = {"content-type": "application/json"}
FLIPS = 60

# What stands in the place of a whole body.
NO_BODIES = {
    "nothing": b"",
    "null": b"null",
    "a list": b'[{"canary": "xyzzy-canary"}]',
    "a string": b'"xyzzy-canary"',
    "a number": b"1e400",
    "cut short": b'{"email": "xyzzy-canary',
    "not JSON": b"email=xyzzy-canary&auth=1",
    "two": b"{}{}",
    "with a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"email": "xyzzy-canary"}'.encode("utf-16"),
    "not UTF-8": b'{"email": "\xff\xfe xyzzy-canary"}',
    "a lone surrogate": rb'{"email": "\ud800 xyzzy-canary"}',
    "a NUL": b'{"email": "xyzzy-canary\x00"}',
    "an escaped NUL": rb'{"email": "xyzzy-canary\u0000"}',
    "a NUL in a name": rb'{"\u0000": 1}',
    "deep lists": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 40_000 + b"1" + b"}" * 40_000,
    "a deep field": b'{"id":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a deep unknown field": b'{"unknown":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "a huge integer": b'{"kdf":' + b"9" * 5_000 + b"}",
    "a huge exponent": b'{"kdf": 1e1000000}',
    "not a number": b'{"kdf": NaN}',
}

# What stands in the place of one value.
VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    2,
    2**31,
    2**63,
    10**40,
    1.5,
    1e300,
    "",
    " ",
    "1",
    CANARY,
    CANARY * 500,
    f"{CANARY}\u202e\u0007",
    "=" * 44,
    "2026-05-06T19:30:00",
    "9999-12-31T23:59:59-23:59",
    "0001-01-01T00:00:00+23:59",
    [],
    [CANARY],
    [[[[[[CANARY]]]]]],
    {},
    {CANARY: CANARY},
]


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return await new_world(client)


@pytest.fixture
async def stranger(app: App) -> httpx.AsyncClient:
    """From an address of their own, so that refused sign-ins count against nobody."""
    return nobody(app, new_address())


def check_refusal(answer: httpx.Response) -> None:
    """RFC 9457, in words, without a trace of what was sent."""
    assert 400 <= answer.status_code < 500, (answer.status_code, answer.text)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) <= {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == answer.status_code
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", problem["type"])
    assert re.fullmatch(r"[A-Z`].+\.", problem["detail"])
    for wrong in problem.get("errors", []):
        assert re.fullmatch(r"(/[^/]+)*", wrong["pointer"])
        assert re.fullmatch(r"[A-Z].+\.", wrong["detail"])
    assert CANARY not in answer.text
    assert CANARY not in str(answer.headers)


def check_answer(answer: httpx.Response) -> None:
    """Some changed bodies are still good ones."""
    if not answer.is_success:
        if answer.headers["content-type"] == "application/problem+json":
            check_refusal(answer)
        # PUT of an entry answers the result of the edit, whose shape is that of a batch.
        assert answer.status_code < 500
        assert CANARY not in answer.text


async def send(
    known: Example, who: httpx.AsyncClient, method: str, content: bytes, headers: Json = JSON
) -> httpx.Response:
    client = known.by.http if known.by else who
    return await client.request(method, known.path, content=content, headers=headers)


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_what_is_no_body_is_refused(stranger: httpx.AsyncClient, world: World, route: Route) -> None:
    known = await example(world, route)
    for name, content in NO_BODIES.items():
        answer = await send(known, stranger, route[0], content)
        assert answer.status_code == 400, (name, answer.status_code)
        check_refusal(answer)


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_only_json_is_read(stranger: httpx.AsyncClient, world: World, route: Route) -> None:
    """A form of another site can send the other types without asking first."""
    known = await example(world, route)
    content = json.dumps(known.body).encode()
    for media_type in (
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "text/json",
        f"{CANARY}/json",
        "application/json, text/plain",
        "",
    ):
        answer = await send(known, stranger, route[0], content, {"content-type": media_type})
        assert (answer.status_code, answer.json()["type"]) == (415, "not-json"), media_type
        check_refusal(answer)
    assert (await send(known, stranger, route[0], content, {})).status_code == 415
    spelled = {"content-type": 'Application/JSON; charset="utf-8"'}
    assert (await send(known, stranger, route[0], content, spelled)).status_code == known.status


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_a_body_beyond_its_bound_is_refused(
    stranger: httpx.AsyncClient, world: World, route: Route
) -> None:
    known = await example(world, route)
    answer = await send(known, stranger, route[0], b" " * (5 * 1024 * 1024))
    assert (answer.status_code, answer.json()["type"]) == (413, "too-large")
    check_refusal(answer)


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_every_field_is_held_to_its_type(
    stranger: httpx.AsyncClient, world: World, route: Route
) -> None:
    known = await example(world, route)
    assert known.body is not None
    for place in places(known.body):
        for value in VALUES:
            body = changed(known.body, place, value)
            check_answer(await send(known, stranger, route[0], json.dumps(body).encode()))


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_a_field_nobody_knows_is_refused(
    stranger: httpx.AsyncClient, world: World, route: Route
) -> None:
    known = await example(world, route)
    assert known.body is not None
    objects = [(), *(place for place in places(known.body) if isinstance(at(known.body, place), dict))]
    for place in objects:
        body = changed(known.body, (*place, CANARY), 1)
        answer = await send(known, stranger, route[0], json.dumps(body).encode())
        assert answer.status_code == 400, place
        check_refusal(answer)


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
async def test_bodies_with_flipped_bytes_do_no_harm(
    stranger: httpx.AsyncClient, world: World, route: Route
) -> None:
    known = await example(world, route)
    dice = random.Random(" ".join(route))
    good = json.dumps(known.body).encode()
    for _ in range(FLIPS):
        content = bytearray(good)
        for _ in range(dice.randint(1, 4)):
            content[dice.randrange(len(content))] = dice.choice(b'"\\{}[]:,0\x00\x80\xff\n eE-.u')
        check_answer(await send(known, stranger, route[0], bytes(content)))


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=501",
        "limit=%D9%A3",
        "limit=1_0",
        "limit=",
        "words=xyzzy-canary",
        "after=%00",
        "after=%FF",
    ],
)
async def test_a_query_out_of_range_is_refused(world: World, query: str) -> None:
    check_refusal(await world.ana.http.get(f"/api/feed?{query}"))


@pytest.mark.parametrize(
    "query",
    [
        "from=2026-05-06T19:30:00",
        "from=xyzzy-canary",
        "to=0001-01-01T00:00:00%2B23:59",
        "from=%00",
        "kind=%00",
        "kind=xyzzy-canary",
        "limit=1e3",
    ],
)
async def test_a_choice_out_of_range_is_refused(world: World, query: str) -> None:
    check_refusal(await world.ana.http.get(f"/api/entries?{query}"))


@pytest.mark.parametrize("id", ["xyzzy-canary", "1", "%00", "%FF", "a" * 5000, "٣"])
async def test_what_is_no_id_is_not_found(world: World, id: str) -> None:
    for method, path in (
        ("GET", "/api/invitations/{}"),
        ("DELETE", "/api/sign-ins/{}"),
        ("GET", f"/api/entries/{world.ana.id}/{{}}"),
        ("DELETE", "/api/care-links/{}/x"),
    ):
        answer = await world.ana.http.request(method, path.format(id))
        assert answer.status_code in (400, 404, 405)
        check_refusal(answer)


Place = tuple[Any, ...]


def places(value: Any, above: Place = ()) -> Iterator[Place]:
    """Where something stands in a body: every field and every item, however deep."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*above, key)
        yield from places(inner, (*above, key))


def at(body: Json, place: Place) -> Any:
    inner: Any = body
    for key in place:
        inner = inner[key]
    return inner


def changed(body: Json, place: Place, value: Any) -> Json:
    body = copy.deepcopy(body)
    at(body, place[:-1])[place[-1]] = value
    return body
