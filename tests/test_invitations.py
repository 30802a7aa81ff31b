"""Invitations into a therapist's care: what they say, who may spend them, and that each is good once."""

import hashlib
import uuid

import asyncpg
import httpx
import pytest

from tests.derivations import invitation
from tests.people import Person, acceptance, card_of, new_patient, operators_invitation, refusal
from tests.sealing import b64


async def test_an_invitation_says_who_invites_and_nothing_of_whom(
    client: httpx.AsyncClient, theo: Person
) -> None:
    invited = await theo.invite(contact=str(uuid.uuid4()))
    card = (await client.get(f"/api/invitations/{invited.id}")).json()
    assert card == {
        "for": "care",
        "state": "open",
        "inviter": card_of(theo),
        "expires_at": card["expires_at"],
    }


@pytest.mark.parametrize("kind", ["patient", "therapist"])
async def test_the_operators_invitation_says_what_it_makes(client: httpx.AsyncClient, kind: str) -> None:
    invited = await operators_invitation(kind)  # type: ignore[arg-type]
    card = (await client.get(f"/api/invitations/{invited.id}")).json()
    assert (card["for"], card["state"], card["inviter"]) == (kind, "open", None)
    await new_patient(client, "ana", invited)
    assert (await client.get(f"/api/invitations/{invited.id}")).json()["state"] == "used"


async def test_the_server_never_learns_what_spends_an_invitation(
    theo: Person, admin: asyncpg.Connection
) -> None:
    invited = await theo.invite()
    row = await admin.fetchrow("SELECT * FROM afterglow.invitation WHERE id = $1", invited.id)
    assert row["id"].bytes == hashlib.sha256(invited.code).digest()[:16]
    assert invited.code.hex() not in str(row).replace("-", "")
    assert invited.secret.hex() not in str(row).replace("-", "")


async def test_a_used_invitation_says_so(client: httpx.AsyncClient, ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    await ana.accept(invited, theo)
    late = await new_patient(client, "ana")
    answer = await late.http.post("/api/care-links", json=acceptance(invited, theo, late))
    assert refusal(answer) == (409, "invitation-used")
    assert (await client.get(f"/api/invitations/{invited.id}")).json()["state"] == "used"


async def test_an_expired_invitation_says_so(
    client: httpx.AsyncClient, admin: asyncpg.Connection, ana: Person, theo: Person
) -> None:
    invited = await theo.invite()
    await admin.execute("UPDATE afterglow.invitation SET expires_at = now() WHERE id = $1", invited.id)
    answer = await ana.http.post("/api/care-links", json=acceptance(invited, theo, ana))
    assert refusal(answer) == (410, "invitation-expired")
    assert (await client.get(f"/api/invitations/{invited.id}")).json()["state"] == "expired"
    assert await theo.care_links() == []


async def test_an_invitation_is_good_for_fourteen_days(theo: Person, admin: asyncpg.Connection) -> None:
    invited = await theo.invite()
    assert await admin.fetchval(
        "SELECT expires_at = created_at + interval '14 days' FROM afterglow.invitation WHERE id = $1",
        invited.id,
    )


async def test_an_invitation_taken_back_is_gone(client: httpx.AsyncClient, ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    assert (await theo.http.delete(f"/api/invitations/{invited.id}")).status_code == 204
    assert refusal(await client.get(f"/api/invitations/{invited.id}")) == (404, "invitation-not-found")
    answer = await ana.http.post("/api/care-links", json=acceptance(invited, theo, ana))
    assert refusal(answer) == (404, "invitation-not-found")


async def test_a_used_invitation_cannot_be_taken_back(ana: Person, theo: Person) -> None:
    invited = await theo.invite()
    await ana.accept(invited, theo)
    answer = await theo.http.delete(f"/api/invitations/{invited.id}")
    assert refusal(answer) == (409, "invitation-used")
    assert len(await ana.care_links()) == 1


async def test_an_invitation_made_twice_is_one(theo: Person, second_therapist: Person) -> None:
    body = {"id": invitation().id, "contact": str(uuid.uuid4())}
    first, second = [await theo.http.post("/api/invitations", json=body) for _ in range(2)]
    assert (first.status_code, second.status_code, first.json()) == (201, 201, second.json())
    taken = await second_therapist.http.post("/api/invitations", json=body)
    assert refusal(taken) == (409, "invitation-id-taken")


async def test_who_signed_up_with_an_invitation_accepts_it_and_nobody_else(
    client: httpx.AsyncClient, theo: Person, mallory: Person
) -> None:
    invited = await theo.invite()
    ana = await new_patient(client, "ana", invited)
    answer = await mallory.http.post("/api/care-links", json=acceptance(invited, theo, mallory))
    assert refusal(answer) == (409, "invitation-used")
    assert (await ana.accept(invited, theo))["with"]["id"] == theo.id


async def test_only_therapists_invite_and_only_patients_accept(
    ana: Person, theo: Person, second_therapist: Person
) -> None:
    answer = await ana.http.post("/api/invitations", json={"id": invitation().id, "contact": None})
    assert refusal(answer) == (403, "only-therapists-invite")
    invited = await theo.invite()
    for therapist in (theo, second_therapist):
        answer = await therapist.http.post("/api/care-links", json=acceptance(invited, theo, therapist))
        assert refusal(answer) == (403, "only-patients-accept")
    await ana.accept(invited, theo)


async def test_the_operators_invitation_links_nobody(ana: Person) -> None:
    invited = await operators_invitation("patient")
    answer = await ana.http.post(
        "/api/care-links", json={"invitation": b64(invited.code), "mac": b64(bytes(32))}
    )
    assert refusal(answer) == (404, "invitation-not-found")
