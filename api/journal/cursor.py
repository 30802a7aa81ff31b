"""Cursors: opaque to devices; a position in a feed, and the epoch of the instance that gave it."""

import base64
import binascii
import struct

from api.errors import ApiError

_FORM = struct.Struct(">BIQ")
_VERSION = 1


class CursorGone(ApiError):
    """The cursor is no longer of use, as after a restore: the device starts again without one."""

    status = 410
    type = "cursor-gone"
    detail = "This place in the feed is gone. Please start again without `after`."


def write_cursor(epoch: int, position: int) -> str:
    return base64.urlsafe_b64encode(_FORM.pack(_VERSION, epoch, position)).decode().rstrip("=")


def read_cursor(text: str) -> tuple[int, int]:
    """Epoch and position; raises CursorGone for anything this program did not write."""
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        version, epoch, position = _FORM.unpack(packed)
    except (binascii.Error, ValueError, struct.error):
        raise CursorGone from None
    if version != _VERSION or position > 2**62:
        raise CursorGone
    return epoch, position
