"""The days around sessions, effects by session, and a year of days: picture, table and rules say the same."""

import random
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from api.trends.days import Dose, Reading
from api.trends.measure_trend import measure_trend
from api.trends.sentence import number as said
from api.trends.shapes import MeasureTrend
from tests.e2e.conftest import Device
from tests.e2e.elsewhere import CheckIn, Felt, Session, Wrote, signed_in, written_elsewhere
from tests.e2e.running import Afterglow

pytestmark = pytest.mark.browser

SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"
PICTURES = ("/trends/sessions", "/trends/effects", "/trends/year")
BERLIN = ZoneInfo("Europe/Berlin")
YEAR = datetime.now(BERLIN).year - 1


def at(day: date, clock: str) -> str:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN).isoformat()


# Last year: four sessions twice a week from 2 March on, then five more, four weeks apart.
FIRST = date(YEAR, 3, 2)
COURSE = [FIRST + timedelta(days) for days in (0, 3, 7, 10)]
ALONE = [FIRST + timedelta(days) for days in (38, 66, 94, 122, 150)]


def journal() -> list[Wrote]:
    chance = random.Random(11)
    wrote: list[Wrote] = [Session(at(day, "10:00"), "iv") for day in COURSE]
    wrote += [Session(at(day, "10:00"), "nasal") for day in ALONE]
    for number in range(185):
        day = FIRST + timedelta(number - 14)
        since = min(((day - other).days for other in COURSE + ALONE if other <= day), default=99)
        lift = 4 if since in range(1, 9) else 2 if since < 15 else 0
        if chance.random() < 0.8:
            mood = min(10, 2 + lift + chance.randint(0, 1))
            wrote.append(CheckIn(at(day, "20:30"), mood, 9 - mood, min(10, mood + 1)))
    for number, day in enumerate(COURSE + ALONE):
        felt = {"dissociation": 2, "nausea": number % 4, "headache": 1 if number % 3 else 0}
        if number != 5:
            wrote.append(Felt(at(day, "19:00"), number, felt))
    return wrote


JOURNAL = journal()


@pytest.fixture(scope="module")
def ana(afterglow: Afterglow) -> str:
    return written_elsewhere(afterglow, *JOURNAL)


@pytest.fixture(scope="module")
def trends(lasting_device: Device, ana: str) -> Page:
    return signed_in(lasting_device(), ana)


CELLS = """
(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))
"""


def rows(page: Page, table: int = 0) -> list[list[str]]:
    shown = page.locator("table").nth(table)
    expect(shown).to_be_visible()
    return list(shown.evaluate(CELLS))


@pytest.fixture(scope="module")
def expected() -> MeasureTrend:
    """What the server's own rules make of the same journal."""
    doses = [Dose(UUID(int=n), time(it.at)) for n, it in enumerate(JOURNAL) if isinstance(it, Session)]
    readings = [Reading(time(it.at), it.mood) for it in JOURNAL if isinstance(it, CheckIn)]
    return measure_trend("mood", readings, doses, datetime.now(BERLIN).date())


def test_the_sentence_is_that_of_the_rules_on_the_server(trends: Page, expected: MeasureTrend) -> None:
    for path in ("/trends", "/trends/sessions"):
        trends.goto(path)
        expect(trends.locator(".usual")).to_have_text(expected.said)


def test_the_table_has_every_day_as_the_rules_on_the_server_have_it(
    trends: Page, expected: MeasureTrend
) -> None:
    trends.goto("/trends/sessions?as=table")
    alone = [curve for curve in expected.curves if len(curve.sessions) == 1]
    assert len(alone) == len(ALONE)
    by_day = {day.day: day for day in expected.aligned}
    table = rows(trends)
    assert [row[0] for row in table] == [said_day(day) for day in range(-3, 22)]
    for day, row in zip(range(-3, 22), table, strict=True):
        values = [said(d.value) for curve in alone for d in curve.days if d.day == day]
        of = by_day.get(day)
        middle = "" if of is None or of.median is None else said(of.median)
        between = f" ({said(of.range[0])} to {said(of.range[1])})" if of and of.range else ""
        assert row[1] == middle + between
        assert re.findall(r"([\d.]+) \d+ \w{3}", row[2]) == values


def test_sessions_that_overlap_are_one_curve_in_picture_and_table(
    trends: Page, expected: MeasureTrend
) -> None:
    curve = expected.curves[0]
    assert len(curve.sessions) == len(COURSE)
    trends.goto("/trends/sessions?as=table")
    values = [row[2].partition(" ")[0] for row in rows(trends, 1) if row[2]]
    assert values == [said(day.value) for day in curve.days]
    trends.goto("/trends/sessions")
    expect(trends.get_by_text(re.compile("^4 sessions less than 7 days apart"))).to_be_visible()
    together = trends.locator(".panel").nth(1)
    assert (together.locator(".dot").first.get_attribute("d") or "").count("M") == len(curve.days)
    assert (together.locator(".mark").get_attribute("d") or "").count("M") == len(COURSE)


def test_the_bold_line_is_the_median_from_three_sessions_on(trends: Page, expected: MeasureTrend) -> None:
    trends.goto("/trends/sessions")
    panel = trends.locator(".panel").first
    fair = [day for day in expected.aligned if day.median is not None]
    assert (panel.locator(".dot.median").get_attribute("d") or "").count("M") == len(fair)
    assert panel.locator(".count").all_inner_texts() == [str(day.sessions) for day in expected.aligned]


