"""Changing the password: the same keys, wrapped anew, and every other sign-in ends."""

import asyncio
import os

import httpx
import pytest

from tests.people import Json, Person, with_token
from tests.sealing import b64


def change(person: Person, **changed: str) -> Json:
    new = {"new_auth": b64(os.urandom(32)), "kdf": 1, "bundle": b64(os.urandom(200))}
    return {"auth": person.body["auth"]} | new | changed


async def test_a_new_password_replaces_the_old_one(client: httpx.AsyncClient, ana: Person) -> None:
    body = change(ana)
    assert (await ana.http.put("/api/account/password", json=body)).status_code == 204
    assert (await client.post("/api/sign-ins", json=ana.credentials)).status_code == 401
    answer = await client.post("/api/sign-ins", json=ana.credentials | {"auth": body["new_auth"]})
    assert (answer.status_code, answer.json()["bundle"]) == (201, body["bundle"])


async def test_other_sign_ins_end_at_once(client: httpx.AsyncClient, ana: Person) -> None:
    other = with_token(client, (await client.post("/api/sign-ins", json=ana.credentials)).json()["token"])
    assert (await other.get("/api/account")).status_code == 200
    await ana.http.put("/api/account/password", json=change(ana))
    assert (await other.get("/api/account")).status_code == 401
    assert (await ana.http.get("/api/account")).status_code == 200


async def test_the_wrong_password_changes_nothing(client: httpx.AsyncClient, ana: Person) -> None:
    answer = await ana.http.put("/api/account/password", json=change(ana, auth=b64(os.urandom(32))))
    assert (answer.status_code, answer.json()["type"]) == (403, "wrong-password")
    assert (await client.post("/api/sign-ins", json=ana.credentials)).json()["bundle"] == ana.body["bundle"]


async def test_a_change_whose_answer_was_lost_can_be_sent_again(
    client: httpx.AsyncClient, ana: Person
) -> None:
    body = change(ana)
    for _ in range(2):
        assert (await ana.http.put("/api/account/password", json=body)).status_code == 204


@pytest.mark.usefixtures("long_pauses")
async def test_a_stolen_token_is_no_way_to_guess_the_password(ana: Person) -> None:
    for _ in range(6):
        wrong = await ana.http.put("/api/account/password", json=change(ana, auth=b64(os.urandom(32))))
        assert wrong.status_code == 403
    assert (await ana.http.put("/api/account/password", json=change(ana))).status_code == 403


async def test_no_sign_in_with_the_old_password_outlives_the_change(
    client: httpx.AsyncClient, ana: Person
) -> None:
    """Though its password was checked before the change, and its row written in the same moment."""
    for _ in range(5):
        body = change(ana)
        answers = await asyncio.gather(
            client.post("/api/sign-ins", json=ana.credentials),
            ana.http.put("/api/account/password", json=body),
            *(client.post("/api/sign-ins", json=ana.credentials) for _ in range(3)),
        )
        assert answers[1].status_code == 204
        assert {answer.status_code for answer in answers} <= {201, 204, 401}
        [left] = (await ana.http.get("/api/sign-ins")).json()["sign_ins"]
        assert left["current"]
        ana.body["auth"] = body["new_auth"]


async def test_of_two_changes_at_once_one_stands(client: httpx.AsyncClient, ana: Person) -> None:
    bodies = [change(ana) for _ in range(2)]
    answers = await asyncio.gather(*(ana.http.put("/api/account/password", json=body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [204, 403]
    [good] = [body for body, answer in zip(bodies, answers, strict=True) if answer.status_code == 204]
    answer = await client.post("/api/sign-ins", json=ana.credentials | {"auth": good["new_auth"]})
    assert answer.json()["bundle"] == good["bundle"]
