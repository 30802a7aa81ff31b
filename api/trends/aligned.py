"""All sessions laid over one another, day by day (domain.md 5.4, aligned sessions)."""

from collections.abc import Iterable, Sequence

from api.trends.median import fair_median, fair_range
from api.trends.shapes import AlignedDay, CurveDay


def aligned(curves: Iterable[Sequence[CurveDay]]) -> list[AlignedDay]:
    """For each day that any of these sessions has a value on: of how many, and from three sessions on
    their median, from five on their range. The sessions are those that stand alone: the days of sessions
    that overlap belong to none of them."""
    values: dict[int, list[float]] = {}
    for curve in curves:
        for day in curve:
            values.setdefault(day.day, []).append(day.value)
    return [AlignedDay(day, len(of), fair_median(of), fair_range(of)) for day, of in sorted(values.items())]
