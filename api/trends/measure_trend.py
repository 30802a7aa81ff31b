"""Everything that is said about one measure of one person: the rules of domain.md 5.2, put together."""

from collections.abc import Iterable
from datetime import date
from itertools import zip_longest
from uuid import UUID

import msgspec

from api.trends.aligned import aligned
from api.trends.baselines import baseline_of, course_baseline
from api.trends.benefit import benefit
from api.trends.changes import change, noticeable
from api.trends.curves import curve_completion, curve_days, day_0_before, last_day
from api.trends.days import Days, Dose, Reading, by_day, day_index
from api.trends.measures import BETTER, SPOKEN, MeasureSlug, gain
from api.trends.onset import Gains, onset
from api.trends.points import summary_points
from api.trends.sentence import NOT_ENOUGH, latest, sentence
from api.trends.series import courses_of, day_before, series_of
from api.trends.shapes import Baseline, CourseBaseline, Curve, CurveDay, MeasureTrend, Sentence


class Span(msgspec.Struct, frozen=True):
    """Which sessions are answered for, by their local dates, both included. Baselines look beyond it."""

    first: date = date.min
    last: date = date.max

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def measure_trend(
    measure: MeasureSlug,
    readings: Iterable[Reading],
    doses: Iterable[Dose],
    today: date,
    span: Span | None = None,
    whose: str = "your",
) -> MeasureTrend:
    """`readings` and `doses` in any order. `today` is the last day that could have a reading: what lies
    after it is in no window, so a window that is still open is not called incomplete."""
    days = by_day(reading for reading in readings if reading.at.date() <= today)
    doses = [dose for dose in doses if dose.day <= today]
    span = span or Span()
    firsts = {course: of[0] for course, of in courses_of(doses).items()}
    before = {course: course_baseline(days, first) for course, first in firsts.items()}
    around = _Around(days, firsts, before, today, measure, whose)
    runs = series_of(doses)
    curves, sentences = [], []
    for series, following in zip_longest(runs, runs[1:]):
        if any(span.holds(dose.day) for dose in series):
            curve, said = around.curve(series, following[0] if following else None)
            curves.append(curve)
            sentences.append(said)
    shown = {id for curve in curves for id in curve.sessions}
    said = latest(sentences)
    return MeasureTrend(
        measure=measure,
        better=BETTER[measure],
        courses=[
            CourseBaseline(course, firsts[course].day, before[course])
            for course, of in courses_of(doses).items()
            if any(dose.id in shown for dose in of)
        ],
        curves=curves,
        aligned=aligned(curve.days for curve in curves if len(curve.sessions) == 1),
        sentence=said,
        said=said.text if said else NOT_ENOUGH,
    )


class _Around(msgspec.Struct, frozen=True):
    """What the curve of every series of this measure needs."""

    days: Days
    firsts: dict[UUID | None, Dose]
    before: dict[UUID | None, Baseline]
    today: date
    measure: MeasureSlug
    whose: str

    def curve(self, series: list[Dose], following: Dose | None) -> tuple[Curve, Sentence | None]:
        first = self.firsts[series[0].course]
        last = last_day(series, following, self.today)
        baseline = baseline_of(self.days, series, first)
        threshold = noticeable(baseline)
        zero = day_index(series[-1].day, series[0].day)
        days = curve_days(self.days, series, last)
        gains = self._gains(days, baseline)
        began = None if threshold is None else onset(gains, threshold)
        curve = Curve(
            sessions=[dose.id for dose in series],
            day_0=series[0].day,
            last_session=zero,
            baseline=baseline,
            before=day_0_before(self.days, series),
            days=days,
            completion=curve_completion(self.days, series, last),
            points=summary_points(days, zero, baseline),
            noticeable=threshold,
            onset=began,
            benefit=None,
        )
        if began is not None:
            to = min(day_before(following), self.today)
            gains = self._gains(curve_days(self.days, series, to), baseline)
            lasted = benefit(gains, began, zero, followed=following is not None)
            curve = msgspec.structs.replace(curve, benefit=lasted)
        name = SPOKEN[self.measure]
        before = self.before[series[0].course]
        return curve, sentence(self.days, name, self.whose, curve, first.day, before, last)

    def _gains(self, days: list[CurveDay], baseline: Baseline) -> Gains:
        changes = [(day.day, change(day.value, baseline)) for day in days if day.day >= 0]
        better = BETTER[self.measure]
        return [(day, gain(points, better)) for day, points in changes if points is not None]
