"""A person who wrote on another device, in Python and through the API: any journal, in seconds."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx
from playwright.sync_api import BrowserContext, Page, expect

from tests.derivations import derive
from tests.e2e.running import Afterglow
from tests.facts import check_in, effects, session
from tests.people import new_email
from tests.sealing import Keys, make_keys, sign_up_body, uuid7, write_edit

PASSWORD = "a lamp beside the window"
EDITS_A_BATCH = 500


@dataclass(frozen=True)
class CheckIn:
    """`at`: RFC 3339 with the person's own offset."""

    at: str
    mood: int
    anxiety: int
    energy: int


@dataclass(frozen=True)
class Session:
    at: str
    route: str | None
    planned: bool = False


@dataclass(frozen=True)
class Felt:
    """Effects and how severe they were, about the session that comes so many places down the list (0 is the
    first session)."""

    at: str
    session: int
    effects: dict[str, int]


Wrote = CheckIn | Session | Felt


def written_elsewhere(afterglow: Afterglow, *wrote: Wrote) -> str:
    """Signs ana up and pushes what she wrote; her e-mail address."""
    email, keys = new_email("ana"), make_keys()
    with httpx.Client(base_url=afterglow.origin, timeout=60) as http:
        instance = http.get("/api/instance").raise_for_status().json()["id"]
        auth, wrap = derive(PASSWORD, instance, email)
        body = sign_up_body(keys, "ana", email, auth=auth, wrap=wrap, recovery_wrap=os.urandom(32))
        token = http.post("/api/accounts", json=body).raise_for_status().json()["token"]
        edits = edits_of(keys, wrote)
        for first in range(0, len(edits), EDITS_A_BATCH):
            batch = {"edits": edits[first : first + EDITS_A_BATCH]}
            answer = http.post("/api/entries", json=batch, headers={"authorization": f"Bearer {token}"})
            results = answer.raise_for_status().json()["results"]
            assert all(result["result"] == "saved" for result in results), results[:3]
    return email


def edits_of(keys: Keys, wrote: Sequence[Wrote]) -> list[dict[str, Any]]:
    sessions = [uuid7() for it in wrote if isinstance(it, Session)]
    own = iter(sessions)
    return [
        write_edit(
            keys,
            facts_of(it),
            id=next(own) if isinstance(it, Session) else None,
            session=sessions[it.session] if isinstance(it, Felt) else None,
            occurred_at=it.at,
            recorded_at=it.at,
        )
        for it in wrote
    ]


def facts_of(wrote: Wrote) -> dict[str, Any]:
    if isinstance(wrote, Session):
        return session(route=wrote.route, planned=wrote.planned)
    if isinstance(wrote, Felt):
        each = [
            effects(slug=slug, severity=severity, interference=None)["effects"]
            for slug, severity in wrote.effects.items()
        ]
        return effects() | {"effects": [one for [one] in each]}
    return check_in(mood=wrote.mood, anxiety=wrote.anxiety, energy=wrote.energy)


def signed_in(context: BrowserContext, email: str) -> Page:
    """A page of hers on a new device, on which the journal has arrived."""
    page = context.new_page()
    page.goto("/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Check in")).to_be_visible(timeout=60_000)
    return page
