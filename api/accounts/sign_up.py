"""Signing up: by invitation, or openly where the operator allows it."""

from uuid import UUID

from asyncpg import Connection
from asyncpg.exceptions import UniqueViolationError

from api.accounts.arrival import Arrival
from api.accounts.invitation import REFUSALS, InvitationNotFound, invitation_id
from api.accounts.passwords import NotRecognised, verifier_of
from api.accounts.recognise import recognise
from api.accounts.shapes import NewAccount, SignedIn
from api.accounts.tables import Account
from api.accounts.throttle import counters, forget_try, know_place
from api.database import anonymous_tx
from api.errors import ApiError
from api.server_key import ServerKey


class EmailTaken(ApiError):
    status = 409
    type = "email-taken"
    detail = "There is an account with this e-mail address already. Please sign in, or use the recovery code."


class InvitationNeeded(ApiError):
    status = 403
    type = "invitation-needed"
    detail = "An account here needs an invitation. Please open the whole link that you were given."


async def sign_up(key: ServerKey, new: NewAccount, arrival: Arrival, open_to_all: bool) -> SignedIn:
    """Makes the account and signs it in. The same request again signs in again: its answer was lost.

    Raises InvitationNeeded, InvitationUsed, InvitationExpired and EmailTaken. Whether an e-mail address has
    an account is told only to who holds a good invitation, or where everyone may sign up.
    """
    if new.invitation is None and not open_to_all:
        raise InvitationNeeded
    invitation = None if new.invitation is None else invitation_id(new.invitation)
    # Asked twice: here, so that nobody makes us hash without an invitation, and where it is claimed.
    async with anonymous_tx() as connection:
        await _role(connection, "SELECT invitation_for($1, $2)", invitation, new.id)
    verifier = await verifier_of(new.auth, new.id, key)
    try:
        async with anonymous_tx() as connection:
            role = await _role(connection, "SELECT sign_up_with($1, $2)", invitation, new.id)
            await Account.create(connection, new, role, verifier, key)
            found = await Account.by_email(connection, new.email)
            signed_in = await arrival.sign_in(connection, found, key)
            await know_place(connection, counters(key, new.email, arrival.address))
            return signed_in
    except UniqueViolationError:
        return await _again(key, new, arrival)


async def _role(connection: Connection, question: str, invitation: UUID | None, who: UUID) -> str:
    if invitation is None:
        return "patient"
    answer = await connection.fetchval(question, invitation, who)
    refusal = REFUSALS.get(answer)
    if refusal is InvitationNotFound:
        raise InvitationNeeded
    if refusal is not None:
        raise refusal
    return "therapist" if answer == "therapist" else "patient"


async def _again(key: ServerKey, new: NewAccount, arrival: Arrival) -> SignedIn:
    """Through the same throttle as signing in: otherwise this would be a way around it for guessing."""
    try:
        found, of = await recognise(key, new.email, arrival.address, new.auth, only=new.id)
        async with anonymous_tx() as connection:
            signed_in = await arrival.sign_in(connection, found, key)
            await forget_try(connection, of)
            return signed_in
    except NotRecognised:
        raise EmailTaken from None
