"""The recovery code: with it alone a forgotten password is replaced and everything is readable again."""

import hmac
from typing import Any

from api.accounts.arrival import Arrival
from api.accounts.passwords import NotRecognised, check, verifier_of
from api.accounts.shapes import Recovery, RecoveryBundle, RecoveryProof, SignedIn
from api.accounts.tables import RECOVERY_BUNDLE, Account, proof_hash
from api.accounts.throttle import Counters, counters, forget_try, note_try
from api.database import anonymous_tx
from api.server_key import ServerKey


async def recovery_bundle(key: ServerKey, asked: RecoveryProof, address: str) -> RecoveryBundle:
    """The keys, as they were wrapped with the code. Raises NotRecognised."""
    found, of = await _tried(key, asked.email, address)
    if not _is_proof(found, asked.proof):
        raise NotRecognised
    async with anonymous_tx() as connection:
        await forget_try(connection, of)
    opened = key.unwrap(RECOVERY_BUNDLE, found["id"].bytes, found["recovery_bundle"])
    return RecoveryBundle(found["id"], opened)


async def recover(key: ServerKey, new: Recovery, arrival: Arrival) -> SignedIn:
    """Replaces password and code, ends every sign-in and opens a new one. Raises NotRecognised.

    The code is used up, however many try it at once. The same request again signs in again, by the new
    password: its answer was lost.
    """
    found, of = await _tried(key, new.email, arrival.address)
    if _is_proof(found, new.proof):
        verifier = await verifier_of(new.auth, found["id"], key)
        async with anonymous_tx() as connection:
            if not await Account.recover(connection, found["id"], new, verifier, key):
                raise NotRecognised
            found = await Account.by_email(connection, new.email)
            signed_in = await arrival.sign_in(connection, found, key)
            await forget_try(connection, of)
            return signed_in
    if not _is_proof(found, new.recovery_proof):
        raise NotRecognised
    await check(new.auth, found["id"], found["verifier"], key)
    async with anonymous_tx() as connection:
        signed_in = await arrival.sign_in(connection, found, key)
        await forget_try(connection, of)
        return signed_in


async def _tried(key: ServerKey, email: str, address: str) -> tuple[Any, Counters]:
    of = counters(key, email, address)
    async with anonymous_tx() as connection:
        if not await note_try(connection, of):
            raise NotRecognised
        return await Account.by_email(connection, email), of


def _is_proof(found: Any, proof: bytes) -> bool:
    """For somebody unknown the same work is done, against nothing."""
    stored = bytes(32) if found is None else found["recovery_proof_hash"]
    return hmac.compare_digest(proof_hash(proof), stored) and found is not None
