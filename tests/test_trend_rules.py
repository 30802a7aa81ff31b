"""Trends as rules: worked cases that the browser reads too, and what every journal keeps (domain.md 5)."""

import json
from datetime import date, datetime, timedelta, timezone
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.journal.questionnaires import shipped
from api.trends.days import Dose, Reading, by_day
from api.trends.intervals import intervals
from api.trends.measure_trend import Span, measure_trend
from api.trends.measures import BETTER, MEASURES, MeasureSlug, gain
from api.trends.median import fair_median, fair_range, median, spread
from api.trends.series import courses_of, series_of
from api.trends.shapes import MeasureTrend
from api.trends.totals import LABELLED, Rule, totals, totals_by_course

VECTORS = Path(__file__).parent / "vectors" / "trends"

Case = dict[str, Any]


@cache
def cases(*names: str) -> list[Case]:
    return [case for name in names for case in json.loads((VECTORS / f"{name}.json").read_text())["cases"]]


def id_of(letter: str) -> UUID:
    """Vectors call sessions and courses by a letter or a word."""
    return UUID(bytes=letter.encode().ljust(16, b"\0"))


def plain(value: Any) -> Any:
    """As JSON has it, with the vectors' own ids."""
    built = msgspec.to_builtins(value)
    letters = {str(id_of(name)): name for name in [*"abcde", "one", "two"]}

    def named(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: named(inner) for key, inner in part.items()}
        if isinstance(part, list | tuple):
            return [named(inner) for inner in part]
        return letters.get(part, part) if isinstance(part, str) else part

    return named(built)


def holds(found: Any, expected: Any, at: str = "") -> None:
    """Everything that is expected is found; of an object the fields that are named, of a list all of it."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            holds(found[key], value, f"{at}.{key}")
    elif isinstance(expected, list) and all(isinstance(item, dict) for item in expected):
        assert len(found) == len(expected), f"{at}: {found}"
        for n, value in enumerate(expected):
            holds(found[n], value, f"{at}[{n}]")
    else:
        assert found == expected, f"{at}: {found!r}, expected {expected!r}"


def reading(pair: list[Any]) -> Reading:
    return Reading(datetime.fromisoformat(pair[0]), pair[1])


def dose(of: list[str]) -> Dose:
    return Dose(id_of(of[0]), datetime.fromisoformat(of[1]), id_of(of[2]) if of[2:] else None)


@pytest.mark.parametrize("case", cases("before", "after", "sessions"), ids=lambda case: case["name"])
def test_a_worked_case_comes_out_as_by_hand(case: Case) -> None:
    doses = [dose(of) for of in case["sessions"]]
    readings = [reading(pair) for pair in case["readings"]]
    found = measure_trend(case["measure"], readings, doses, date.fromisoformat(case["today"]))
    holds(plain(found), case["trend"])
    if "intervals" in case:
        holds(plain([intervals(course, of) for course, of in courses_of(doses).items()]), case["intervals"])


RULES = {asked.slug: Rule(asked.notable_change, asked.slug in LABELLED) for asked in shipped()}


@pytest.mark.parametrize("case", cases("questionnaires"), ids=lambda case: case["name"])
def test_a_worked_questionnaire_comes_out_as_by_hand(case: Case) -> None:
    first = Dose(id_of("a"), datetime.fromisoformat(case["first"])) if case["first"] else None
    readings = [reading(pair) for pair in case["readings"]]
    holds(plain(totals(readings, first, RULES[case["instrument"]])), case["totals"])


def test_the_other_persons_sentence_is_theirs() -> None:
    case = cases("before")[0]
    readings = [reading(pair) for pair in case["readings"]]
    found = measure_trend(
        "mood", readings, [dose(of) for of in case["sessions"]], date(2026, 5, 31), whose="their"
    )
    assert found.said == case["trend"]["said"].replace("your", "their")


NOON = datetime(2026, 5, 6, 12, tzinfo=timezone(timedelta(hours=2)))
OFFSETS = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@st.composite
def moments(draw: st.DrawFn) -> datetime:
    """Within half a year, in any offset there is."""
    wall = NOON.replace(tzinfo=None) + timedelta(minutes=draw(st.integers(-100 * 1440, 100 * 1440)))
    return wall.replace(tzinfo=draw(OFFSETS))


READINGS = st.lists(st.builds(Reading, moments(), st.integers(0, 10)), max_size=60)
DOSES = st.lists(
    st.builds(Dose, st.uuids(), moments(), st.sampled_from([None, id_of("one")])),
    max_size=6,
    unique_by=lambda dose: dose.id,
)
MEASURE = st.sampled_from(MEASURES)
TODAY = date(2026, 8, 31)


@given(MEASURE, READINGS, DOSES, st.integers(-3000, 3000))
def test_shifting_all_dates_shifts_nothing_else(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], days: int
) -> None:
    by = timedelta(days)
    later = measure_trend(
        measure,
        [msgspec.structs.replace(reading, at=reading.at + by) for reading in readings],
        [msgspec.structs.replace(dose, at=dose.at + by) for dose in doses],
        TODAY + by,
    )
    assert without_dates(later) == without_dates(measure_trend(measure, readings, doses, TODAY))


def without_dates(trend: MeasureTrend) -> Any:
    """All of it but what names a date."""
    built = msgspec.to_builtins(trend)
    del built["said"]
    for part in [*built["courses"], *built["curves"]]:
        del part["day_0"]
    for key in ("first_session", "session", "text"):
        if built["sentence"]:
            del built["sentence"][key]
    return built


@given(MEASURE, READINGS, DOSES, st.randoms(use_true_random=False))
def test_the_order_of_the_entries_says_nothing(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], random: Any
) -> None:
    before = measure_trend(measure, readings, doses, TODAY)
    random.shuffle(readings)
    random.shuffle(doses)
    assert measure_trend(measure, readings, doses, TODAY) == before


@given(MEASURE, READINGS, DOSES, st.data())
def test_a_gap_never_makes_a_value(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], data: st.DataObject
) -> None:
    """Without one day's readings no other day has a value that it did not have, and that day has none."""
    before = measure_trend(measure, readings, doses, TODAY)
    gone = data.draw(st.sampled_from(sorted(by_day(readings)) or [TODAY]))
    after = measure_trend(measure, [r for r in readings if r.at.date() != gone], doses, TODAY)
    for old, new in zip(before.curves, after.curves, strict=True):
        index = (gone - old.day_0).days
        assert new.days == [day for day in old.days if day.day != index]
        assert new.completion.of == old.completion.of
        assert old.completion.days - new.completion.days in (0, 1)
        for point in new.points:
            assert point.on is None or point.on + new.last_session in {day.day for day in new.days}


