"""The gaps between a course's sessions (domain.md 5.2, maintenance interval).

What they were, and no word on what they ought to be.
"""

from collections.abc import Sequence
from itertools import pairwise
from uuid import UUID

from api.trends.days import Dose
from api.trends.median import fair_median, fair_range
from api.trends.shapes import Intervals


def intervals(course: UUID | None, doses: Sequence[Dose]) -> Intervals:
    """Whole local days from each session to the next; the median from three gaps on, the range from five."""
    gaps = [(later.day - earlier.day).days for earlier, later in pairwise(doses)]
    between = fair_range(gaps)
    return Intervals(
        course=course,
        sessions=[dose.id for dose in doses],
        gaps=gaps,
        median=fair_median(gaps),
        range=None if between is None else (int(between[0]), int(between[1])),
    )
