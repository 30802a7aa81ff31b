"""A new recovery code while the password is known: the code before it is worth nothing from then on."""

import os

import httpx
import pytest

from tests.people import Json, Person
from tests.sealing import b64


def new_code(person: Person, **changed: str) -> Json:
    new = {"recovery_bundle": b64(os.urandom(200)), "recovery_proof": b64(os.urandom(32))}
    return {"auth": person.body["auth"]} | new | changed


async def bundle_by(client: httpx.AsyncClient, person: Person, proof: str) -> httpx.Response:
    return await client.post("/api/recovery-bundles", json={"email": person.email, "proof": proof})


async def test_the_new_code_opens_what_it_wraps_and_the_old_one_nothing(
    client: httpx.AsyncClient, ana: Person
) -> None:
    body = new_code(ana)
    assert (await ana.http.put("/api/account/recovery-code", json=body)).status_code == 204
    answer = await bundle_by(client, ana, body["recovery_proof"])
    assert answer.json()["bundle"] == body["recovery_bundle"]
    assert (await bundle_by(client, ana, ana.body["recovery_proof"])).status_code == 401
    # Nothing else is another one than before.
    answer = await client.post("/api/sign-ins", json=ana.credentials)
    assert (answer.status_code, answer.json()["bundle"]) == (201, ana.body["bundle"])


async def test_without_the_password_the_old_code_stands(client: httpx.AsyncClient, ana: Person) -> None:
    body = new_code(ana, auth=b64(os.urandom(32)))
    answer = await ana.http.put("/api/account/recovery-code", json=body)
    assert (answer.status_code, answer.json()["type"]) == (403, "wrong-password")
    assert (await bundle_by(client, ana, ana.body["recovery_proof"])).status_code == 200
    assert (await bundle_by(client, ana, body["recovery_proof"])).status_code == 401


async def test_a_change_whose_answer_was_lost_can_be_sent_again(
    client: httpx.AsyncClient, ana: Person
) -> None:
    body = new_code(ana)
    for _ in range(2):
        assert (await ana.http.put("/api/account/recovery-code", json=body)).status_code == 204
    assert (await bundle_by(client, ana, body["recovery_proof"])).status_code == 200


@pytest.mark.usefixtures("long_pauses")
async def test_a_stolen_sign_in_is_no_way_to_guess_the_password(ana: Person) -> None:
    for _ in range(6):
        wrong = new_code(ana, auth=b64(os.urandom(32)))
        assert (await ana.http.put("/api/account/recovery-code", json=wrong)).status_code == 403
    assert (await ana.http.put("/api/account/recovery-code", json=new_code(ana))).status_code == 403


async def test_mallory_changes_her_own_code_and_nobody_elses(
    client: httpx.AsyncClient, ana: Person, mallory: Person
) -> None:
    body = new_code(mallory)
    assert (await mallory.http.put("/api/account/recovery-code", json=body)).status_code == 204
    assert (await bundle_by(client, ana, ana.body["recovery_proof"])).status_code == 200
    assert (await bundle_by(client, ana, body["recovery_proof"])).status_code == 401
