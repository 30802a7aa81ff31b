"""An invitation in the hands of who holds its link: signing up takes one, accepting takes one."""

import hashlib
from datetime import timedelta
from uuid import UUID

from api.errors import ApiError

GOOD_FOR = timedelta(days=14)


class InvitationNotFound(ApiError):
    status = 404
    type = "invitation-not-found"
    detail = "There is no such invitation. Perhaps it was taken back, or the link is not complete."


class InvitationUsed(ApiError):
    status = 409
    type = "invitation-used"
    detail = "This invitation has been used already. Please ask for a new one."


class InvitationExpired(ApiError):
    status = 410
    type = "invitation-expired"
    detail = "This invitation has expired. Please ask for a new one."


REFUSALS = {"missing": InvitationNotFound, "used": InvitationUsed, "expired": InvitationExpired}


def invitation_id(code: bytes) -> UUID:
    """The id under which it is stored. Only who holds the code can spend it; the server keeps it nowhere."""
    return UUID(bytes=hashlib.sha256(code).digest()[:16])
