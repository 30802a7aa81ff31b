"""Being signed in: cookies and tokens, how long they last, and what ends them."""

import asyncio
import os
import re
import sys
from pathlib import Path

import asyncpg
import httpx
import pytest

from api.accounts.passwords import NICENESS
from api.accounts.sign_in import COOKIE
from tests.people import Json, Person, with_token
from tests.sealing import b64

SAFARI = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.4 Safari/605.1.15"


def browsing(person: Person) -> Json:
    """Credentials as a browser sends them, for a cookie instead of a token."""
    return person.credentials | {"token": False}


async def signed_in_status(someone: httpx.AsyncClient) -> int:
    return (await someone.get("/api/account")).status_code


@pytest.mark.parametrize(("who", "seconds"), [("ana", 90 * 86400), ("theo", 12 * 3600)])
async def test_the_cookie_is_bound_to_this_host_and_to_no_script(
    ana: Person, theo: Person, browser: httpx.AsyncClient, who: str, seconds: int
) -> None:
    person = {"ana": ana, "theo": theo}[who]
    answer = await browser.post("/api/sign-ins", json=browsing(person))
    [cookie] = answer.headers.get_list("set-cookie")
    assert re.fullmatch(
        rf"__Host-afterglow=[\w-]{{43}}; HttpOnly; Max-Age={seconds}; Path=/; SameSite=strict; Secure", cookie
    )
    assert (answer.status_code, answer.json()["token"]) == (201, None)
    assert await signed_in_status(browser) == 200


async def test_only_safari_on_localhost_gets_the_plain_name(client: httpx.AsyncClient, ana: Person) -> None:
    async def cookie_for(origin: str, agent: str) -> str:
        answer = await client.post(
            f"{origin}/api/sign-ins", json=browsing(ana), headers={"user-agent": agent}
        )
        client.cookies.clear()
        return str(answer.headers["set-cookie"])

    plain = await cookie_for("http://localhost:8000", SAFARI)
    assert re.fullmatch(r"afterglow=[\w-]{43}; HttpOnly; Max-Age=7776000; Path=/; SameSite=strict", plain)
    chrome = SAFARI.replace("Version/18.4", "Chrome/140.0.0.0")
    for origin, agent in (
        ("https://localhost:8000", SAFARI),
        ("http://journal.example.org", SAFARI),
        ("http://localhost:8000", chrome),
    ):
        assert (await cookie_for(origin, agent)).startswith("__Host-afterglow=")


async def test_who_asks_for_a_token_gets_no_cookie(client: httpx.AsyncClient, ana: Person) -> None:
    answer = await client.post("/api/sign-ins", json=ana.credentials)
    assert "set-cookie" not in answer.headers
    assert await signed_in_status(with_token(client, answer.json()["token"])) == 200


async def test_a_planted_cookie_never_becomes_valid(browser: httpx.AsyncClient, ana: Person) -> None:
    """Session fixation: whoever planted it would be signed in with the victim."""
    planted = b64(os.urandom(32)).rstrip("=").replace("/", "_").replace("+", "-")
    browser.cookies.set(COOKIE, planted)
    assert await signed_in_status(browser) == 401
    answer = await browser.post("/api/sign-ins", json=browsing(ana))
    assert planted not in answer.headers["set-cookie"]
    browser.cookies.clear()
    browser.cookies.set(COOKIE, planted)
    assert await signed_in_status(browser) == 401


async def test_signing_in_again_ends_what_the_same_browser_held(
    browser: httpx.AsyncClient, client: httpx.AsyncClient, ana: Person
) -> None:
    await browser.post("/api/sign-ins", json=browsing(ana))
    first = browser.cookies[COOKIE]
    await browser.post("/api/sign-ins", json=browsing(ana))
    assert browser.cookies[COOKIE] != first
    assert await signed_in_status(with_token(client, first)) == 401
    assert await signed_in_status(browser) == 200
    assert await signed_in_status(ana.http) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": "Bearer "},
        {"authorization": "Basic YTpi"},
        {"authorization": "Bearer é"},
        {"authorization": "Bearer " + "a" * 8000},
        {"cookie": "__Host-afterglow="},
        {"cookie": "__Host-afterglow=é; a=;;=b"},
        {"cookie": "afterglow=abc"},
    ],
)
async def test_whatever_is_no_token_is_not_signed_in(client: httpx.AsyncClient, headers: Json) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = await client.get("/api/account", headers=raw)
    assert (answer.status_code, answer.json()["type"]) == (401, "not-signed-in")


async def test_signing_out_ends_the_token_and_clears_the_cookie(
    browser: httpx.AsyncClient, client: httpx.AsyncClient, ana: Person
) -> None:
    await browser.post("/api/sign-ins", json=browsing(ana))
    token = browser.cookies[COOKIE]
    answer = await browser.delete("/api/sign-ins/current")
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cookies"'
    assert answer.headers["set-cookie"] == (
        '__Host-afterglow=""; HttpOnly; Max-Age=0; Path=/; SameSite=strict; Secure'
    )
    assert COOKIE not in browser.cookies
    assert await signed_in_status(with_token(client, token)) == 401
    assert await signed_in_status(ana.http) == 200


