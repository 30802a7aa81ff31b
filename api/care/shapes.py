"""What travels about invitations and care links. Bytes are base64, times RFC 3339."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct, field

from api.accounts.fields import Code
from api.accounts.shapes import Person

Mac = Annotated[bytes, Meta(min_length=32, max_length=32, description="HMAC over the patient's keys.")]


class InvitationCard(Struct, frozen=True):
    """What everyone who holds a link may know. `inviter`: the therapist, when it is for care."""

    for_: Literal["patient", "therapist", "care"] = field(name="for")
    state: Literal["open", "used", "expired"]
    inviter: Person | None
    expires_at: datetime


class NewInvitation(Struct, frozen=True, forbid_unknown_fields=True):
    """`id` comes from the code, which stays away from the server. `contact`: the entry about the person."""

    id: UUID
    contact: UUID | None = None


class Invited(Struct, frozen=True):
    expires_at: datetime


class Acceptance(Struct, frozen=True, forbid_unknown_fields=True):
    """`mac` proves to the therapist's device that these are the patient's keys."""

    invitation: Code
    mac: Mac


class CareLink(Struct, frozen=True):
    """`invitation` and `mac` are the therapist's to check; a patient gets null for both."""

    id: UUID
    with_: Person = field(name="with")
    since: datetime
    invitation: UUID | None
    mac: bytes | None


class CareLinks(Struct, frozen=True):
    care_links: list[CareLink]
