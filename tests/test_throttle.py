"""Guessing is slow, tells nothing, and locks nobody out."""

import asyncio
import os
from collections.abc import Iterator
from typing import Literal

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from api.accounts import passwords
from api.accounts.throttle import (
    ADDRESS_TRIES_AN_HOUR,
    EMAIL_TRIES_AN_HOUR,
    FREE_TRIES,
    LONGEST_PAUSE_SECONDS,
    counters,
    pause,
    tries_here,
    tries_left_over,
)
from api.asgi import App
from api.server_key import ServerKey
from tests.people import Json, Person, new_address, new_email, new_patient, nobody
from tests.sealing import b64


class Counting(PasswordHasher):
    """The cheap one, counting how often it is asked: what the time of an answer is made of."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verifications = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002  its name
        self.verifications += 1
        return super().verify(hash, password)


@pytest.fixture
def counting(app: App) -> Iterator[Counting]:
    before, passwords.hasher = passwords.hasher, Counting()
    yield passwords.hasher
    passwords.hasher = before


def wrong(person: Person | None = None) -> Json:
    email = person.email if person else new_email("unknown")
    return {"email": email, "auth": b64(os.urandom(32)), "device": "", "token": True}


async def sign_in(who: httpx.AsyncClient, body: Json) -> int:
    return (await who.post("/api/sign-ins", json=body)).status_code


async def make_pauses_end(admin: asyncpg.Connection, key: ServerKey, email: str, address: str) -> None:
    """Sets the clock of one place on by what its pause is at most."""
    place = counters(key, email, address).place
    await admin.execute(
        "UPDATE afterglow.attempt SET at = at - make_interval(secs => $2) WHERE key = $1",
        *(place, LONGEST_PAUSE_SECONDS),
    )


@pytest.mark.usefixtures("long_pauses")
async def test_the_answer_does_not_tell_who_is_known(
    browser: httpx.AsyncClient, counting: Counting, ana: Person
) -> None:
    """Nor does its time: as often as a password is verified for ana, it is for nobody."""
    unknown_email = new_email("unknown")
    known: list[httpx.Response] = []
    unknown: list[httpx.Response] = []
    spent = []
    for _ in range(8):
        for body, answers in ((wrong(ana), known), (wrong() | {"email": unknown_email}, unknown)):
            before = counting.verifications
            answers.append(await browser.post("/api/sign-ins", json=body))
            spent.append(counting.verifications - before)
    assert {(answer.status_code, answer.content) for answer in known + unknown} == {(401, known[0].content)}
    assert {tuple(sorted(answer.headers.items())) for answer in known + unknown} == {
        tuple(sorted(known[0].headers.items()))
    }
    assert spent == [1, 1] * FREE_TRIES + [0, 0] * (8 - FREE_TRIES)


async def test_recovery_does_not_tell_who_is_known(
    browser: httpx.AsyncClient, counting: Counting, ana: Person
) -> None:
    bodies = [{"email": email, "proof": b64(os.urandom(32))} for email in (ana.email, new_email("unknown"))]
    answers = [await browser.post("/api/recovery-bundles", json=body) for body in bodies]
    assert {(a.status_code, a.json()["type"]) for a in answers} == {(401, "not-recognised")}
    assert answers[0].content == answers[1].content
    assert counting.verifications == 0


@pytest.mark.usefixtures("long_pauses")
async def test_after_five_tries_even_the_right_password_has_to_wait(
    app: App, key: ServerKey, admin: asyncpg.Connection, ana: Person
) -> None:
    address = new_address()
    async with nobody(app, address) as here:
        for _ in range(FREE_TRIES):
            assert await sign_in(here, wrong(ana)) == 401
        assert await sign_in(here, ana.credentials) == 401
        await make_pauses_end(admin, key, ana.email, address)
        assert await sign_in(here, ana.credentials) == 201
        # And all is forgiven.
        for _ in range(FREE_TRIES):
            assert await sign_in(here, wrong(ana)) == 401
        await make_pauses_end(admin, key, ana.email, address)
        assert await sign_in(here, ana.credentials) == 201


@pytest.mark.usefixtures("long_pauses")
async def test_tries_that_are_refused_do_not_put_the_end_of_the_pause_off(
    app: App, key: ServerKey, admin: asyncpg.Connection, ana: Person
) -> None:
    address = new_address()
    place = counters(key, ana.email, address).place
    async with nobody(app, address) as here:
        for _ in range(FREE_TRIES):
            await sign_in(here, wrong(ana))
        query = "SELECT tries, at FROM afterglow.attempt WHERE key = $1"
        before = await admin.fetchrow(query, place)
        assert before["tries"] == FREE_TRIES
        assert [await sign_in(here, wrong(ana)) for _ in range(5)] == [401] * 5
        assert await admin.fetchrow(query, place) == before


@pytest.mark.usefixtures("long_pauses")
async def test_a_hundred_parallel_tries_are_five(
    browser: httpx.AsyncClient, counting: Counting, ana: Person
) -> None:
    answers = await asyncio.gather(*(sign_in(browser, wrong(ana)) for _ in range(100)))
    assert set(answers) == {401}
    assert counting.verifications == FREE_TRIES


@pytest.mark.usefixtures("long_pauses")
async def test_recovery_and_password_share_one_count(browser: httpx.AsyncClient, ana: Person) -> None:
    proof = {"email": ana.email, "proof": b64(os.urandom(32))}
    for n in range(FREE_TRIES):
        route, body = ("/api/recovery-bundles", proof) if n % 2 else ("/api/sign-ins", wrong(ana))
        assert (await browser.post(route, json=body)).status_code == 401
    right = {"email": ana.email, "proof": ana.body["recovery_proof"]}
    assert (await browser.post("/api/recovery-bundles", json=right)).status_code == 401
    assert await sign_in(browser, ana.credentials) == 401


async def test_a_stranger_elsewhere_does_not_lock_the_owner_out(app: App, counting: Counting) -> None:
    """Guesses from many addresses run dry, and ana signs in from where she has signed up or in before."""
    home, work = new_address(), new_address()
    async with nobody(app, home) as at_home:
        ana = await new_patient(at_home, "ana")
    async with nobody(app, work) as at_work:
        assert await sign_in(at_work, ana.credentials) == 201
    before = counting.verifications
    for _ in range(EMAIL_TRIES_AN_HOUR + 10):
        async with nobody(app, new_address()) as stranger:
            assert await sign_in(stranger, wrong(ana)) == 401
    assert EMAIL_TRIES_AN_HOUR <= counting.verifications - before <= EMAIL_TRIES_AN_HOUR + 1
    async with nobody(app, new_address()) as somewhere_new:
        assert await sign_in(somewhere_new, ana.credentials) == 401
    for known in (home, work):
        async with nobody(app, known) as there:
            assert await sign_in(there, ana.credentials) == 201


async def test_one_address_cannot_try_everybody(
    app: App, counting: Counting, ana: Person, mallory: Person
) -> None:
    """Nor does it get new tries by signing in to an account of its own in between."""
    own = 0
    async with nobody(app, new_address()) as stranger:
        for n in range(ADDRESS_TRIES_AN_HOUR + 10):
            assert await sign_in(stranger, wrong()) == 401
            if n % 20 == 0:
                assert await sign_in(stranger, mallory.credentials) == 201
                own += 1
        assert ADDRESS_TRIES_AN_HOUR <= counting.verifications - own <= ADDRESS_TRIES_AN_HOUR + 1
        assert await sign_in(stranger, ana.credentials) == 401


async def test_signing_in_rightly_uses_nothing_up(browser: httpx.AsyncClient, ana: Person) -> None:
    for _ in range(EMAIL_TRIES_AN_HOUR + 5):
        assert await sign_in(browser, ana.credentials) == 201


@pytest.mark.usefixtures("long_pauses")
async def test_an_account_of_ones_own_gives_no_new_guesses_at_another(
    app: App, counting: Counting, ana: Person, mallory: Person
) -> None:
    async with nobody(app, new_address()) as here:
        for _ in range(4 * FREE_TRIES):
            await sign_in(here, mallory.credentials)
            await sign_in(here, wrong(ana))
    assert counting.verifications == 4 * FREE_TRIES + FREE_TRIES


async def test_the_counters_name_nobody_and_are_cleared_away(
    browser: httpx.AsyncClient, admin: asyncpg.Connection, ana: Person
) -> None:
    await sign_in(browser, wrong(ana))
    rows = await admin.fetch("SELECT * FROM afterglow.attempt")
    assert all(len(row["key"]) == 32 and ana.email.encode() not in row["key"] for row in rows)
    old = os.urandom(32)
    await admin.execute(
        "INSERT INTO afterglow.attempt (key, forget_at) VALUES ($1, now() - interval '100 days')", old
    )
    for _ in range(20):
        await sign_in(browser, wrong())
    assert not await admin.fetchval("SELECT count(*) FROM afterglow.attempt WHERE key = $1", old)


async def test_a_line_that_is_too_long_is_turned_away(
    monkeypatch: pytest.MonkeyPatch, browser: httpx.AsyncClient, ana: Person
) -> None:
    monkeypatch.setattr(passwords, "LONGEST_LINE", 0)
    answer = await browser.post("/api/sign-ins", json=ana.credentials)
    assert (answer.status_code, answer.json()["type"]) == (503, "busy")
    assert answer.headers["retry-after"]


def test_pauses_double_up_to_fifteen_minutes() -> None:
    assert [pause(tries) for tries in range(18)] == [
        *([0.0] * FREE_TRIES),
        *(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
        *([LONGEST_PAUSE_SECONDS] * 3),
    ]


@given(tries=st.floats(0, 1e6), seconds=st.floats(0, 1e9))
def test_a_pause_is_never_longer_than_fifteen_minutes_and_an_hour_forgets(
    tries: float, seconds: float
) -> None:
    assert 0 <= pause(tries) <= LONGEST_PAUSE_SECONDS
    assert tries_here(tries, seconds) == (0 if seconds >= 3600 else tries)
    assert 0 <= tries_left_over(tries, seconds, 50) <= tries
    assert tries_left_over(50, 3600, 50) == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("nowhere", "nowhere", True),
    ],
)
def test_ipv6_counts_by_household(key: ServerKey, one: str, other: str, same: bool) -> None:
    assert (counters(key, "a@b.c", one) == counters(key, "a@b.c", other)) is same