async def test_a_device_that_was_lost_is_signed_out_from_another(
    client: httpx.AsyncClient, ana: Person
) -> None:
    answer = await client.post("/api/sign-ins", json=ana.credentials)
    lost = with_token(client, answer.json()["token"])
    assert await signed_in_status(lost) == 200
    listed = (await ana.http.get("/api/sign-ins")).json()["sign_ins"]
    assert [(line["device"], line["current"]) for line in listed] == [
        ("another device", False),
        ("a test", True),
    ]
    assert all(line["created_at"] and line["last_seen_at"] for line in listed)
    id = answer.json()["sign_in"]
    assert (await ana.http.delete(f"/api/sign-ins/{id}")).status_code == 204
    # At once, though this token was in use a moment ago.
    assert await signed_in_status(lost) == 401
    assert len((await ana.http.get("/api/sign-ins")).json()["sign_ins"]) == 1


async def test_mallory_ends_nobodys_sign_in(ana: Person, mallory: Person) -> None:
    answer = await mallory.http.delete(f"/api/sign-ins/{ana.sign_in}")
    assert (answer.status_code, answer.json()["type"]) == (404, "sign-in-not-found")
    assert await signed_in_status(ana.http) == 200


@pytest.mark.parametrize(
    ("who", "column", "value", "status"),
    [
        ("ana", "last_seen_at", "now() - interval '30 days'", 401),
        ("ana", "last_seen_at", "now() - interval '29 days 23 hours'", 200),
        ("theo", "last_seen_at", "now() - interval '15 minutes'", 401),
        ("theo", "last_seen_at", "now() - interval '14 minutes'", 200),
        ("ana", "expires_at", "now()", 401),
        ("theo", "expires_at", "now()", 401),
    ],
)
async def test_a_sign_in_ends_by_itself(
    ana: Person,
    theo: Person,
    admin: asyncpg.Connection,
    who: str,
    column: str,
    value: str,
    status: int,
) -> None:
    person = {"ana": ana, "theo": theo}[who]
    assert await signed_in_status(person.http) == 200
    await admin.execute(f"UPDATE afterglow.sign_in SET {column} = {value} WHERE id = $1", person.sign_in)
    assert await signed_in_status(person.http) == status


@pytest.mark.parametrize(("who", "lasts"), [("ana", "90 days"), ("theo", "12 hours")])
async def test_no_sign_in_lasts_for_ever(
    ana: Person, theo: Person, admin: asyncpg.Connection, who: str, lasts: str
) -> None:
    person = {"ana": ana, "theo": theo}[who]
    assert await admin.fetchval(
        f"SELECT expires_at = created_at + interval '{lasts}' FROM afterglow.sign_in WHERE id = $1",
        person.sign_in,
    )


async def test_being_seen_puts_the_end_off(ana: Person, admin: asyncpg.Connection) -> None:
    query = "UPDATE afterglow.sign_in SET last_seen_at = now() - interval '29 days' WHERE id = $1"
    await admin.execute(query, ana.sign_in)
    assert await signed_in_status(ana.http) == 200
    assert await admin.fetchval(
        "SELECT last_seen_at > now() - interval '1 minute' FROM afterglow.sign_in WHERE id = $1", ana.sign_in
    )


async def test_requests_of_one_device_do_not_wait_for_each_other(
    ana: Person, admin: asyncpg.Connection
) -> None:
    """Not even in the moment when the first of a minute notes that the device was seen."""
    query = "UPDATE afterglow.sign_in SET last_seen_at = now() - interval '1 hour' WHERE id = $1"
    await admin.execute(query, ana.sign_in)
    async with admin.transaction():
        await admin.execute("SELECT FROM afterglow.sign_in WHERE id = $1 FOR UPDATE", ana.sign_in)
        async with asyncio.timeout(10):
            assert await signed_in_status(ana.http) == 200


async def test_a_page_never_goes_on_in_the_name_of_who_signed_in_beside_it(
    ana: Person, mallory: Person
) -> None:
    """Tabs share one cookie; each says whose it is."""
    own = await ana.http.get("/api/account", headers={"x-afterglow-account": ana.id})
    others = await ana.http.get("/api/account", headers={"x-afterglow-account": mallory.id})
    assert (own.status_code, others.status_code) == (200, 401)
    assert others.json()["type"] == "not-signed-in"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows a niceness for each thread")
async def test_the_threads_that_hash_step_back_behind_requests(
    client: httpx.AsyncClient, ana: Person
) -> None:
    await asyncio.gather(*(client.post("/api/sign-ins", json=ana.credentials) for _ in range(4)))
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert niceness_of_threads() == {own, min(own + NICENESS, 19)}


def niceness_of_threads() -> set[int]:
    threads = [int(thread.name) for thread in Path("/proc/self/task").iterdir()]
    return {os.getpriority(os.PRIO_PROCESS, thread) for thread in threads}
