"""The facts of one person that trends are computed from, taken from the texts that their device signed.

Only these have the UTC offset of the person's own clock, and so their days. They were checked when they
were saved; here unknown fields are passed over.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from api.trends.days import Dose, Reading
from api.trends.effects import Felt
from api.trends.measures import MEASURES, MeasureSlug
from api.trends.shapes import TrendEvent, TrendSession

KINDS = ("check_in", "session", "effects", "measure", "event")


class _CheckIn(msgspec.Struct, tag_field="kind", tag="check_in"):
    mood: int
    anxiety: int
    energy: int
    sleep_quality: int | None
    pain: int | None
    connected: int | None


class _Session(msgspec.Struct, tag_field="kind", tag="session"):
    planned: bool
    route: str | None


class _Effect(msgspec.Struct):
    slug: str
    severity: int | None


class _Effects(msgspec.Struct, tag_field="kind", tag="effects"):
    effects: list[_Effect]


class _Measure(msgspec.Struct, tag_field="kind", tag="measure"):
    instrument: str
    wording: int
    language: str
    total: int | None


class _Event(msgspec.Struct, tag_field="kind", tag="event"):
    what: str


class _Signed(msgspec.Struct):
    occurred_at: datetime
    facts: _CheckIn | _Session | _Effects | _Measure | _Event


_DECODER = msgspec.json.Decoder(_Signed)


class Written(msgspec.Struct):
    """One person's facts by what they are about. `latest` is the last time at which something was noted."""

    readings: dict[MeasureSlug, list[Reading]] = msgspec.field(
        default_factory=lambda: {slug: [] for slug in MEASURES}
    )
    sessions: list[TrendSession] = []
    felt: list[Felt] = []
    totals: dict[str, list[Reading]] = {}
    events: list[TrendEvent] = []
    latest: datetime | None = None

    @property
    def doses(self) -> list[Dose]:
        return [Dose(session.id, session.at, session.course) for session in self.sessions]


def read_written(rows: Iterable[tuple[UUID, UUID | None, str]]) -> Written:
    """From (entry, what its row's `session` tells the person asking, signed text), of `KINDS` alone: the
    session that it was written about, or the course of a session."""
    written = Written()
    for id, session, signed in rows:
        read = _DECODER.decode(signed)
        if not _lies_ahead(read.facts) and (written.latest is None or read.occurred_at > written.latest):
            written.latest = read.occurred_at
        _take(written, id, session, read.occurred_at, read.facts)
    return written


def _lies_ahead(facts: Any) -> bool:
    """A plan, or a change that is written down beforehand: it does not say what day it is."""
    return isinstance(facts, _Event) or (isinstance(facts, _Session) and facts.planned)


def _take(written: Written, id: UUID, session: UUID | None, at: datetime, facts: Any) -> None:
    match facts:
        case _CheckIn():
            for slug in MEASURES:
                value = getattr(facts, slug)
                if value is not None:
                    written.readings[slug].append(Reading(at, value))
        case _Session(planned=False):
            written.sessions.append(TrendSession(id, at, facts.route, session))
        case _Effects():
            written.felt += [Felt(session, effect.slug, effect.severity) for effect in facts.effects]
        case _Measure(total=int(total)):
            written.totals.setdefault(facts.instrument, []).append(Reading(at, total))
        case _Event():
            written.events.append(TrendEvent(id, at, facts.what))
