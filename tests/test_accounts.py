"""Signing up: what is kept, who may, and that the same request again is answered as the first."""

import asyncio
import base64
import os
from collections.abc import Callable

import asyncpg
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.accounts.recipient import ALPHABET, is_recipient
from tests.people import Json, Person, new_email, new_patient, operators_invitation
from tests.sealing import b64, make_keys, sign_up_body

GOOD_RECIPIENT = "age1elt9rw279jd53tk9rxe472j4vadh62r7zg9vl9tl28ptw49zsv7sd9fy5e"


def body_of(name: str = "ana", invitation: bytes | None = None) -> Json:
    return sign_up_body(make_keys(), name, new_email(name), invitation=invitation)


async def test_who_signed_up_is_signed_in_with_the_keys_their_device_made(client: httpx.AsyncClient) -> None:
    body = body_of()
    answer = await client.post("/api/accounts", json=body)
    assert answer.status_code == 201
    signed_in = answer.json()
    known = {key: body[key] for key in ("id", "name", "email", "kdf", "recipient", "verify_key")}
    assert signed_in["account"] == known | {"role": "patient"}
    assert signed_in["bundle"] == body["bundle"]
    own = await client.get("/api/account", headers={"authorization": f"Bearer {signed_in['token']}"})
    assert own.json() == signed_in["account"]


