"""Security headers on every answer, and no request from another site (ASVS 5.0, 3.4 and 3.5)."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from api.app import create_app
from api.asgi import App, Message
from api.headers import with_security_headers
from api.pwa import with_pwa
from api.server_key import ServerKey
from api.settings import Settings
from tests.people import ORIGIN, Person, nobody
from tests.sitemap import ROUTES, Route, World, example, new_world

# Written out a second time on purpose: whoever changes a header changes it knowingly.
EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
    "x-robots-tag": "noindex",
}
ON_API = EVERYWHERE | {
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "cache-control": "no-store",
}
DOCUMENT_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types afterglow"
)
WORKER_CSP = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'none'"

ENDLESS = ("GET", "/api/feed/live")
CHANGING = [route for route in ROUTES if route[0] != "GET"]


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return await new_world(client)


def check_headers(headers: httpx.Headers, expected: dict[str, str]) -> None:
    found = {name: headers.get_list(name) for name in expected}
    assert found == {name: [value] for name, value in expected.items()}
    for name in ("server", "x-powered-by", "access-control-allow-origin"):
        assert name not in headers


@pytest.mark.parametrize("route", [route for route in ROUTES if route != ENDLESS], ids=" ".join)
async def test_every_answer_of_a_route_has_them(
    client: httpx.AsyncClient, world: World, route: Route
) -> None:
    """Good ones, refusals of all kinds, and another method."""
    known = await example(world, route)
    who = known.by.http if known.by else client
    answers = [
        await client.request(route[0], known.path, json=known.body),
        await who.request(route[0], known.path, content=b"{", headers={"content-type": "application/json"}),
        await who.request(route[0], known.path, content=b"{}", headers={"content-type": "text/plain"}),
        await who.request("TRACE", known.path),
        await who.request("OPTIONS", known.path),
        await who.request(route[0], known.path, headers={"origin": "https://evil.example"}),
        await who.request(route[0], known.path, json=known.body),
    ]
    for answer in answers:
        check_headers(answer.headers, ON_API)


async def test_a_stream_has_them(app: App, ana: Person) -> None:
    headers = await start_of(app, ENDLESS[1], ana)
    check_headers(headers, ON_API)
    assert headers["content-type"] == "text/event-stream; charset=utf-8"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/nothing/here", "/api/%ff", "/api/reference/x"])
async def test_where_nothing_is_has_them(client: httpx.AsyncClient, path: str) -> None:
    for method in ("GET", "POST", "DELETE"):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.json()["type"]) == (404, "not-found")
        check_headers(answer.headers, ON_API)


async def test_another_method_is_told_which_there_are(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/api/feed")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "OPTIONS"}


async def test_over_https_the_browser_is_told_to_stay_there(
    app: App, settings: Settings, key: ServerKey, client: httpx.AsyncClient
) -> None:
    public = msgspec.structs.replace(settings, origin="https://journal.example.org")
    async with nobody(create_app(public, key), origin=public.origin) as there:
        for path in ("/api/instance", "/api/nothing", "/health"):
            headers = (await there.get(path)).headers
            assert headers["strict-transport-security"] == "max-age=63072000; includeSubDomains"
    assert "strict-transport-security" not in (await client.get("/health")).headers


@pytest.fixture
async def built(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of an app of five files, in front of an API that is not asked."""

    async def api(*_: Any) -> None:
        raise AssertionError("the files are not the API's")

    files = {
        "index.html": "<!doctype html>",
        "reference.html": "<!doctype html><title>The API</title>",
        "sw.js": "0",
        "assets/a-1.js": "1",
        "assets/kdf-worker-1.js": "2",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    (tmp_path / "index.html.br").write_bytes(b"packed")
    async with nobody(with_security_headers(with_pwa(api, tmp_path), https=False)) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "policy", "cache"),
    [
        ("/", DOCUMENT_CSP, "no-cache"),
        ("/sharing/envelope", DOCUMENT_CSP, "no-cache"),
        ("/invitation", DOCUMENT_CSP, "no-cache"),
        ("/sw.js", DOCUMENT_CSP, "no-cache"),
        ("/api/reference", DOCUMENT_CSP, "no-cache"),
        ("/assets/a-1.js", DOCUMENT_CSP, "public, max-age=31536000, immutable"),
        ("/assets/kdf-worker-1.js", WORKER_CSP, "public, max-age=31536000, immutable"),
    ],
)
async def test_the_apps_files_have_them_too(
    built: httpx.AsyncClient, path: str, policy: str, cache: str
) -> None:
    """Only the worker that derives keys may run WebAssembly."""
    expected = EVERYWHERE | {"content-security-policy": policy, "cache-control": cache}
    answer = await built.get(path)
    assert answer.status_code == 200
    check_headers(answer.headers, expected)
    again = await built.get(path, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304
    check_headers(again.headers, expected)


@pytest.mark.parametrize("path", ["/assets/b.js", "/%2e%2e/app.py", "/.env", "/index.html.br"])
async def test_what_is_no_file_of_the_app_is_not_there(built: httpx.AsyncClient, path: str) -> None:
    answer = await built.get(path)
    assert (answer.status_code, answer.content) == (404, b"")
    check_headers(answer.headers, EVERYWHERE)


@pytest.mark.parametrize("route", CHANGING, ids=" ".join)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:8001"},
        {"origin": "http://localhost:8000.evil.example"},
        {"origin": "http://[evil"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
    ],
    ids=str,
)
async def test_no_other_site_changes_anything(
    client: httpx.AsyncClient, ana: Person, route: Route, headers: dict[str, str]
) -> None:
    answer = await ana.http.request(route[0], route[1], content=b"{}", headers=headers)
    assert (answer.status_code, answer.json()["type"]) == (403, "cross-site")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": ORIGIN},
        {"origin": ORIGIN, "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        # The same host under the name by which it was asked.
        {"origin": "http://127.0.0.1:8000", "host": "127.0.0.1:8000"},
    ],
    ids=str,
)
async def test_the_app_itself_may(client: httpx.AsyncClient, ana: Person, headers: dict[str, str]) -> None:
    content = json.dumps(ana.credentials).encode()
    answer = await client.post(
        "/api/sign-ins", content=content, headers=headers | {"content-type": "application/json"}
    )
    assert answer.status_code == 201


async def test_a_link_from_another_site_may_be_followed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/instance", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200


async def start_of(app: App, path: str, person: Person) -> httpx.Headers:
    """The headers of an answer that does not end, of which no more is waited for."""
    started: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.set_result(message)

    token = person.http.headers["authorization"].encode()
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost:8000"), (b"authorization", token)],
        "client": ("127.0.0.1", 50_000),
        "server": ("localhost", 8000),
    }

    async def answer() -> None:
        await app(scope, receive, send)

    answering = asyncio.create_task(answer())
    message = await asyncio.wait_for(started, 5)
    answering.cancel()
    await asyncio.wait({answering})
    return httpx.Headers(message["headers"])
