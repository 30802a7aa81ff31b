"""Somebody arrives and is let in: from where, on which device, and with which new token."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from asyncpg import Connection
from msgspec import Struct

from api.accounts.passwords import NotRecognised
from api.accounts.shapes import Account, SignedIn
from api.accounts.tables import BUNDLE
from api.server_key import ServerKey

TOKEN_BYTES = 32


class Lifetime(Struct, frozen=True):
    """A sign-in ends when nothing is heard of it for `idle`, and in any case after `whole`."""

    idle: timedelta
    whole: timedelta


# ASVS 5.0, 7.3: a therapist's machine shows many people's words and stands in a practice.
LIFETIMES = {
    "patient": Lifetime(timedelta(days=30), timedelta(days=90)),
    "therapist": Lifetime(timedelta(minutes=15), timedelta(hours=12)),
}


class Arrival(Struct, frozen=True, kw_only=True):
    """`token`: 256 random bits, new each time. `replaces`: hash of the token that the same browser held."""

    address: str
    device: str
    token: str
    wants_token: bool
    replaces: bytes | None

    async def sign_in(self, connection: Connection, found: Any, key: ServerKey) -> SignedIn:
        """Opens a sign-in for the account row `found`, whose verifier the person has just proved.

        Raises NotRecognised when the password was replaced since the row was read.
        """
        lifetime = LIFETIMES[found["role"]]
        opened = await connection.fetchval(
            "SELECT open_sign_in($1, $2, $3, $4, $5, $6, $7)",
            *(found["id"], found["verifier"], hash_of(self.token), self.replaces),
            *(self.device, lifetime.idle, lifetime.whole),
        )
        if opened is None:
            raise NotRecognised
        bundle = key.unwrap(BUNDLE, found["id"].bytes, found["bundle"])
        return SignedIn(account_of(found), opened, bundle, self.token if self.wants_token else None)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """What is stored of a token."""
    return hashlib.sha256(token.encode("ascii", "replace")).digest()


def account_of(row: Any) -> Account:
    return Account(
        row["id"], row["name"], row["role"], row["recipient"], row["verify_key"], row["email"], row["kdf"]
    )
