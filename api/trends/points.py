"""Days +1, +3, +7, +14 and +21 after a session, each by the nearest day with a reading (domain.md 5.2)."""

from collections.abc import Sequence

from api.trends.changes import change
from api.trends.shapes import Baseline, CurveDay, SummaryPoint

# Day, and how many days away a reading may be.
POINTS = ((1, 1), (3, 1), (7, 2), (14, 2), (21, 2))


def summary_points(days: Sequence[CurveDay], zero: int, baseline: Baseline) -> list[SummaryPoint]:
    """Counted from `zero`, the day of the curve's last session. Where no day is near enough the point is
    blank; of two that are equally near the earlier one counts, which is never closer to a next session.
    Days before that session do not count."""
    after = [day for day in days if day.day >= zero]
    return [_point(after, zero, at, reach, baseline) for at, reach in POINTS]


def _point(after: Sequence[CurveDay], zero: int, at: int, reach: int, baseline: Baseline) -> SummaryPoint:
    near = [day for day in after if abs(day.day - zero - at) <= reach]
    if not near:
        return SummaryPoint(at, None, None, None)
    nearest = min(near, key=lambda day: (abs(day.day - zero - at), day.day))
    return SummaryPoint(at, nearest.day - zero, nearest.value, change(nearest.value, baseline))
