"""The curve around a session: days -3 to +21, each with its own value or none (domain.md 5.2).

A series of sessions that overlap has one curve: day 0 is the first of them, and it goes on for 21 days
after the last. A curve ends on the day before the next session: from there on the days are the other's.
"""

from datetime import date, timedelta

from api.trends.completion import completion, dates
from api.trends.days import Days, Dose, Reading, day_index, value_of
from api.trends.series import day_before
from api.trends.shapes import Completion, CurveDay

DAYS_BEFORE = 3
DAYS_AFTER = 21


def curve_days(days: Days, series: list[Dose], last: date) -> list[CurveDay]:
    """From day -3 to `last`, days with a reading alone. Day 0 holds what came after the start."""
    first = series[0]
    read = [
        (day_index(day, first.day), _after_start(days[day], first) if day == first.day else days[day])
        for day in dates(first.day - timedelta(DAYS_BEFORE), last)
        if day in days
    ]
    return [CurveDay(index, value_of(readings), len(readings)) for index, readings in read if readings]


def day_0_before(days: Days, series: list[Dose]) -> CurveDay | None:
    """Readings on day 0 before the start time of the session: "day 0 before" (5.2)."""
    first = series[0]
    readings = [reading for reading in days.get(first.day, []) if reading.at < first.at]
    return CurveDay(0, value_of(readings), len(readings)) if readings else None


def last_day(series: list[Dose], following: Dose | None, today: date) -> date:
    """Of the curve: 21 days after the last session, the day before the next one, or today."""
    return min(series[-1].day + timedelta(DAYS_AFTER), day_before(following), today)


def curve_completion(days: Days, series: list[Dose], last: date) -> Completion:
    return completion(days, series[0].day - timedelta(DAYS_BEFORE), last)


def _after_start(readings: list[Reading], dose: Dose) -> list[Reading]:
    return [reading for reading in readings if reading.at >= dose.at]
