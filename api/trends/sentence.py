"""The plain sentence over the charts (domain.md 5.4), by the same rules as all the rest.

It says "after", never "because of" (5.3), and how many days it stands on.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from math import floor

from api.trends.completion import completion, dates
from api.trends.days import Days, value_of
from api.trends.median import fair_median, fair_range
from api.trends.shapes import Baseline, Curve, Sentence, Usual

DAYS_AFTER = 7
NOT_ENOUGH = "Not enough entries yet to say anything fair."

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def sentence(
    days: Days, name: str, whose: str, curve: Curve, course_first: date, before: Baseline, last: date
) -> Sentence | None:
    """Before the course, and in the 7 days after the last session of `curve`, as far as they go (`last` is
    the curve's last day). None when one of the two has not enough days.

    `whose` is "your" or "their".
    """
    session = curve.day_0 + timedelta(curve.last_session)
    after = _usual(days, session + timedelta(1), min(session + timedelta(DAYS_AFTER), last))
    if before.value is None or after is None:
        return None
    earlier = Usual(before.value, before.readings, before.range, before.completion)
    text = in_english(name, whose, course_first, earlier, session, after)
    return Sentence(course_first, earlier, session, after, text)


def in_english(name: str, whose: str, first_session: date, before: Usual, session: date, after: Usual) -> str:
    """As in 5.4, with the completion that 5.2 wants beside every summary. Where the 7 days are not over, or
    the next session came in them, it says how many they are."""
    years = first_session.year != session.year
    start = f"{whose} first session on {_day(first_session, years)}"
    since = "" if first_session == session else f" {start}"
    return (
        f"In the 14 days before{since}, {whose} {name} was usually {_usually(before)}. "
        f"In the {_days(after.completion.of)} after {_day(session, years)} it was usually {_usually(after)}."
    )


def latest(sentences: Sequence[Sentence | None]) -> Sentence | None:
    """Of the latest session that something fair can be said about; right after a session that is the one
    before it."""
    said = [sentence for sentence in sentences if sentence is not None]
    return said[-1] if said else None


def number(value: float) -> str:
    """Whole numbers, and halves for medians (5.3); what lies between is said to the nearest half, upwards
    from the middle."""
    halves = floor(value * 2 + 0.5)
    return str(halves // 2) if halves % 2 == 0 else f"{halves / 2}"


def _usual(days: Days, first: date, last: date) -> Usual | None:
    read = [days[day] for day in dates(first, last) if day in days]
    values = [value_of(readings) for readings in read]
    middle = fair_median(values)
    if middle is None:
        return None
    readings = sum(len(readings) for readings in read)
    return Usual(middle, readings, fair_range(values), completion(days, first, last))


def _usually(usual: Usual) -> str:
    done = usual.completion
    parts = [f"{usual.readings} readings on {done.days} of {_days(done.of)}"]
    if usual.range:
        parts.append(f"{number(usual.range[0])}–{number(usual.range[1])}")
    return f"{number(usual.value)} ({', '.join(parts)})"


def _days(count: int) -> str:
    """Never 1: three days with a reading are the least that is summarised."""
    return f"{count} days"


def _day(day: date, with_year: bool) -> str:
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return f"{words} {day.year}" if with_year else words
