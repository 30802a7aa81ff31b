"""What it was like before: the baselines that changes are counted from (domain.md 5.2).

Both are medians of days' values, so a day with five check-ins counts once. Below three such days there
is no baseline ("not enough readings before treatment"), and then there is no change either.
"""

from datetime import timedelta
from typing import Literal

from api.trends.completion import completion, dates
from api.trends.days import Days, Dose, value_of
from api.trends.median import fair_median, fair_range, spread
from api.trends.shapes import Baseline

COURSE_DAYS = 14
SESSION_DAYS = 3


def course_baseline(days: Days, first: Dose) -> Baseline:
    """The median of days -14 to -1 before a course's first session; three readings on three days at
    least (5.2)."""
    return _baseline(days, first, "course", COURSE_DAYS)


def session_baseline(days: Days, dose: Dose) -> Baseline:
    """The median of days -3 to -1 before a session (5.2), and so of all three: 5.3 wants three values."""
    return _baseline(days, dose, "session", SESSION_DAYS)


def baseline_of(days: Days, series: list[Dose], course_first: Dose) -> Baseline:
    """A session that stands alone has its own. Sessions that overlap have that of their course, and say
    so: which holds for every session whose predecessor is less than 4 days back (5.2), and for the others
    that are drawn as one curve with it."""
    if len(series) > 1:
        return course_baseline(days, course_first)
    return session_baseline(days, series[0])


def _baseline(days: Days, dose: Dose, of: Literal["course", "session"], length: int) -> Baseline:
    first, last = dose.day - timedelta(length), dose.day - timedelta(1)
    read = [days[day] for day in dates(first, last) if day in days]
    values = [value_of(readings) for readings in read]
    return Baseline(
        of=of,
        value=fair_median(values),
        readings=sum(len(readings) for readings in read),
        range=fair_range(values),
        spread=spread(values),
        completion=completion(days, first, last),
    )
