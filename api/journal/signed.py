"""The text that a device signs, read back: an entry, or a sentence that says what is wrong with it."""

import re
from datetime import timedelta
from functools import cache
from typing import Annotated, get_args
from uuid import UUID

import msgspec
import msgspec.inspect
import msgspec.structs
from msgspec import Meta

from api.journal.kinds import Count, Course, Effect, Facts, Id, NotSigned, Opened, Session, Time, check_time

SIGNED_BYTES = 64 * 1024
AHEAD = timedelta(hours=24)

KIND = "This kind of entry is not known."

Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z", description="The hash is 64 hexadecimal digits.")]
ReaderTags = Annotated[
    str,
    Meta(
        pattern=r"\A(?:[0-9a-f]{40}){4,20}\Z",
        description="The readers' tags are 4 to 20 times 40 hexadecimal digits.",
    ),
]


# Which of the messages of domain.md 2.3 the app showed; null where it showed none. The rules live in the
# browser alone (pwa/src/safety/red-flags.ts), because a message must not wait for a server.


class Signed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the author's device put its name to (design, section 3). `occurred_at` and `recorded_at`
    keep the person's own offset; `words` is the SHA-256 of the sealed bytes. `reader_tags` says who is
    to read it, to the author's own devices alone (pwa/src/vault/readers.ts)."""

    author: Id
    id: Id
    revision: Count
    edit: Id
    occurred_at: Time
    recorded_at: Time
    facts: Facts
    reader_tags: ReaderTags
    words: Sha256 | None

    def __post_init__(self) -> None:
        _check_made_on_device("/id", self.id)
        _check_made_on_device("/edit", self.edit)
        check_time("/occurred_at", self.occurred_at)
        check_time("/recorded_at", self.recorded_at)
        done = isinstance(self.facts, Session) and not self.facts.planned
        # Against the device's own clock: a phone ten years off must still be able to save.
        if done and self.occurred_at - self.recorded_at > AHEAD:
            raise NotSigned("/occurred_at", "A session more than a day ahead has to be marked as planned.")
        ends = self.facts.ends_at if isinstance(self.facts, Course) else None
        if ends is not None and ends < self.occurred_at:
            raise NotSigned("/facts/ends_at", "A course cannot end before it began.")
        if isinstance(self.facts, Opened) and self.words is not None:
            raise NotSigned("/words", "An entry that says what was opened has no words.")


def read_signed(text: str) -> Signed:
    """The entry in the text that a device signed; raises NotSigned and nothing else."""
    if len(text) > SIGNED_BYTES:
        raise NotSigned("", "This is longer than an entry's facts can be.")
    # Nothing that may stand in it is outside ASCII or needs an escape, and an id has one spelling:
    # every reader compares it as text.
    if not text.isascii() or any(sign in text for sign in "\\ABCDEF") or _BARE_ID.search(text):
        raise NotSigned("", "This holds text, or an id that is not in lower case with hyphens.")
    try:
        return _DECODER.decode(text)
    except msgspec.ValidationError as error:
        raise _not_signed(error) from None
    except (ValueError, RecursionError):
        raise NotSigned("", "This is not the JSON of an entry.") from None


_BARE_ID = re.compile(r'"[0-9a-f]{32}"')
_DECODER = msgspec.json.Decoder(Signed, strict=True)


def _check_made_on_device(field: str, new: UUID) -> None:
    if new.int >> 76 & 0xF != 7:  # .version costs four times as much, twice for every edit
        raise NotSigned(field, "A new id is a UUID of version 7.")


def _not_signed(error: msgspec.ValidationError) -> NotSigned:
    """msgspec's sentences can quote the input; of its path only our own field names are kept."""
    message = str(error)
    pointer = _pointer(message)
    if isinstance(error.__cause__, NotSigned):
        return NotSigned(pointer + error.__cause__.pointer, error.__cause__.detail)
    if message.startswith("Object contains unknown field"):
        return NotSigned(pointer, "This holds a field that is not known here.")
    missing = re.match(r"Object missing required field `(\w+)`", message)
    if missing:
        return NotSigned(f"{pointer}/{missing[1]}", "This field is missing.")
    field = re.sub(r"/\d+", "", pointer).rpartition("/")[2]
    return NotSigned(pointer, _sentences().get(field, "This is not the JSON of an entry."))


def _pointer(message: str) -> str:
    """From "… - at `$.facts.effects[3].slug`". An unknown field's name can be made to look like
    one, which can misplace the refusal of a hostile text and nothing worse."""
    path = re.fullmatch(r".* - at `\$([^`]*)`", message, re.DOTALL)
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", path[1]) if path else []
    if not all(index or name in _sentences() for name, index in steps):
        return ""
    return "".join(f"/{name or index}" for name, index in steps)


@cache
def _sentences() -> dict[str, str]:
    """Field name to the description of its type."""
    sentences = {"facts": KIND, "kind": KIND}
    for struct in (Signed, Effect, *get_args(Facts)):
        for field in msgspec.structs.fields(struct):
            described = msgspec.inspect.type_info(field.type)
            for part in getattr(described, "types", (described,)):
                if isinstance(part, msgspec.inspect.Metadata) and part.extra_json_schema:
                    sentences[field.name] = part.extra_json_schema["description"]
    return sentences
