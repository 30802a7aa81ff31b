"""What the fields of an account may hold."""

import unicodedata
from typing import Annotated, Literal

from msgspec import Meta

from api.accounts.recipient import is_recipient
from api.errors import Malformed, Wrong

MOST_EMAIL = 254  # RFC 5321 4.5.3.1.3, without its angle brackets
MOST_NAME = 100

Secret = Annotated[bytes, Meta(min_length=32, max_length=32, description="32 bytes, derived on the device.")]
Code = Annotated[bytes, Meta(min_length=16, max_length=16, description="The code of an invitation.")]
VerifyKey = Annotated[bytes, Meta(min_length=32, max_length=32, description="Ed25519.")]
Bundle = Annotated[
    bytes, Meta(min_length=64, max_length=4096, description="The private keys, wrapped on the device.")
]
Text = Annotated[str, Meta(max_length=300)]
Device = Annotated[str, Meta(max_length=60, description="What to call this device in the list of sign-ins.")]
Kdf = Literal[1]

# Zero width non-joiner and joiner: part of Persian and Indic names, though no glyph of their own.
JOINERS = "\u200c\u200d"


def normalised_email(text: str) -> str:
    """NFKC, trimmed, lower case, as the device derives its keys from it. Raises Malformed."""
    email = unicodedata.normalize("NFKC", text).strip().lower()
    local, at, domain = email.partition("@")
    if not (local and at and domain) or "@" in domain or len(email) > MOST_EMAIL or not email.isprintable():
        raise _wrong("/email", "Not an e-mail address.")
    if any(letter.isspace() for letter in email):
        raise _wrong("/email", "Not an e-mail address.")
    return email


def trimmed_name(text: str) -> str:
    """Raises Malformed unless 1 to 100 letters that can be shown are left."""
    name = text.strip()
    if not 1 <= len(name) <= MOST_NAME or not is_printable(name):
        raise _wrong("/name", f"A name has 1 to {MOST_NAME} letters.")
    return name


def known_recipient(text: str) -> str:
    if not is_recipient(text):
        raise _wrong("/recipient", "Not an age recipient.")
    return text


def printable_device(text: str) -> str:
    if not is_printable(text):
        raise _wrong("/device", "A device's name is made of letters that can be shown.")
    return text


def is_printable(text: str) -> bool:
    """No control characters, and none that turn the direction of what stands beside them."""
    return all(letter.isprintable() or letter in JOINERS for letter in text)


def _wrong(pointer: str, detail: str) -> Malformed:
    return Malformed("A field is missing or not as it should be.", (Wrong(pointer, detail),))
