"""What the totals of PHQ-9 and GAD-7 say over a course: the definitions of domain.md 3.3.

Words like "relapse" are a clinician's; this says that scores have risen again.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

import msgspec

from api.trends.days import Dose, Reading
from api.trends.shapes import Total

BASELINE_DAYS = 14
LEAST_BASELINE = 10
REMISSION_BELOW = 5
RESPONSE_PERCENT = 50
APART_DAYS = 5
RISE_POINTS = 5


# Response, remission and loss of response are defined for these two alone (3.3; P09, P31).
LABELLED: Final = frozenset({"phq_9", "gad_7"})


class Rule(msgspec.Struct, frozen=True):
    """`points` is the change of one person that means something (the questionnaire's `notable_change`); None
    where none is established (domain.md 10: those of GAD-7 and PCL-5 are yet to be checked). `labels`:
    whether response and remission are defined for it."""

    points: int | None
    labels: bool


def baseline_total(readings: Iterable[Reading], first: Dose) -> Reading | None:
    """The last total in the 14 days before a course's first session, the day itself up to the start
    included (3.2 asks for one within 7 days before). None without one."""
    since = first.day - timedelta(BASELINE_DAYS)
    before = [reading for reading in readings if reading.at < first.at and reading.at.date() >= since]
    return max(before, key=lambda reading: reading.at, default=None)


def totals_by_course(readings: Iterable[Reading], firsts: Sequence[Dose], rule: Rule) -> list[Total]:
    """Every total with the baseline of its own course. A course's totals are those from the 14 days before
    its first session on, until the same day of the next course; what came before the first is with it."""
    ordered = sorted(readings, key=lambda reading: (reading.at, reading.value))
    starts = sorted(first.day - timedelta(BASELINE_DAYS) for first in firsts[1:])
    courses: list[list[Reading]] = [[] for _ in range(len(starts) + 1)]
    for reading in ordered:
        courses[bisect_right(starts, reading.at.date())].append(reading)
    said: list[Total] = []
    begun: Sequence[Dose | None] = firsts or [None]
    for first, of in zip(begun, courses, strict=True):
        said += totals(of, first, rule, said[-1].total if said else None)
    return sorted(said, key=lambda total: (total.at, total.total))


def totals(
    readings: Iterable[Reading], first: Dose | None, rule: Rule, previous: int | None = None
) -> list[Total]:
    """Every total, oldest first, with what can be said of it. `first` is the first session of the course;
    without one there is no baseline, and then only a rise above the total before is worth a word. `previous`
    is the last total of the course before."""
    ordered = sorted(readings, key=lambda reading: (reading.at, reading.value))
    start = baseline_total(ordered, first) if first else None
    risen = _risen_again(ordered, start)
    responded = False
    said: list[Total] = []
    for reading in ordered:
        after = first is not None and start is not None and reading.at >= first.at
        baseline = start.value if start and after else None
        risen_again = next(risen)
        total = Total(
            at=reading.at,
            total=int(reading.value),
            change=None if baseline is None else int(reading.value - baseline),
            percent=percent_lower(baseline, reading.value),
            response=rule.labels and is_response(baseline, reading.value),
            remission=rule.labels and is_remission(baseline, reading.value),
            notable=notable(baseline, reading.value, rule),
            worsening=is_worsening(reading.value, baseline, previous, rule),
            risen_again=rule.labels and responded and risen_again,
        )
        said.append(total)
        previous, responded = total.total, responded or total.response
    return said


def percent_lower(baseline: float | None, now: float) -> float | None:
    """(baseline - now) / baseline, in percent; undefined when the baseline is 0 (3.3)."""
    return None if not baseline else (baseline - now) * 100 / baseline


def is_response(baseline: float | None, now: float) -> bool:
    """Baseline of 10 or more, and at least 50 % lower (3.3; P09, P31)."""
    percent = percent_lower(baseline, now)
    return percent is not None and _labelled(baseline) and percent >= RESPONSE_PERCENT


def is_remission(baseline: float | None, now: float) -> bool:
    """Baseline of 10 or more, and below 5 (3.3; P09, P31)."""
    return _labelled(baseline) and now < REMISSION_BELOW


def notable(baseline: float | None, now: float, rule: Rule) -> int:
    """The change from the baseline where it is clinically notable, 5 points either way on PHQ-9 (3.3; P11);
    0 where it is not. Lower is better."""
    change = 0 if baseline is None else int(now - baseline)
    return change if rule.points is not None and abs(change) >= rule.points else 0


def is_worsening(now: float, baseline: float | None, previous: float | None, rule: Rule) -> bool:
    """5 or more above the baseline or above the total before, on PHQ-9 (3.3)."""
    if rule.points is None:
        return False
    before = [earlier for earlier in (baseline, previous) if earlier is not None]
    return any(now - earlier >= rule.points for earlier in before)


def _labelled(baseline: float | None) -> bool:
    """Labels are shown only when the baseline is 10 or more (3.3)."""
    return baseline is not None and baseline >= LEAST_BASELINE


def _risen_again(readings: Sequence[Reading], start: Reading | None) -> Iterator[bool]:
    """Loss of response (3.3) at each reading, for somebody who was a responder: now 10 or more and 5 or more
    above the best since, on two readings at least 5 days apart. The two are the first and the last of an
    unbroken run of such readings; one between them that is lower begins it anew. What is not after `start`,
    the baseline, does not count."""
    began: Reading | None = None
    best = float("inf")
    for reading in readings:
        if start is not None and reading.at <= start.at:
            yield False
            continue
        high = reading.value >= LEAST_BASELINE and reading.value - best >= RISE_POINTS
        began = (began or reading) if high else None
        best = min(best, reading.value)
        yield began is not None and (reading.at.date() - began.at.date()).days >= APART_DAYS
