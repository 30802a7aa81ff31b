"""Invitations and care links. Columns are made by the migrations; a test compares the two."""

import uuid
from datetime import datetime
from typing import Any

from asyncpg import Connection
from piccolo.columns import UUID, Bytea, Text, Timestamptz
from piccolo.table import Table

from api.accounts.invitation import (
    GOOD_FOR,
    REFUSALS,
    InvitationNotFound,
    InvitationUsed,
    invitation_id,
)
from api.care.shapes import Acceptance, NewInvitation
from api.errors import ApiError


class InvitationIdTaken(ApiError):
    status = 409
    type = "invitation-id-taken"
    detail = "This invitation exists already. Please make a new one."


class CareLinkNotFound(ApiError):
    status = 404
    type = "care-link-not-found"
    detail = "There is no such care link. Perhaps it has ended already."


class Invitation(Table, tablename="invitation"):
    """A link that lets one person in. `id` can be looked up by anyone who holds it, but not spent: spending
    takes the code of which `id` is a hash, and the server never stores that."""

    id = UUID(primary_key=True)
    for_ = Text(db_column_name="for")
    inviter = UUID(null=True)
    contact = UUID(null=True)
    created_at = Timestamptz()
    expires_at = Timestamptz()
    signed_up = UUID(null=True)
    used_by = UUID(null=True)
    used_at = Timestamptz(null=True)

    @classmethod
    async def card(cls, connection: Connection, id: uuid.UUID) -> Any:
        """What everyone may know who holds the link. Raises InvitationNotFound."""
        found = await connection.fetchrow("SELECT * FROM invitation_card($1)", id)
        if found is None:
            raise InvitationNotFound
        return found

    @classmethod
    async def into_my_care(cls, connection: Connection, new: NewInvitation) -> datetime:
        """Makes a therapist's invitation and returns when it expires; the same again changes nothing.
        Raises InvitationIdTaken when it is somebody else's."""
        await connection.execute(
            'INSERT INTO invitation (id, "for", inviter, contact, expires_at)'
            " VALUES ($1, 'care', me(), $2, now() + $3) ON CONFLICT DO NOTHING",
            *(new.id, new.contact, GOOD_FOR),
        )
        mine = await cls.select(cls.expires_at).where(cls.id == new.id)
        if not mine:
            raise InvitationIdTaken
        expires_at: datetime = mine[0]["expires_at"]
        return expires_at

    @classmethod
    async def take_back(cls, id: uuid.UUID) -> None:
        """Raises InvitationNotFound unless it is the person's own, InvitationUsed when it is too late."""
        if not await cls.delete().where(cls.id == id).returning(cls.id):
            raise InvitationUsed if await cls.exists().where(cls.id == id) else InvitationNotFound


class CareLink(Table, tablename="care_link"):
    """One therapist and one patient who have accepted each other."""

    id = UUID(primary_key=True)
    therapist = UUID()
    patient = UUID()
    invitation = UUID(unique=True)
    mac = Bytea()
    since = Timestamptz()
    ended_at = Timestamptz(null=True)

    @classmethod
    async def accept(cls, connection: Connection, acceptance: Acceptance) -> tuple[Any, uuid.UUID]:
        """Links the patient to who invited: the link's row as in `mine`, and the therapist. Accepting again
        gives the same. Raises InvitationNotFound, InvitationUsed and InvitationExpired."""
        answer = await connection.fetchrow(
            "SELECT * FROM accept_invitation($1, $2)", invitation_id(acceptance.invitation), acceptance.mac
        )
        if answer["state"] != "ok":
            raise REFUSALS[answer["state"]]
        (link,) = await connection.fetch("SELECT * FROM my_care_links() WHERE id = $1", answer["link"])
        return link, answer["inviter"]

    @classmethod
    async def mine(cls, connection: Connection) -> list[Any]:
        """The open ones, with the other side's name and keys, which only the door may read."""
        return list(await connection.fetch("SELECT * FROM my_care_links()"))

    @classmethod
    async def end(cls, connection: Connection, id: uuid.UUID) -> list[uuid.UUID]:
        """Ends one and withdraws everything between the two; returns both accounts, whose feeds changed.
        Raises CareLinkNotFound."""
        both = [row[0] for row in await connection.fetch("SELECT end_care_link($1)", id)]
        if not both:
            raise CareLinkNotFound
        return both
