"""Which sessions are looked at together: series that overlap, and courses (domain.md 5.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from api.trends.days import Dose

OVERLAP_DAYS = 7


def in_order(doses: Iterable[Dose]) -> list[Dose]:
    """Oldest first; of two at the same moment the one with the lower id, so that input order says nothing."""
    return sorted(doses, key=lambda dose: (dose.at, dose.id))


def series_of(doses: Iterable[Dose]) -> list[list[Dose]]:
    """Runs of sessions each less than 7 local days after the one before (5.2, overlap). A session that
    stands alone is a series of one. The days of a longer one are attributed to none of its sessions."""
    runs: list[list[Dose]] = []
    for dose in in_order(doses):
        if runs and (dose.day - runs[-1][-1].day).days < OVERLAP_DAYS:
            runs[-1].append(dose)
        else:
            runs.append([dose])
    return runs


def courses_of(doses: Iterable[Dose]) -> dict[UUID | None, list[Dose]]:
    """The sessions of each course, oldest first. Those that name no course are one course together:
    where one ends is for a person to say and is never inferred."""
    courses: dict[UUID | None, list[Dose]] = {}
    for dose in in_order(doses):
        courses.setdefault(dose.course, []).append(dose)
    return courses


def day_before(dose: Dose | None) -> date:
    """The last day before a session; without one there is no such end."""
    return date.max if dose is None else dose.day - timedelta(1)
