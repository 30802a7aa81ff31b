"""All trends of one person, from all the facts that the person asking may see (domain.md 5)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from api.journal.questionnaires import shipped
from api.trends.completion import completion
from api.trends.days import Days, by_day, value_of
from api.trends.effects import effect_rows
from api.trends.intervals import intervals
from api.trends.measure_trend import Span, measure_trend
from api.trends.measures import MEASURES, MeasureSlug
from api.trends.rules import RULES_VERSION
from api.trends.series import courses_of, in_order
from api.trends.shapes import Completion, QuestionnaireTrend, TrendDay, Trends
from api.trends.totals import LABELLED, Rule, totals_by_course
from api.trends.written import Written


def trends_of(written: Written, now: datetime, span: Span, whose: str) -> Trends:
    """What is answered for `span`. Baselines, gaps and whatever else is counted from outside of it are
    counted from all facts."""
    today = _today(written, now)
    doses = [dose for dose in in_order(written.doses) if dose.day <= today]
    shown = [dose.id for dose in doses if span.holds(dose.day)]
    by_id = {session.id: session for session in written.sessions}
    days = {slug: by_day(written.readings[slug]) for slug in MEASURES}
    return Trends(
        rules=RULES_VERSION,
        today=today,
        sessions=[by_id[id] for id in shown],
        measures=[
            measure_trend(slug, written.readings[slug], doses, today, span, whose)
            for slug in MEASURES
            if written.readings[slug]
        ],
        intervals=[
            intervals(course, of)
            for course, of in courses_of(doses).items()
            if any(span.holds(dose.day) for dose in of)
        ],
        effects=effect_rows(written.felt, shown),
        questionnaires=_questionnaires(written, span),
        events=sorted((e for e in written.events if span.holds(e.at.date())), key=lambda e: (e.at, e.id)),
        days=_days(days, span, today),
        completion=_completion(days["mood"], span, today),
    )


def _today(written: Written, now: datetime) -> date:
    """By the calendar of the last entry's own place; an entry from tomorrow makes it tomorrow. One from
    further ahead has a clock that is far off, and the days until then are not days without a reading."""
    if written.latest is None:
        return now.date()
    today = now.astimezone(written.latest.tzinfo).date()
    return min(max(today, written.latest.date()), today + timedelta(1))


def _questionnaires(written: Written, span: Span) -> list[QuestionnaireTrend]:
    points = {asked.slug: asked.notable_change for asked in shipped()}
    firsts = [of[0] for of in courses_of(written.doses).values()]
    trends = []
    for slug, readings in sorted(written.totals.items()):
        rule = Rule(points.get(slug), slug in LABELLED)
        totals = totals_by_course(readings, firsts, rule)
        shown = [total for total in totals if span.holds(total.at.date())]
        trends.append(QuestionnaireTrend(slug, shown))
    return trends


def _days(days: Mapping[MeasureSlug, Days], span: Span, today: date) -> list[TrendDay]:
    """Mood is answered in every check-in, so its days are all days."""
    return [
        TrendDay(
            day,
            len(readings),
            **{slug: value_of(of[day]) for slug, of in days.items() if day in of},
        )
        for day, readings in sorted(days["mood"].items())
        if span.holds(day) and day <= today
    ]


def _completion(days: Days, span: Span, today: date) -> Completion:
    """Of the days since the first check-in: before it nothing was missed."""
    first = max(span.first, min(days, default=date.max))
    return completion(days, first, min(span.last, today))