def test_what_came_after_each_session_is_told(trends: Page, expected: MeasureTrend) -> None:
    trends.goto("/trends/sessions?as=table")
    expect(trends.locator("table.after")).to_have_count(len(expected.curves))
    told = [rows(trends, 2 + n) for n in range(len(expected.curves))]
    for lines_told, curve in zip(reversed(told), expected.curves, strict=True):
        lines = dict(lines_told)
        values = [lines[f"Day +{point.day}"].partition(" ")[0] for point in curve.points]
        assert values == ["" if point.value is None else said(point.value) for point in curve.points]
        assert lines["Days with an entry"] == f"{curve.completion.days} of {curve.completion.of} days"
        if curve.benefit and curve.benefit.lost_on is not None:
            assert f"on day {curve.benefit.lost_on}" in lines["After"]


def test_the_arrow_keys_go_through_the_days_and_enter_opens_one(trends: Page) -> None:
    trends.goto("/trends/sessions")
    keys = trends.get_by_role("slider", name="Move through Around each session")
    keys.focus()
    keys.press("Home")
    first = keys.get_attribute("aria-valuetext") or ""
    assert re.match(r"Mood \d.* 2025, Day −?\d, the session of".replace("2025", str(YEAR)), first), first
    keys.press("ArrowRight")
    second = keys.get_attribute("aria-valuetext") or ""
    assert second != first
    expect(trends.locator(".readout strong").first).to_have_text(second.partition(",")[0])
    keys.press("Enter")
    expect(trends).to_have_url(re.compile(rf"/journal/{YEAR}-\d\d-\d\d$"))


def test_a_second_tap_on_a_dot_opens_its_day(trends: Page) -> None:
    trends.goto("/trends/sessions")
    area = trends.locator(".panels").first
    expect(area.locator("svg")).to_be_visible()
    dots = area.locator(".dot").first.get_attribute("d") or ""
    x, y = re.findall(r"M([\d.]+) ([\d.]+)h0", dots)[4]
    place = {"x": float(x), "y": float(y)}
    area.tap(position=place)  # type: ignore[arg-type]
    link = trends.locator("a.readout")
    expect(link).to_contain_text("Open this day")
    leads = link.get_attribute("href") or ""
    area.tap(position=place)  # type: ignore[arg-type]
    expect(trends).to_have_url(re.compile(f"{leads}$"))


def test_effects_stand_under_the_session_they_were_written_about(trends: Page) -> None:
    trends.goto("/trends/effects")
    seen: dict[str, list[str]] = {}
    earlier = trends.get_by_role("button", name="Earlier")
    while True:  # as many at once as a phone has room for
        for name, *cells in rows(trends):
            seen[name] = seen.get(name, []) + cells
        if earlier.is_hidden():
            break
        earlier.click()
    felt = [it for it in reversed(JOURNAL) if isinstance(it, Felt)]
    assert seen == {
        wording: [str(it.effects[slug]) for it in felt]
        for slug, wording in (
            ("dissociation", "Detached, unreal, outside my body"),
            ("nausea", "Feeling sick"),
            ("headache", "Headache"),
        )
    }
    expect(trends.get_by_text("8 sessions with effects, of 9.")).to_be_visible()
    trends.get_by_role("link", name=re.compile("^2, moderate")).first.click()
    expect(trends).to_have_url(re.compile(rf"/journal/{YEAR}-"))


def test_a_year_has_a_bar_for_each_day_with_a_check_in(trends: Page) -> None:
    read = {it.at[:10]: it.mood for it in JOURNAL if isinstance(it, CheckIn)}
    trends.goto(f"/trends/year?year={YEAR}")
    bars = trends.locator(".days").get_attribute("d") or ""
    assert bars.count("Z") == len(read)
    assert (trends.locator(".mark").get_attribute("d") or "").count("M") == len(COURSE + ALONE)
    expect(trends.get_by_text(re.compile(rf"A check-in on\s+{len(read)}\s+of"))).to_be_visible()
    trends.get_by_role("button", name="Table").click()
    table = [row for row in reversed(rows(trends)) if row[2] != "0"]
    assert [row[1] for row in table] == [str(mood) for _, mood in sorted(read.items())]
    trends.get_by_role("radio", name="Anxiety").check()
    expect(trends.locator("caption")).to_contain_text("lower is better")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_picture_and_table_is_accessible(
    device: Device, ana: str, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    page = signed_in(device(dark=dark), ana)
    for path in (*PICTURES, *(f"{path}?as=table" for path in PICTURES), f"/trends/year?year={YEAR}"):
        page.goto(path)
        expect(page.locator(".rules, .empty").first).to_be_visible()
        assert not page.evaluate(SIDEWAYS), path
        assert axe(page) == [], path


def test_before_there_is_anything_each_says_what_will_appear(
    device: Device, afterglow: Afterglow, axe: Callable[[Page], list[str]]
) -> None:
    page = signed_in(device(), written_elsewhere(afterglow))
    for path, words in zip(PICTURES, ("a session, the days", "effects of a session", "one bar"), strict=True):
        page.goto(path)
        expect(page.get_by_text(words)).to_be_visible()
        assert axe(page) == []


def said_day(day: int) -> str:
    return f"+{day}" if day > 0 else str(day).replace("-", "−")


def time(text: str) -> datetime:
    return datetime.fromisoformat(text)
