"""Invitations and care links over HTTP."""

from typing import Any
from uuid import UUID

from litestar import delete, get, post
from litestar.params import FromPath, JSONBody

from api.accounts.shapes import Person
from api.accounts.sign_in import Account
from api.bell import ring
from api.care import shapes
from api.care.shapes import Acceptance, CareLinks, InvitationCard, Invited, NewInvitation
from api.care.tables import CareLink, Invitation
from api.database import anonymous_tx, tx
from api.errors import ApiError


class OnlyTherapistsInvite(ApiError):
    status = 403
    type = "only-therapists-invite"
    detail = "Only a therapist can invite somebody into their care."


class OnlyPatientsAccept(ApiError):
    status = 403
    type = "only-patients-accept"
    detail = "This invitation is for a patient. Please open it signed in as one."


@get("/api/invitations/{id:uuid}")
async def invitation(id: FromPath[UUID]) -> InvitationCard:
    """What an invitation is for and whether it is still good. 404 `invitation-not-found`."""
    async with anonymous_tx() as connection:
        card = await Invitation.card(connection, id)
    inviter = None if card["inviter"] is None else _person(card, card["inviter"])
    return InvitationCard(card["for"], card["state"], inviter, card["expires_at"])


@post("/api/invitations")
async def invite(account: Account, data: JSONBody[NewInvitation]) -> Invited:
    """A therapist invites one person into their care; the link is made on the device. Good for 14 days. The
    same request again is answered as the first."""
    async with tx(account.token_hash) as connection:
        if account.role != "therapist":
            raise OnlyTherapistsInvite
        return Invited(await Invitation.into_my_care(connection, data))


@delete("/api/invitations/{id:uuid}")
async def take_back(account: Account, id: FromPath[UUID]) -> None:
    """Takes back an invitation that nobody has accepted. 404 `invitation-not-found`, 409
    `invitation-used`."""
    async with tx(account.token_hash):
        await Invitation.take_back(id)


@post("/api/care-links")
async def accept(account: Account, data: JSONBody[Acceptance]) -> shapes.CareLink:
    """A patient accepts a therapist's invitation. Nothing is shared by it. The same request again is answered
    as the first. 404 `invitation-not-found`, 409 `invitation-used`, 410 `invitation-expired`."""
    async with tx(account.token_hash) as connection:
        if account.role != "patient":
            raise OnlyPatientsAccept
        row, therapist = await CareLink.accept(connection, data)
    ring([therapist])
    return _care_link(row)


@get("/api/care-links")
async def care_links(account: Account) -> CareLinks:
    """The open ones, oldest first."""
    async with tx(account.token_hash) as connection:
        return CareLinks([_care_link(row) for row in await CareLink.mine(connection)])


@delete("/api/care-links/{id:uuid}")
async def end(account: Account, id: FromPath[UUID]) -> None:
    """Either side ends it: everything shared between the two is withdrawn. 404 `care-link-not-found`."""
    async with tx(account.token_hash) as connection:
        both = await CareLink.end(connection, id)
    ring(both)


def _care_link(row: Any) -> shapes.CareLink:
    return shapes.CareLink(row["id"], _person(row, row["other"]), row["since"], row["invitation"], row["mac"])


def _person(row: Any, id: UUID) -> Person:
    return Person(id, row["name"], row["role"], row["recipient"], row["verify_key"])


ROUTES = [invitation, invite, take_back, accept, care_links, end]
