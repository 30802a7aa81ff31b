"""ana, theo and mallory: people with keys, signed in over HTTP, who came in as everybody does.

A new person has an e-mail address of their own, so any number of them can share the database.
"""

import base64
import os
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

from api.asgi import App
from api.care.invite import invite
from tests.derivations import Invitation, care_link_mac, invitation
from tests.sealing import Keys, b64, make_keys, sign_up_body

Json = dict[str, Any]

ORIGIN = "http://localhost:8000"


@dataclass(frozen=True)
class Person:
    """Somebody signed in by token. `body` is what they signed up with."""

    keys: Keys
    body: Json = field(repr=False)
    sign_in: str
    http: httpx.AsyncClient = field(repr=False)

    @property
    def id(self) -> str:
        return self.keys.account

    @property
    def email(self) -> str:
        return str(self.body["email"])

    @property
    def credentials(self) -> Json:
        """The body of POST /api/sign-ins."""
        return {"email": self.email, "auth": self.body["auth"], "device": "another device", "token": True}

    async def push(self, *edits: Json, together: bool = False) -> list[Json]:
        answer = await self.http.post("/api/entries", json={"edits": edits, "together": together})
        return list(self._read(answer, 200)["results"])

    async def pull(self, after: str | None = None, **choice: str) -> Json:
        query = choice if after is None else choice | {"after": after}
        return self._read(await self.http.get("/api/feed", params=query), 200)

    async def invite(self, contact: str | None = None) -> Invitation:
        made = invitation()
        self._read(await self.http.post("/api/invitations", json={"id": made.id, "contact": contact}), 201)
        return made

    async def accept(self, invited: Invitation, by: "Person") -> Json:
        body = acceptance(invited, by, self)
        return self._read(await self.http.post("/api/care-links", json=body), 201)

    async def care_links(self) -> list[Json]:
        return list(self._read(await self.http.get("/api/care-links"), 200)["care_links"])

    @staticmethod
    def _read(answer: httpx.Response, status: int) -> Json:
        assert answer.status_code == status, answer.text
        return dict(answer.json())


def card_of(person: Person) -> Json:
    """A person as everybody they deal with may know them."""
    role = "therapist" if person.body["name"] == "theo" else "patient"
    return {"role": role} | {key: person.body[key] for key in ("id", "name", "recipient", "verify_key")}


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"]


def acceptance(invited: Invitation, therapist: Person, patient: Person) -> Json:
    """The body of POST /api/care-links."""
    keys = patient.keys
    mac = care_link_mac(invited.secret, therapist.id, keys.account, keys.recipient, keys.verify_key)
    return {"invitation": b64(invited.code), "mac": b64(mac)}


async def link(therapist: Person, patient: Person) -> Json:
    """Invites and accepts; the care link as the patient got it."""
    return await patient.accept(await therapist.invite(), therapist)


async def new_patient(nobody: httpx.AsyncClient, name: str, invited: Invitation | None = None) -> Person:
    """Through the app that `nobody` talks to."""
    keys = make_keys()
    body = sign_up_body(keys, name, new_email(name), invitation=invited.code if invited else None)
    answer = await nobody.post("/api/accounts", json=body)
    assert answer.status_code == 201, answer.text
    return Person(keys, body, answer.json()["sign_in"], with_token(nobody, answer.json()["token"]))


async def new_therapist(nobody: httpx.AsyncClient, name: str) -> Person:
    return await new_patient(nobody, name, await operators_invitation("therapist"))


async def operators_invitation(kind: Literal["patient", "therapist"]) -> Invitation:
    """What `afterglow invite` prints, opened."""
    letter, _, secret = (await invite(kind)).partition(".")
    assert letter == kind[0]
    return invitation(base64.urlsafe_b64decode(f"{secret}="))


def new_email(name: str) -> str:
    return f"{name}-{os.urandom(6).hex()}@example.org"


def nobody(app: App, address: str = "127.0.0.1", origin: str = ORIGIN) -> httpx.AsyncClient:
    """A client of the app that is not signed in, from this address."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app, client=(address, 50_000)), base_url=origin)


def new_address() -> str:
    """One that no other test uses, so that nobody else's tries count against it."""
    return f"10.{'.'.join(str(byte) for byte in os.urandom(3))}"


def with_token(nobody: httpx.AsyncClient, token: str) -> httpx.AsyncClient:
    """A client of the same app that carries a token and no cookies."""
    return httpx.AsyncClient(
        transport=nobody._transport, base_url=nobody.base_url, headers={"authorization": f"Bearer {token}"}
    )