@given(MEASURE, READINGS, DOSES, st.integers(0, 10), st.integers(15, 400))
def test_a_reading_from_before_all_windows_changes_nothing(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], value: int, days: int
) -> None:
    first = min((dose.day for dose in doses), default=TODAY)
    outside = Reading(datetime.combine(first - timedelta(days), NOON.time(), NOON.tzinfo), value)
    again = measure_trend(measure, [*readings, outside], doses, TODAY)
    assert again == measure_trend(measure, readings, doses, TODAY)


@given(MEASURE, READINGS, DOSES, st.integers(0, 10), st.integers(1, 400))
def test_a_reading_after_today_changes_nothing(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], value: int, days: int
) -> None:
    outside = Reading(datetime.combine(TODAY + timedelta(days), NOON.time(), NOON.tzinfo), value)
    again = measure_trend(measure, [*readings, outside], doses, TODAY)
    assert again == measure_trend(measure, readings, doses, TODAY)


@given(MEASURE, READINGS, DOSES)
def test_every_curve_keeps_the_rules(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose]
) -> None:
    trend = measure_trend(measure, readings, doses, TODAY)
    lived = [dose for dose in doses if dose.day <= TODAY]
    assert sorted(id for curve in trend.curves for id in curve.sessions) == sorted(d.id for d in lived)
    for n, curve in enumerate(trend.curves):
        following = trend.curves[n + 1] if n + 1 < len(trend.curves) else None
        end = min(curve.last_session + 21, (TODAY - curve.day_0).days)
        if following:
            end = min(end, (following.day_0 - curve.day_0).days - 1)
            assert (following.day_0 - curve.day_0).days - curve.last_session >= 7
        assert all(-3 <= day.day <= end for day in curve.days)
        assert curve.completion.days <= curve.completion.of == end + 4
        assert curve.baseline.of == ("course" if len(curve.sessions) > 1 else "session")
        assert (curve.noticeable is None) == (curve.baseline.value is None)
        assert curve.noticeable is None or curve.noticeable >= 2
        assert (curve.onset is None) == (curve.benefit is None)


