"""What trends say, as data: the rules fill these in, and the wire carries them as they are.

None is "not enough to be fair" or "none there", never zero. Values of a day are of 0 to 10; medians may
lie between whole numbers.
"""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

from api.trends.measures import Better, MeasureSlug


class Completion(msgspec.Struct, frozen=True):
    """Days with a reading, of the days in the window."""

    days: int
    of: int


class Baseline(msgspec.Struct, frozen=True):
    """`of` says from which days it is: the 14 before the course's first session, or the 3 before the
    session. `value` is None when there are not enough. `range` and `spread` (interquartile) are over days."""

    of: Literal["course", "session"]
    value: float | None
    readings: int
    range: tuple[float, float] | None
    spread: float | None
    completion: Completion


class CurveDay(msgspec.Struct, frozen=True):
    """A day with readings: its index from the session's local date, and the median of its readings."""

    day: int
    value: float
    readings: int


class SummaryPoint(msgspec.Struct, frozen=True):
    """Day +1, +3, +7, +14 or +21; `on` is the day that stands for it, None when none is near enough.
    `change` is from the baseline, None without one."""

    day: int
    on: int | None
    value: float | None
    change: float | None


class Benefit(msgspec.Struct, frozen=True):
    """At least `at_least` days, counted from the curve's last session; `lost_on` is None when it was still
    there as a new session or the end of the data came (`ended_by`)."""

    at_least: int
    lost_on: int | None
    ended_by: Literal["loss", "next_session", "end_of_data"]


class Curve(msgspec.Struct, frozen=True):
    """The days around a session, or around several that overlap: then day 0 is the first of them, and
    none of these days is attributed to one. `last_session` is the day of the last of them."""

    sessions: list[UUID]
    day_0: date
    last_session: int
    baseline: Baseline
    before: CurveDay | None
    days: list[CurveDay]
    completion: Completion
    points: list[SummaryPoint]
    noticeable: float | None
    onset: int | None
    benefit: Benefit | None


class AlignedDay(msgspec.Struct, frozen=True):
    """One day of all sessions that stand alone: of how many it has a value, and their median and range."""

    day: int
    sessions: int
    median: float | None
    range: tuple[float, float] | None


class Usual(msgspec.Struct, frozen=True):
    """What a stretch of days was usually like."""

    value: float
    readings: int
    range: tuple[float, float] | None
    completion: Completion


class Sentence(msgspec.Struct, frozen=True):
    """Before the first session of a course, and in the 7 days after a session. `text` says it in English."""

    first_session: date
    before: Usual
    session: date
    after: Usual
    text: str


class CourseBaseline(msgspec.Struct, frozen=True):
    """`course` is None for sessions that name no course, or none that the person asking may see."""

    course: UUID | None
    day_0: date
    baseline: Baseline


class MeasureTrend(msgspec.Struct, frozen=True):
    """One measure. `sentence` is None when there are not enough entries to say anything fair; `said` is
    the sentence, or says so."""

    measure: MeasureSlug
    better: Better
    courses: list[CourseBaseline]
    curves: list[Curve]
    aligned: list[AlignedDay]
    sentence: Sentence | None
    said: str


class Intervals(msgspec.Struct, frozen=True):
    """Days between the sessions of one course."""

    course: UUID | None
    sessions: list[UUID]
    gaps: list[int]
    median: float | None
    range: tuple[int, int] | None


class TrendSession(msgspec.Struct, frozen=True):
    """A session that took place; `at` with the person's own offset. `course` is None when it names none, or
    none that the person asking may see."""

    id: UUID
    at: datetime
    route: str | None
    course: UUID | None


class TrendEvent(msgspec.Struct, frozen=True):
    """Another change that was written down: a new medicine, an illness, a life event."""

    id: UUID
    at: datetime
    what: str


class EffectCell(msgspec.Struct, frozen=True):
    """The highest severity, 0 to 3, that was noted of an effect after a session; null when it was there
    and nobody said how strong, which only an emergency allows."""

    session: UUID
    severity: int | None


class EffectRow(msgspec.Struct, frozen=True):
    """One effect; sessions without a note of it are not there, which is not the same as 0."""

    slug: str
    cells: list[EffectCell]


class Total(msgspec.Struct, frozen=True):
    """One questionnaire. `change` and `percent` (lower) are from the total before the course; `notable` is
    that change where it means something, else 0; `risen_again`: a response that is lost."""

    at: datetime
    total: int
    change: int | None
    percent: float | None
    response: bool
    remission: bool
    notable: int
    worsening: bool
    risen_again: bool


class QuestionnaireTrend(msgspec.Struct, frozen=True):
    """All totals of one questionnaire, oldest first. An incomplete one has no total and is not here."""

    instrument: str
    totals: list[Total]


class TrendDay(msgspec.Struct, frozen=True, omit_defaults=True):
    """One day with readings: the median of each measure that was answered."""

    day: date
    readings: int
    mood: float | None = None
    anxiety: float | None = None
    energy: float | None = None
    sleep_quality: float | None = None
    pain: float | None = None
    connected: float | None = None


class Trends(msgspec.Struct, frozen=True):
    """`rules` is the version of the rules that it was computed by; another one may tell another story.
    `today` is the last day that could have a reading, by the person's own calendar."""

    rules: int
    today: date
    sessions: list[TrendSession]
    measures: list[MeasureTrend]
    intervals: list[Intervals]
    effects: list[EffectRow]
    questionnaires: list[QuestionnaireTrend]
    events: list[TrendEvent]
    days: list[TrendDay]
    completion: Completion
