"""Recognising somebody by their password: to sign in, and to change it or the recovery code."""

from typing import Any
from uuid import UUID

from api.accounts.arrival import Arrival
from api.accounts.passwords import NotRecognised, check, check_nobody, verifier_of
from api.accounts.shapes import Credentials, PasswordChange, RecoveryCodeChange, SignedIn
from api.accounts.sign_in import SignedInAs
from api.accounts.tables import Account
from api.accounts.throttle import Counters, counters, forget_try, note_try
from api.database import anonymous_tx, tx
from api.errors import ApiError
from api.server_key import ServerKey


class WrongPassword(ApiError):
    status = 403
    type = "wrong-password"
    detail = "That is not your present password. After several tries it takes a pause, too."


async def sign_in(key: ServerKey, credentials: Credentials, arrival: Arrival) -> SignedIn:
    """Raises NotRecognised for an unknown person, a wrong password and too many tries alike."""
    found, of = await recognise(key, credentials.email, arrival.address, credentials.auth)
    async with anonymous_tx() as connection:
        signed_in = await arrival.sign_in(connection, found, key)
        await forget_try(connection, of)
    return signed_in


async def recognise(
    key: ServerKey, email: str, address: str, auth: bytes, only: UUID | None = None
) -> tuple[Any, Counters]:
    """The account row of who has this e-mail and password, and the counters to give the try back to.

    `only`: nobody but this account will do. Raises NotRecognised. No connection is held while hashing.
    """
    of = counters(key, email, address)
    async with anonymous_tx() as connection:
        if not await note_try(connection, of):
            raise NotRecognised
        found = await Account.by_email(connection, email)
    if found is None or (only is not None and found["id"] != only):
        await check_nobody(auth)
    else:
        await check(auth, found["id"], found["verifier"], key)
    return found, of


async def change_password(key: ServerKey, account: SignedInAs, address: str, new: PasswordChange) -> None:
    """All other sign-ins end. The same request again changes nothing: its answer was lost.

    Raises WrongPassword, also after too many tries and when another device was first.
    """
    mine, of = await _tried(key, account, address)
    if await _proves(new.auth, mine, key):
        verifier = await verifier_of(new.new_auth, account.id, key)
        async with tx(account.token_hash) as connection:
            if not await Account.change_password(connection, mine, account.sign_in, new, verifier, key):
                raise WrongPassword
            await forget_try(connection, of)
    elif not await _proves(new.new_auth, mine, key):
        raise WrongPassword


async def change_recovery_code(
    key: ServerKey, account: SignedInAs, address: str, new: RecoveryCodeChange
) -> None:
    """The present code holds no more. The same request again changes nothing: its answer was lost.

    Raises WrongPassword, also after too many tries: a stolen sign-in must not be a way to a code.
    """
    mine, of = await _tried(key, account, address)
    if not await _proves(new.auth, mine, key):
        raise WrongPassword
    async with tx(account.token_hash) as connection:
        if not await Account.change_recovery_code(connection, mine, new, key):
            raise WrongPassword
        await forget_try(connection, of)


async def _tried(key: ServerKey, account: SignedInAs, address: str) -> tuple[dict[str, Any], Counters]:
    of = counters(key, account.email, address)
    async with tx(account.token_hash) as connection:
        if not await note_try(connection, of):
            raise WrongPassword
        return await Account.mine(), of


async def _proves(auth: bytes, mine: dict[str, Any], key: ServerKey) -> bool:
    try:
        await check(auth, mine["id"], mine["verifier"], key)
    except NotRecognised:
        return False
    return True
