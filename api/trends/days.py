"""One person's days: every reading stands on the date that their own calendar showed (domain.md 5.2).

The offset of the entry itself decides, so a check-in at half past eleven in Honolulu belongs to that
evening, wherever the person or the server is now. Days are counted as whole local dates; a night in
which the clocks change is as long as any other.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec

from api.trends.median import median


class Reading(msgspec.Struct, frozen=True):
    """One answer. `at` has the offset that it was written with."""

    at: datetime
    value: float


class Dose(msgspec.Struct, frozen=True):
    """A treatment session that took place; `at` is its start. `course` is None when it names none, or
    none that the person asking may see."""

    id: UUID
    at: datetime
    course: UUID | None = None

    @property
    def day(self) -> date:
        return self.at.date()


Days = Mapping[date, list[Reading]]


def by_day(readings: Iterable[Reading]) -> dict[date, list[Reading]]:
    """The readings of each local date. A date without one is not in it: gaps stay gaps (5.3)."""
    days: dict[date, list[Reading]] = {}
    for reading in readings:
        days.setdefault(reading.at.date(), []).append(reading)
    return days


def value_of(readings: Iterable[Reading]) -> float:
    """One day's value: the median of that day's readings (5.2). A single reading is enough: the least
    of three values is for what summarises several days."""
    return median([reading.value for reading in readings])


def day_index(day: date, zero: date) -> int:
    """Whole local days from `zero`, the session's local date (5.2)."""
    return (day - zero).days
