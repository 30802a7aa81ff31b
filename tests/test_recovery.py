"""A forgotten password is replaced with the recovery code alone; a code is good once."""

import asyncio
import base64
import os

import httpx
import pytest

from api.asgi import App
from tests import derivations
from tests.people import Json, Person, new_address, new_email, nobody, with_token
from tests.sealing import (
    RECOVERY_BUNDLE_LABEL,
    b64,
    make_keys,
    open_words,
    seal_words,
    sign_up_body,
    unwrap_keys,
    wrap_keys,
)


def recovery(person: Person, **changed: str) -> Json:
    """A recovery with the code that the person signed up with; everything after it is new."""
    new = {key: b64(os.urandom(32)) for key in ("auth", "recovery_proof")}
    bundles = {key: b64(os.urandom(200)) for key in ("bundle", "recovery_bundle")}
    rest = {"kdf": 1, "device": "a new phone", "token": True}
    return {"email": person.email, "proof": person.body["recovery_proof"]} | new | bundles | rest | changed


async def ask_for_bundle(who: httpx.AsyncClient, person: Person, proof: str) -> httpx.Response:
    return await who.post("/api/recovery-bundles", json={"email": person.email, "proof": proof})


async def test_with_the_code_alone_everything_is_readable_again(client: httpx.AsyncClient) -> None:
    """As a device does it, from password to words."""
    instance = (await client.get("/api/instance")).json()["id"]
    keys, email, code = make_keys(), new_email("ana"), os.urandom(16)
    auth, wrap = derivations.derive("a password that will be forgotten", instance, email)
    body = sign_up_body(
        keys,
        "ana",
        email,
        auth=auth,
        wrap=wrap,
        recovery_wrap=derivations.recovery_wrap(code),
        recovery_proof=derivations.recovery_proof(code),
    )
    assert (await client.post("/api/accounts", json=body)).status_code == 201
    sealed = seal_words({"note": "still here"}, keys.account, "an id", "an edit", [keys.recipient])

    asked = {"email": email, "proof": b64(derivations.recovery_proof(code))}
    answer = (await client.post("/api/recovery-bundles", json=asked)).json()
    found = unwrap_keys(
        base64.b64decode(answer["bundle"]),
        derivations.recovery_wrap(code),
        answer["account"],
        RECOVERY_BUNDLE_LABEL,
    )
    assert open_words(sealed, found, keys.account, "an id") == {"note": "still here"}

    new_auth, new_wrap = derivations.derive("another password", instance, email)
    next_code = os.urandom(16)
    body = asked | {
        "auth": b64(new_auth),
        "kdf": 1,
        "bundle": b64(wrap_keys(found, new_wrap)),
        "recovery_bundle": b64(wrap_keys(found, derivations.recovery_wrap(next_code), RECOVERY_BUNDLE_LABEL)),
        "recovery_proof": b64(derivations.recovery_proof(next_code)),
        "device": "a new phone",
        "token": True,
    }
    recovered = await client.post("/api/recoveries", json=body)
    assert recovered.status_code == 201
    again = unwrap_keys(base64.b64decode(recovered.json()["bundle"]), new_wrap, keys.account)
    assert again.recipient == keys.recipient


async def test_a_recovery_ends_every_other_sign_in(client: httpx.AsyncClient, ana: Person) -> None:
    answer = await client.post("/api/recoveries", json=recovery(ana))
    assert (await ana.http.get("/api/account")).status_code == 401
    fresh = with_token(client, answer.json()["token"])
    [line] = (await fresh.get("/api/sign-ins")).json()["sign_ins"]
    assert (line["device"], line["current"]) == ("a new phone", True)


async def test_the_old_password_and_the_old_code_are_gone(client: httpx.AsyncClient, ana: Person) -> None:
    body = recovery(ana)
    assert (await client.post("/api/recoveries", json=body)).status_code == 201
    assert (await client.post("/api/sign-ins", json=ana.credentials)).status_code == 401
    assert (await ask_for_bundle(client, ana, ana.body["recovery_proof"])).status_code == 401
    assert (await client.post("/api/recoveries", json=recovery(ana))).status_code == 401
    signed_in = await client.post("/api/sign-ins", json=ana.credentials | {"auth": body["auth"]})
    assert signed_in.json()["bundle"] == body["bundle"]
    next_one = await ask_for_bundle(client, ana, body["recovery_proof"])
    assert next_one.json() == {"account": ana.id, "bundle": body["recovery_bundle"]}


async def test_asking_for_the_bundle_uses_nothing_up(client: httpx.AsyncClient, ana: Person) -> None:
    for _ in range(2):
        answer = await ask_for_bundle(client, ana, ana.body["recovery_proof"])
        assert answer.json() == {"account": ana.id, "bundle": ana.body["recovery_bundle"]}
    assert (await ana.http.get("/api/account")).status_code == 200


async def test_of_a_hundred_uses_of_one_code_one_succeeds(
    app: App, client: httpx.AsyncClient, ana: Person
) -> None:
    """From as many addresses, so that the throttle lets half of them through to compete."""
    devices = [nobody(app, new_address()) for _ in range(100)]
    answers = await asyncio.gather(
        *(device.post("/api/recoveries", json=recovery(ana)) for device in devices)
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [401] * 99
    [won] = [a.json() for a in answers if a.status_code == 201]
    assert (await with_token(client, won["token"]).get("/api/account")).status_code == 200


async def test_a_recovery_whose_answer_was_lost_can_be_sent_again(
    client: httpx.AsyncClient, ana: Person
) -> None:
    body = recovery(ana)
    first, second = [(await client.post("/api/recoveries", json=body)) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["bundle"] == second.json()["bundle"]
    other_password = body | {"auth": b64(os.urandom(32))}
    assert (await client.post("/api/recoveries", json=other_password)).status_code == 401


async def test_somebody_elses_code_recovers_nothing(
    client: httpx.AsyncClient, ana: Person, mallory: Person
) -> None:
    body = recovery(mallory, email=ana.email)
    assert (await client.post("/api/recoveries", json=body)).status_code == 401
    assert (await ask_for_bundle(client, ana, mallory.body["recovery_proof"])).status_code == 401
    assert (await ana.http.get("/api/account")).status_code == 200


async def test_the_next_code_has_to_be_another_one(client: httpx.AsyncClient, ana: Person) -> None:
    body = recovery(ana, recovery_proof=ana.body["recovery_proof"])
    assert (await client.post("/api/recoveries", json=body)).status_code == 400
    assert (await client.post("/api/recoveries", json=recovery(ana))).status_code == 201


@pytest.mark.parametrize("token", [True, False])
async def test_a_browser_gets_a_cookie_and_a_script_a_token(
    browser: httpx.AsyncClient, ana: Person, token: bool
) -> None:
    answer = await browser.post("/api/recoveries", json=recovery(ana) | {"token": token})
    assert ("set-cookie" in answer.headers, answer.json()["token"] is None) == (not token, not token)


async def test_no_sign_in_with_the_old_password_outlives_a_recovery(
    client: httpx.AsyncClient, ana: Person
) -> None:
    answers = await asyncio.gather(
        client.post("/api/recoveries", json=recovery(ana)),
        *(client.post("/api/sign-ins", json=ana.credentials) for _ in range(4)),
    )
    fresh = with_token(client, answers[0].json()["token"])
    [line] = (await fresh.get("/api/sign-ins")).json()["sign_ins"]
    assert line["current"]