@given(MEASURE, READINGS, DOSES)
def test_a_benefit_that_was_not_lost_is_never_a_point_estimate(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose]
) -> None:
    trend = measure_trend(measure, readings, doses, TODAY)
    for n, curve in enumerate(trend.curves):
        if curve.benefit is None:
            continue
        assert curve.onset is not None
        assert curve.noticeable is not None
        values = {day.day: day.value for day in curve.days}
        assert curve.baseline.value is not None
        assert gain(values[curve.onset] - curve.baseline.value, BETTER[measure]) >= curve.noticeable
        assert (curve.benefit.lost_on is None) == (curve.benefit.ended_by != "loss")
        if curve.benefit.lost_on is None:
            last = n + 1 == len(trend.curves)
            assert curve.benefit.ended_by == ("end_of_data" if last else "next_session")
        else:
            assert curve.benefit.lost_on > curve.benefit.at_least >= 0


@given(MEASURE, READINGS, DOSES, st.dates(date(2026, 1, 1), TODAY), st.integers(0, 120))
def test_a_span_leaves_sessions_out_and_changes_none(
    measure: MeasureSlug, readings: list[Reading], doses: list[Dose], first: date, days: int
) -> None:
    span = Span(first, first + timedelta(days))
    whole = measure_trend(measure, readings, doses, TODAY).curves
    part = measure_trend(measure, readings, doses, TODAY, span).curves
    assert part == [
        curve for curve in whole if any(span.holds(dose.day) for dose in doses if dose.id in curve.sessions)
    ]


@given(DOSES)
def test_sessions_of_one_series_are_less_than_seven_days_apart_and_others_are_not(doses: list[Dose]) -> None:
    runs = series_of(doses)
    for run in runs:
        assert all((b.day - a.day).days < 7 for a, b in pairwise(run))
    for run, following in pairwise(runs):
        assert (following[0].day - run[-1].day).days >= 7


VALUES = st.lists(st.integers(0, 10), min_size=1, max_size=40)


@given(VALUES)
def test_medians_want_three_values_and_ranges_five(values: list[float]) -> None:
    assert (fair_median(values) is None) == (len(values) < 3)
    assert (fair_range(values) is None) == (spread(values) is None) == (len(values) < 5)
    middle = median(values)
    assert sum(value <= middle for value in values) >= len(values) / 2
    assert sum(value >= middle for value in values) >= len(values) / 2
    limits, quartiles = fair_range(values), spread(values)
    if limits and quartiles is not None:
        assert limits == (min(values), max(values))
        assert 0 <= quartiles <= limits[1] - limits[0]


TOTALS = st.lists(st.builds(Reading, moments(), st.integers(0, 27)), max_size=12)


@given(TOTALS, st.none() | moments(), st.sampled_from(sorted(RULES)))
def test_labels_want_a_baseline_of_ten(readings: list[Reading], first: datetime | None, slug: str) -> None:
    start = Dose(id_of("a"), first) if first else None
    for said in totals(readings, start, RULES[slug]):
        baseline = None if said.change is None else said.total - said.change
        if said.response or said.remission:
            assert baseline is not None
            assert baseline >= 10
        if baseline is None:
            assert (said.percent, said.notable) == (None, 0)
        assert not (said.risen_again and said.total < 10)
        assert said.notable == 0 or abs(said.notable) >= (RULES[slug].points or 99)


@given(TOTALS, st.lists(moments(), max_size=4).map(sorted))
def test_every_total_is_told_once_whatever_the_courses(
    readings: list[Reading], starts: list[datetime]
) -> None:
    firsts = [Dose(id_of("a"), start) for start in starts]
    told = totals_by_course(readings, firsts, RULES["phq_9"])
    assert [total.at for total in told] == sorted(reading.at for reading in readings)
    assert sorted(total.total for total in told) == sorted(reading.value for reading in readings)


def test_what_totals_cost_grows_with_their_number_alone() -> None:
    """Counted in looks, not in seconds: mallory could otherwise keep a server busy with one question."""
    looks = 0

    class Looked:
        def __init__(self, at: datetime) -> None:
            self.at = at

        @property
        def value(self) -> int:
            nonlocal looks
            looks += 1
            return 20

    readings = cast(list[Reading], [Looked(NOON + timedelta(days=n)) for n in range(400)])
    firsts = [Dose(id_of("a"), NOON + timedelta(days=4 * n)) for n in range(100)]
    assert len(totals_by_course(readings, firsts, RULES["phq_9"])) == 400
    assert looks < 20 * 400
