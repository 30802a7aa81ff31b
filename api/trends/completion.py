"""How complete a stretch of days is, which stands beside every summary of it (domain.md 5.2, 5.3)."""

from datetime import date, timedelta

from api.trends.days import Days
from api.trends.shapes import Completion


def dates(first: date, last: date) -> list[date]:
    """From the first to the last, both included; none when the last comes before the first."""
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def completion(days: Days, first: date, last: date) -> Completion:
    """Days with a reading, of the days in the window."""
    window = dates(first, last)
    return Completion(sum(day in days for day in window), len(window))