async def test_the_same_request_again_is_answered_as_the_first(client: httpx.AsyncClient) -> None:
    invited = await operators_invitation("therapist")
    body = body_of("theo", invited.code)
    answers = [await client.post("/api/accounts", json=body) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({(a.json()["account"]["id"], a.json()["account"]["role"]) for a in answers}) == 1
    assert len({answer.json()["token"] for answer in answers}) == 3


async def test_parallel_requests_of_one_sign_up_make_one_account(client: httpx.AsyncClient) -> None:
    body = body_of()
    # Five, as one place may try at once.
    answers = await asyncio.gather(*(client.post("/api/accounts", json=body) for _ in range(5)))
    assert [answer.status_code for answer in answers] == [201] * 5


async def test_an_email_has_one_account_however_many_ask_at_once(client: httpx.AsyncClient) -> None:
    email = new_email("ana")
    bodies = [body_of() | {"email": email} for _ in range(30)]
    answers = await asyncio.gather(*(client.post("/api/accounts", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 29
    assert {answer.json()["type"] for answer in answers if answer.status_code == 409} == {"email-taken"}


async def test_an_account_is_not_taken_over_by_its_id(client: httpx.AsyncClient, ana: Person) -> None:
    other_password = ana.body | {"auth": b64(os.urandom(32))}
    other_email = body_of("mallory") | {"id": ana.id}
    for body in (other_password, other_email):
        answer = await client.post("/api/accounts", json=body)
        assert (answer.status_code, answer.json()["type"]) == (409, "email-taken")
    assert (await ana.http.get("/api/account")).json()["name"] == "ana"


@pytest.mark.usefixtures("long_pauses")
async def test_signing_up_again_is_no_way_around_the_throttle(
    browser: httpx.AsyncClient, ana: Person
) -> None:
    guesses = [ana.body | {"auth": b64(os.urandom(32))} for _ in range(6)]
    for guess in guesses:
        assert (await browser.post("/api/accounts", json=guess)).status_code == 409
    assert (await browser.post("/api/accounts", json=ana.body)).status_code == 409
    assert (await browser.post("/api/sign-ins", json=ana.credentials)).status_code == 401


async def test_an_email_is_one_in_every_spelling(client: httpx.AsyncClient, ana: Person) -> None:
    for spelling in (ana.email.upper(), f"  {ana.email} ", ana.email.replace("@", "\uff20")):
        answer = await client.post("/api/sign-ins", json=ana.credentials | {"email": spelling})
        assert answer.status_code == 201, spelling


async def test_a_name_is_trimmed_and_may_be_written_in_any_script(client: httpx.AsyncClient) -> None:
    for name, kept in (
        (" ana ", "ana"),
        ("می\u200cنا", "می\u200cنا"),
        ("安娜", "安娜"),
        ("a" * 100, "a" * 100),
    ):
        answer = await client.post("/api/accounts", json=body_of() | {"name": name})
        assert answer.json()["account"]["name"] == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "a" * 101),
        ("name", "a\nb"),
        ("name", "\u202eana"),
        ("email", "ana"),
        ("email", "@example.org"),
        ("email", "ana@"),
        ("email", "a@b@example.org"),
        ("email", "an a@example.org"),
        ("email", "ana\u200b@example.org"),
        ("email", "a" * 251 + "@b.c"),
        ("email", "ﷺ" * 20 + "@example.org"),
        ("kdf", 0),
        ("kdf", 2),
        ("kdf", "1"),
        ("auth", b64(bytes(31))),
        ("auth", b64(bytes(33))),
        ("auth", b64(bytes(32)).rstrip("=")),
        ("recovery_proof", b64(bytes(31))),
        ("verify_key", b64(bytes(33))),
        ("bundle", b64(bytes(63))),
        ("bundle", b64(bytes(4097))),
        ("recovery_bundle", b64(bytes(4097))),
        ("recipient", "age1" + "q" * 58),
        ("recipient", "ssh-ed25519 AAAA"),
        ("invitation", b64(bytes(15))),
        ("device", "d" * 61),
        ("device", "\x1b[31m"),
        ("token", 1),
        ("id", "1"),
    ],
)
async def test_a_field_out_of_its_range_is_refused_at_its_place(
    client: httpx.AsyncClient, field: str, value: object
) -> None:
    answer = await client.post("/api/accounts", json=body_of() | {field: value})
    assert (answer.status_code, answer.json()["type"]) == (400, "malformed")
    assert [wrong["pointer"] for wrong in answer.json()["errors"]] == [f"/{field}"]


async def test_only_a_therapists_invitation_makes_a_therapist(
    client: httpx.AsyncClient, theo: Person
) -> None:
    assert (await theo.http.get("/api/account")).json()["role"] == "therapist"
    invited = await operators_invitation("patient")
    assert (await (await new_patient(client, "ana", invited)).http.get("/api/account")).json()[
        "role"
    ] == "patient"
    into_care = await theo.invite()
    patient = await new_patient(client, "ana", into_care)
    assert (await patient.http.get("/api/account")).json()["role"] == "patient"


async def test_without_an_invitation_nobody_gets_in(by_invitation: httpx.AsyncClient, ana: Person) -> None:
    """And nobody learns who has an account: the answer for ana's address is that for any other."""
    stranger, known = body_of(), body_of() | {"email": ana.email}
    answers = [await by_invitation.post("/api/accounts", json=body) for body in (stranger, known)]
    wrong_code = [
        await by_invitation.post("/api/accounts", json=body | {"invitation": b64(os.urandom(16))})
        for body in (stranger, known)
    ]
    assert {(a.status_code, a.json()["type"]) for a in answers + wrong_code} == {(403, "invitation-needed")}
    assert len({answer.content for answer in answers + wrong_code}) == 1


@pytest.mark.parametrize("kind", ["patient", "therapist", "care"])
async def test_an_invitation_lets_one_person_in(
    by_invitation: httpx.AsyncClient, theo: Person, kind: str
) -> None:
    invited = await (theo.invite() if kind == "care" else operators_invitation(kind))  # type: ignore[arg-type]
    bodies = [body_of("ana", invited.code) for _ in range(20)]
    answers = await asyncio.gather(*(by_invitation.post("/api/accounts", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
    assert {answer.json()["type"] for answer in answers if answer.status_code == 409} == {"invitation-used"}


async def test_a_refused_sign_up_leaves_its_invitation_good(
    by_invitation: httpx.AsyncClient, ana: Person
) -> None:
    invited = await operators_invitation("patient")
    taken = await by_invitation.post(
        "/api/accounts", json=body_of("ana", invited.code) | {"email": ana.email}
    )
    assert (taken.status_code, taken.json()["type"]) == (409, "email-taken")
    assert (await by_invitation.post("/api/accounts", json=body_of("ana", invited.code))).status_code == 201


async def test_an_expired_invitation_says_so(
    by_invitation: httpx.AsyncClient, admin: asyncpg.Connection
) -> None:
    invited = await operators_invitation("patient")
    await admin.execute("UPDATE afterglow.invitation SET expires_at = now() WHERE id = $1", invited.id)
    answer = await by_invitation.post("/api/accounts", json=body_of("ana", invited.code))
    assert (answer.status_code, answer.json()["type"]) == (410, "invitation-expired")


async def test_a_dump_of_the_database_allows_no_guessing(ana: Person, admin: asyncpg.Connection) -> None:
    """Neither the bundles nor the hash of `auth` are there without the server key around them."""
    values = [
        value
        for table, column in (("account", "id"), ("sign_in", "account"))
        for value in await admin.fetchrow(f"SELECT * FROM afterglow.{table} WHERE {column} = $1", ana.id)
    ]
    dump = b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in values)
    assert ana.email.encode() in dump
    assert b"argon2" not in dump
    assert ana.http.headers["authorization"].removeprefix("Bearer ").encode() not in dump
    for secret in ("auth", "bundle", "recovery_bundle", "recovery_proof"):
        assert base64.b64decode(ana.body[secret]) not in dump, secret


def test_every_recipient_that_age_makes_is_one() -> None:
    for _ in range(200):
        assert is_recipient(make_keys().recipient)


@given(at=st.integers(0, 61), letter=st.sampled_from(ALPHABET + "b1A "))
def test_a_recipient_with_one_letter_changed_is_none(at: int, letter: str) -> None:
    changed = GOOD_RECIPIENT[:at] + letter + GOOD_RECIPIENT[at + 1 :]
    assert is_recipient(changed) == (changed == GOOD_RECIPIENT)


@pytest.mark.parametrize("change", [str.upper, lambda text: text + "q", lambda text: text[:-1], lambda _: ""])
def test_there_is_one_spelling_of_a_recipient(change: Callable[[str], str]) -> None:
    recipient = make_keys().recipient
    assert is_recipient(recipient)
    assert not is_recipient(change(recipient))
