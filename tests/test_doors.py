"""Who gets through which door: every route signed out, with a sign-in that has ended, and as mallory.

A new route fails here until it is listed: as public, as one that finds things by their id, or as one that
acts for the person who asks and nobody else.
"""

import uuid
from collections.abc import Callable

import asyncpg
import httpx
import msgspec
import pytest

from tests.facts import check_in
from tests.people import Json, Person, new_therapist
from tests.sealing import write_edit
from tests.sitemap import EXAMPLES, ROUTES, Route, World, example, new_world

PUBLIC: set[Route] = {
    ("GET", "/health"),
    ("GET", "/api/instance"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/invitations/{id}"),
    ("POST", "/api/accounts"),
    ("POST", "/api/sign-ins"),
    ("POST", "/api/recovery-bundles"),
    ("POST", "/api/recoveries"),
}
PRIVATE = [route for route in ROUTES if route not in PUBLIC]

# What they answer depends on who asks, and on no id that somebody else could know.
FOR_ONESELF: set[Route] = {
    ("GET", "/api/account"),
    ("PUT", "/api/account/password"),
    ("PUT", "/api/account/recovery-code"),
    ("GET", "/api/sign-ins"),
    ("DELETE", "/api/sign-ins/current"),
    ("POST", "/api/invitations"),
    ("GET", "/api/care-links"),
    ("POST", "/api/care-links"),
    ("GET", "/api/feed"),
    ("GET", "/api/feed/live"),
    ("GET", "/api/entries"),
    ("POST", "/api/entries"),
    ("GET", "/api/questionnaires"),
}

# A path with the id of something of ana's or theo's, and the same with an id that does not exist.
BY_ID: dict[Route, Callable[[World], tuple[str, str]]] = {
    ("DELETE", "/api/sign-ins/{id}"): lambda world: (
        f"/api/sign-ins/{world.ana.sign_in}",
        f"/api/sign-ins/{uuid.uuid4()}",
    ),
    ("DELETE", "/api/invitations/{id}"): lambda world: (
        f"/api/invitations/{world.invitation}",
        f"/api/invitations/{uuid.uuid4()}",
    ),
    ("DELETE", "/api/care-links/{id}"): lambda world: (
        f"/api/care-links/{world.care_link}",
        f"/api/care-links/{uuid.uuid4()}",
    ),
    **{
        (method, "/api/entries/{author}/{id}"): lambda world: (
            f"/api/entries/{world.ana.id}/{world.shared}",
            f"/api/entries/{world.ana.id}/{uuid.uuid4()}",
        )
        for method in ("GET", "PUT", "DELETE")
    },
    ("GET", "/api/deliveries"): lambda world: (
        f"/api/deliveries?entry={world.shared}",
        f"/api/deliveries?entry={uuid.uuid4()}",
    ),
    ("GET", "/api/trends"): lambda world: (
        f"/api/trends?patient={world.ana.id}",
        f"/api/trends?patient={uuid.uuid4()}",
    ),
    ("GET", "/api/sharings"): lambda world: (
        f"/api/sharings?entry={world.shared}",
        f"/api/sharings?entry={uuid.uuid4()}",
    ),
}
# These list what belongs to an id; of an unknown one that is nothing.
LISTS = {("GET", "/api/deliveries"), ("GET", "/api/sharings")}


def test_every_route_is_listed_here() -> None:
    assert set(ROUTES) == PUBLIC | FOR_ONESELF | set(BY_ID)
    assert set(ROUTES) == set(EXAMPLES)
    assert len(ROUTES) == len(PUBLIC) + len(FOR_ONESELF) + len(BY_ID)


@pytest.fixture
async def world(client: httpx.AsyncClient) -> World:
    return await new_world(client)


@pytest.mark.parametrize("route", [r for r in ROUTES if r != ("GET", "/api/feed/live")], ids=" ".join)
async def test_every_door_opens_for_who_may(client: httpx.AsyncClient, world: World, route: Route) -> None:
    """Otherwise the refusals below would prove nothing."""
    known = await example(world, route)
    answer = await known.send(client, route[0])
    assert answer.status_code == known.status, answer.text


@pytest.mark.parametrize("route", PRIVATE, ids=" ".join)
async def test_signed_out_every_private_door_is_shut(
    client: httpx.AsyncClient, world: World, route: Route
) -> None:
    method, path = route
    known = await example(world, route)
    nothing = path.replace("{id}", str(uuid.uuid4())).replace("{author}", str(uuid.uuid4()))
    for there, body in ((known.path, known.body), (known.path, {}), (known.path, None), (nothing, None)):
        answer = await client.request(method, there, json=body)
        assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in")


@pytest.mark.parametrize("route", PRIVATE, ids=" ".join)
async def test_a_sign_in_that_has_ended_opens_no_door(
    client: httpx.AsyncClient, admin: asyncpg.Connection, world: World, route: Route
) -> None:
    """Though the server had it in use a moment ago."""
    known = await example(world, route)
    assert known.by is not None
    assert (await known.by.http.get("/api/account")).status_code == 200
    await admin.execute("DELETE FROM afterglow.sign_in WHERE id = $1", known.by.sign_in)
    answer = await known.send(client, route[0])
    assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in")


@pytest.mark.parametrize("route", BY_ID, ids=" ".join)
@pytest.mark.parametrize("role", ["patient", "therapist"])
async def test_mallory_cannot_tell_a_foreign_id_from_one_that_does_not_exist(
    client: httpx.AsyncClient, world: World, route: Route, role: str
) -> None:
    mallory = world.mallory if role == "patient" else await new_therapist(client, "mallory")
    await refused_alike(mallory, route, *BY_ID[route](world))
    # And nothing has happened to it.
    known = await example(world, route)
    assert (await known.send(client, route[0])).status_code == known.status


@pytest.mark.parametrize("route", [route for route in BY_ID if "{author}" in route[1]], ids=" ".join)
async def test_theo_cannot_tell_what_ana_has_not_shared_from_what_does_not_exist(
    world: World, route: Route
) -> None:
    author = f"/api/entries/{world.ana.id}"
    await refused_alike(world.theo, route, f"{author}/{world.unshared}", f"{author}/{uuid.uuid4()}")


async def refused_alike(person: Person, route: Route, foreign: str, absent: str) -> None:
    method = route[0]
    bodies: list[Json | None] = [None, None]
    if method == "PUT":
        ids = (foreign.rpartition("/")[2], absent.rpartition("/")[2])
        bodies = [write_edit(person.keys, check_in(), {"note": "mine"}, id=id) for id in ids]
    answers = [
        await person.http.request(method, path, json=body)
        for path, body in zip((foreign, absent), bodies, strict=True)
    ]
    assert answers[0].content == answers[1].content
    assert answers[0].status_code == answers[1].status_code == (200 if route in LISTS else 404)
    if route in LISTS:
        assert list(answers[0].json().values()) == [[]]


@pytest.mark.parametrize(
    "route", sorted(r for r in FOR_ONESELF if r[0] == "GET" and r[1] != "/api/feed/live"), ids=" ".join
)
async def test_what_mallory_gets_holds_nothing_of_others(world: World, route: Route) -> None:
    """Nor can mallory ask for somebody else by a parameter that is not there."""
    for query in ("", f"?account={world.ana.id}&author={world.ana.id}&id={world.shared}"):
        answer = await world.mallory.http.get(route[1] + query)
        assert answer.status_code == 200
        for secret in (world.ana.id, world.theo.id, world.ana.email, world.shared, world.care_link):
            assert secret not in answer.text


async def test_mallory_writes_in_nobodys_name(world: World) -> None:
    forged = write_edit(world.ana.keys, check_in(), {"note": "by ana, says mallory"})
    [result] = await world.mallory.push(forged)
    assert result["result"] == "refused"
    in_mallorys = [entry["id"] for entry in (await world.mallory.pull())["entries"]]
    in_anas = [entry["id"] for entry in (await world.ana.pull())["entries"]]
    assert in_mallorys == []
    assert msgspec.json.decode(forged["signed"])["id"] not in in_anas
