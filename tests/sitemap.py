"""Every route of the API, and for each a request that works.

Tests that go over all routes take them from the app itself, so a new route is met by them at once: it fails
until it has an example here and is listed as public or private where that is asked.
"""

import os
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec

from api.app import litestar
from api.server_key import ServerKey
from api.settings import Settings
from tests.derivations import invitation
from tests.facts import check_in
from tests.people import (
    Json,
    Person,
    acceptance,
    link,
    new_email,
    new_patient,
    new_therapist,
)
from tests.sealing import b64, make_keys, sign_up_body, uuid7, write_edit

Route = tuple[str, str]

SETTINGS = Settings(
    data=Path("data"),
    host="127.0.0.1",
    port=8000,
    origin="http://localhost:8000",
    sign_up="open",
    database_url=None,
    trusted_proxy=None,
    connections_per_address=1,
)


def _routes() -> dict[Route, bool]:
    """(method, path) of every route, and whether it takes a body. OPTIONS is Litestar's own and says nothing
    but which methods there are."""
    return {
        (method, route.path_format): "data" in handler.parsed_fn_signature.parameters
        for route in litestar(SETTINGS, ServerKey(bytes(32))).routes
        for handler in route.route_handlers  # type: ignore[union-attr]
        for method in handler.http_methods
        if method != "OPTIONS"
    }


TAKES_BODY = _routes()
ROUTES = sorted(TAKES_BODY)
WITH_BODY = [route for route in ROUTES if TAKES_BODY[route]]


@dataclass(frozen=True)
class World:
    """theo has ana in his care; of her two entries she has shared one. mallory has an account."""

    ana: Person
    theo: Person
    mallory: Person
    care_link: str
    invitation: str
    shared: str
    unshared: str


@dataclass(frozen=True)
class Example:
    """A request that works, by whom (None: somebody not signed in), and the status it is answered with."""

    by: Person | None
    path: str
    body: Json | None
    status: int

    async def send(self, nobody: httpx.AsyncClient, method: str) -> httpx.Response:
        """As it is; not for the live feed, whose answer does not end."""
        client = self.by.http if self.by else nobody
        return await client.request(method, self.path, json=self.body)


async def new_world(nobody: httpx.AsyncClient) -> World:
    ana, mallory = await new_patient(nobody, "ana"), await new_patient(nobody, "mallory")
    theo = await new_therapist(nobody, "theo")
    care_link = await link(theo, ana)
    shared = write_edit(ana.keys, check_in(), {"note": "for theo"}, readers=[theo.keys])
    unshared = write_edit(ana.keys, check_in(), {"note": "for nobody"})
    await ana.push(shared, unshared)
    return World(
        ana, theo, mallory, care_link["id"], (await theo.invite()).id, id_of(shared), id_of(unshared)
    )


def id_of(edit: Json) -> str:
    return str(msgspec.json.decode(edit["signed"])["id"])


async def example(world: World, route: Route) -> Example:
    """Raises KeyError for a route that has none: add one."""
    return await EXAMPLES[route](world)


async def _sign_up(_: World) -> Example:
    return Example(None, "/api/accounts", sign_up_body(make_keys(), "ana", new_email("ana")), 201)


async def _sign_in(world: World) -> Example:
    return Example(None, "/api/sign-ins", world.ana.credentials, 201)


async def _recovery_bundle(world: World) -> Example:
    body = {"email": world.ana.email, "proof": world.ana.body["recovery_proof"]}
    return Example(None, "/api/recovery-bundles", body, 200)


async def _recovery(world: World) -> Example:
    body = world.ana.credentials | {"proof": world.ana.body["recovery_proof"], "kdf": 1}
    new = {key: b64(os.urandom(32)) for key in ("auth", "recovery_proof")}
    bundles = {key: b64(os.urandom(200)) for key in ("bundle", "recovery_bundle")}
    return Example(None, "/api/recoveries", body | new | bundles, 201)


async def _password(world: World) -> Example:
    body = {"auth": world.ana.body["auth"], "new_auth": b64(os.urandom(32)), "kdf": 1}
    return Example(world.ana, "/api/account/password", body | {"bundle": b64(os.urandom(200))}, 204)


async def _recovery_code(world: World) -> Example:
    body = {"auth": world.ana.body["auth"], "recovery_proof": b64(os.urandom(32))}
    bundle = {"recovery_bundle": b64(os.urandom(200))}
    return Example(world.ana, "/api/account/recovery-code", body | bundle, 204)


