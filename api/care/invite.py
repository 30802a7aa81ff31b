"""Invitations: the one-time links that let people in."""

import base64
import hashlib
import os
from typing import Literal

from api.accounts.invitation import GOOD_FOR, invitation_id
from api.database import anonymous_tx

SECRET_BYTES = 32


async def invite(kind: Literal["therapist", "patient"]) -> str:
    """Makes the operator's invitation for one new account and returns the fragment of its link.

    The link is the origin, `/invitation#` and this. It is good once, for 14 days; the database keeps a hash.
    """
    secret = os.urandom(SECRET_BYTES)
    code = hashlib.sha256(b"afterglow/invitation/1\0" + secret).digest()[:16]
    async with anonymous_tx() as connection:
        await connection.execute("SELECT invite($1, $2, $3)", invitation_id(code), kind, GOOD_FOR)
    return f"{kind[0]}.{base64.urlsafe_b64encode(secret).rstrip(b'=').decode()}"