async def _invite(world: World) -> Example:
    body = {"id": invitation().id, "contact": str(uuid.uuid4())}
    return Example(world.theo, "/api/invitations", body, 201)


async def _accept(world: World) -> Example:
    body = acceptance(await world.theo.invite(), world.theo, world.ana)
    return Example(world.ana, "/api/care-links", body, 201)


async def _push(world: World) -> Example:
    edits: list[Json] = [
        write_edit(world.ana.keys, check_in(), {"note": "more"}, readers=[world.theo.keys]),
        {"edit": uuid7(), "id": world.unshared, "revision": 2, "deleted": True},
        {"edit": uuid7(), "id": world.shared, "withdraw": world.theo.id},
    ]
    return Example(world.ana, "/api/entries", {"edits": edits, "together": True}, 200)


async def _write(world: World) -> Example:
    body = write_edit(world.ana.keys, check_in(), {"note": "anew"}, id=world.shared, revision=2)
    return Example(world.ana, _entry(world), body, 200)


def _entry(world: World) -> str:
    return f"/api/entries/{world.ana.id}/{world.shared}"


def _bare(
    status: int, path: Callable[[World], str], by: Callable[[World], Person | None]
) -> Callable[[World], Awaitable[Example]]:
    """A request without a body."""

    async def made(world: World) -> Example:
        return Example(by(world), path(world), None, status)

    return made


def _public(path: str) -> Callable[[World], Awaitable[Example]]:
    return _bare(200, lambda _: path, lambda _: None)


def _own(path: str) -> Callable[[World], Awaitable[Example]]:
    return _bare(200, lambda _: path, lambda world: world.ana)


def _ana(world: World) -> Person:
    return world.ana


def _theo(world: World) -> Person:
    return world.theo


EXAMPLES: dict[Route, Callable[[World], Awaitable[Example]]] = {
    ("GET", "/health"): _public("/health"),
    ("GET", "/api/instance"): _public("/api/instance"),
    ("GET", "/api/openapi.json"): _public("/api/openapi.json"),
    ("POST", "/api/accounts"): _sign_up,
    ("POST", "/api/sign-ins"): _sign_in,
    ("POST", "/api/recovery-bundles"): _recovery_bundle,
    ("POST", "/api/recoveries"): _recovery,
    ("GET", "/api/account"): _own("/api/account"),
    ("PUT", "/api/account/password"): _password,
    ("PUT", "/api/account/recovery-code"): _recovery_code,
    ("GET", "/api/sign-ins"): _own("/api/sign-ins"),
    ("DELETE", "/api/sign-ins/current"): _bare(204, lambda _: "/api/sign-ins/current", _ana),
    ("DELETE", "/api/sign-ins/{id}"): _bare(204, lambda world: f"/api/sign-ins/{world.ana.sign_in}", _ana),
    ("GET", "/api/invitations/{id}"): _bare(
        200, lambda world: f"/api/invitations/{world.invitation}", lambda _: None
    ),
    ("POST", "/api/invitations"): _invite,
    ("DELETE", "/api/invitations/{id}"): _bare(
        204, lambda world: f"/api/invitations/{world.invitation}", _theo
    ),
    ("GET", "/api/care-links"): _own("/api/care-links"),
    ("POST", "/api/care-links"): _accept,
    ("DELETE", "/api/care-links/{id}"): _bare(204, lambda world: f"/api/care-links/{world.care_link}", _ana),
    ("GET", "/api/feed"): _own("/api/feed"),
    ("GET", "/api/feed/live"): _own("/api/feed/live"),
    ("GET", "/api/entries"): _own("/api/entries"),
    ("POST", "/api/entries"): _push,
    ("GET", "/api/entries/{author}/{id}"): _bare(200, _entry, _theo),
    ("PUT", "/api/entries/{author}/{id}"): _write,
    ("DELETE", "/api/entries/{author}/{id}"): _bare(204, _entry, _ana),
    ("GET", "/api/deliveries"): _bare(200, lambda world: f"/api/deliveries?entry={world.shared}", _ana),
    ("GET", "/api/questionnaires"): _own("/api/questionnaires"),
    ("GET", "/api/trends"): _bare(200, lambda world: f"/api/trends?patient={world.ana.id}", _theo),
    ("GET", "/api/sharings"): _bare(200, lambda world: f"/api/sharings?entry={world.shared}", _ana),
}
