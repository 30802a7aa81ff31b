"""Mood, anxiety and energy over time: the picture, the table and the store say the same, offline too."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Device
from tests.e2e.elsewhere import CheckIn, Session, Wrote, signed_in, written_elsewhere
from tests.e2e.running import Afterglow

pytestmark = pytest.mark.browser

MEASURES = ("mood", "anxiety", "energy")
NOT_ENOUGH = "Not enough entries yet to say anything fair."
KEPT = "navigator.serviceWorker.ready.then((r) => r.active.state === 'activated')"
SIDEWAYS = "document.documentElement.scrollWidth > innerWidth"

# The light store itself, past every module of ours: what has to be drawn.
STORED = """
() => new Promise((done) => {
  indexedDB.open("afterglow").onsuccess = ({ target: { result: db } }) => {
    db.transaction("moods").objectStore("moods").index("at").getAll().onsuccess = (found) => {
      db.close();
      done(found.target.result);
    };
  };
})
"""

# The answers that the dots of one panel stand for, from left to right, by the lines at 10 and at 0.
DRAWN = """
(panel) => {
  const level = panel.querySelector(".level").getAttribute("d");
  const [top, , bottom] = [...level.matchAll(/M0 ([\\d.]+)/g)].map(([, y]) => Number(y));
  const dots = panel.querySelector(".dot").getAttribute("d");
  return [...dots.matchAll(/M([\\d.]+) ([\\d.]+)h0/g)].map(([, x, y]) =>
    [Number(x), Math.round(10 * (bottom - Number(y)) / (bottom - top) * 2) / 2]);
}
"""


def days_ago(days: int, clock: str, offset: str | None = None) -> str:
    """That day and hour in Berlin, or at another offset on the same date."""
    day = datetime.now(ZoneInfo("Europe/Berlin")).date() - timedelta(days=days)
    local = datetime.fromisoformat(f"{day}T{clock}:00")
    if offset:
        return f"{local.isoformat()}{offset}"
    return local.replace(tzinfo=ZoneInfo("Europe/Berlin")).isoformat()


# Four weeks: five days and six check-ins in three runs, one of them written in Honolulu.
MONTH: list[Wrote] = [
    CheckIn(days_ago(26, "09:00"), 2, 8, 3),
    CheckIn(days_ago(26, "20:30"), 4, 7, 3),
    CheckIn(days_ago(25, "21:00"), 3, 6, 4),
    Session(days_ago(20, "10:00"), "nasal"),
    CheckIn(days_ago(19, "08:15"), 7, 2, 6),
    CheckIn(days_ago(12, "23:30", "-10:00"), 10, 0, 8),
    CheckIn(days_ago(11, "07:00"), 6, 3, 5),
    Session(days_ago(-3, "10:00"), "iv", planned=True),
]
# Half a year earlier: a week of six, one of three, one of two, each from a Wednesday to a Friday.
WEDNESDAY = 200 + (datetime.fromisoformat(days_ago(200, "12:00")).weekday() - 2) % 7
EARLIER: list[Wrote] = [
    CheckIn(days_ago(WEDNESDAY - 7 * week - (day % 3), f"{8 + day:02}:00"), 3 + day, 9 - day, 5)
    for week, days in enumerate([6, 3, 2])
    for day in range(days)
]


@pytest.fixture(scope="module")
def ana(afterglow: Afterglow) -> str:
    return written_elsewhere(afterglow, *MONTH, *EARLIER)


@pytest.fixture
def trends(device: Device, ana: str) -> Page:
    page = signed_in(device(), ana)
    page.get_by_role("link", name="Trends").click()
    expect(page.get_by_text("6 check-ins on 5 of")).to_be_visible()
    return page


def rows(page: Page) -> list[list[str]]:
    """The rows of the table, newest first: heading and cells."""
    found = page.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return [[re.sub(r"\s+", " ", cell) for cell in row] for row in found]


def drawn(page: Page) -> list[list[float]]:
    panels = page.locator(".panel").evaluate_all(f"panels => panels.map({DRAWN})")
    return [[value for _, value in dots] for dots in panels]


def test_picture_table_and_store_say_the_same(trends: Page) -> None:
    stored = sorted(trends.evaluate(STORED), key=lambda row: (row["day"], row["clock"]))[-6:]
    expected = [[row[measure] for row in stored] for measure in MEASURES]
    assert expected[0] == [2, 4, 3, 7, 10, 6]
    assert drawn(trends) == expected

    trends.get_by_role("button", name="Table").click()
    table = [row for row in rows(trends) if len(row) == 4]
    assert [[int(row[at]) for row in reversed(table)] for at in (1, 2, 3)] == expected


def test_a_day_without_a_check_in_breaks_the_line_and_is_counted(trends: Page) -> None:
    line = trends.locator(".panel .line").first.get_attribute("d") or ""
    # 26 and 25 days ago are one run, 12 and 11 another; the dot between stands alone.
    assert [part.count("L") for part in line.split("M")[1:]] == [2, 1]
    expect(trends.get_by_text(re.compile(r"A day without a check-in is a gap \(\d+ here\)"))).to_be_visible()
    trends.get_by_role("button", name="Table").click()
    gaps = [row[0] for row in rows(trends) if len(row) == 1]
    assert [gap for gap in gaps if gap.startswith(("5 days", "6 days"))] == [
        "6 days without a check-in",
        "5 days without a check-in",
    ]


def test_only_sessions_that_took_place_in_this_time_are_marked(trends: Page) -> None:
    expect(trends.locator(".words .name")).to_have_text(["Nasal spray"])
    for mark in trends.locator(".panel .mark").all():
        assert (mark.get_attribute("d") or "").count("M") == 1
    trends.get_by_role("button", name="Earlier").click()
    expect(trends.get_by_text("No check-in in this time.")).to_be_visible()
    expect(trends.locator(".words .name")).to_have_count(0)
    trends.get_by_role("button", name="Later").click()
    expect(trends.locator(".words .name")).to_have_text(["Nasal spray"])


def test_a_year_shows_medians_of_three_ranges_of_five_and_else_the_check_ins(trends: Page) -> None:
    trends.get_by_role("radio", name="1 year").check()
    trends.get_by_role("button", name="Table").click()
    mood = [row[1] for row in rows(trends) if len(row) == 4]
    # Weeks begin on Mondays, so the day on which this runs decides how the last days fall into weeks.
    for cell in mood:
        assert re.fullmatch(r"[\d.]+( \(\d+ to \d+\)| and \d+)?|", cell), cell
    assert any("(" in cell for cell in mood)
    trends.get_by_role("button", name="Chart").click()
    medians = [cell.partition(" ")[0] for cell in reversed(mood) if cell and "and" not in cell]
    by_count = trends.locator(".panel .dot:not(.few)").first.get_attribute("d") or ""
    assert by_count.count("M") <= len(medians)
    expect(trends.locator(".panel .band").first).to_have_attribute("d", re.compile("Z"))


def test_the_arrow_keys_say_every_dot_and_enter_opens_its_day(trends: Page) -> None:
    keys = trends.get_by_role("slider", name="Move through the chart")
    keys.focus()
    keys.press("Home")
    said = []
    for _ in range(7):
        said.append(keys.get_attribute("aria-valuetext") or "")
        keys.press("ArrowRight")
    numbers = [re.sub(r"^.*?: ", "", sentence) for sentence in said]
    assert numbers == [
        "mood 2, anxiety 8, energy 3.",
        "mood 4, anxiety 7, energy 3.",
        "mood 3, anxiety 6, energy 4.",
        "session, nasal spray.",
        "mood 7, anxiety 2, energy 6.",
        "mood 10, anxiety 0, energy 8.",
        "mood 6, anxiety 3, energy 5.",
    ]
    # Written at half past eleven in Honolulu, when it was the next morning at home.
    day = days_ago(12, "23:30")[:10]
    assert ", 23:30:" in said[5]
    keys.press("ArrowLeft")
    keys.press("Enter")
    expect(trends).to_have_url(re.compile(f"/journal/{day}$"))
    expect(trends.get_by_text("Mood 10 · anxiety 0 · energy 8")).to_be_visible()
    trends.go_back()
    expect(trends.locator(".panel svg")).to_have_count(3)


def test_a_tap_says_what_it_is_and_a_second_one_opens_its_day(trends: Page) -> None:
    dots = trends.locator(".panel").first.evaluate(DRAWN)
    place = {"x": dots[3][0], "y": 60.0}
    trends.locator(".panels").tap(position=place)  # type: ignore[arg-type]
    expect(trends.get_by_role("link", name="Open this day")).to_be_visible()
    expect(trends.locator(".panel .value")).to_have_text(["7", "2", "6"])
    trends.locator(".panels").tap(position=place)  # type: ignore[arg-type]
    expect(trends).to_have_url(re.compile(f"/journal/{days_ago(19, '08:15')[:10]}$"))


def test_it_is_drawn_with_the_server_dead(trends: Page, afterglow: Afterglow) -> None:
    assert trends.evaluate(KEPT)
    before = drawn(trends)
    afterglow.kill()
    try:
        trends.reload()
        expect(trends.get_by_text("6 check-ins on 5 of")).to_be_visible()
        assert drawn(trends) == before
    finally:
        afterglow.start()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_view_of_it_is_accessible(
    device: Device, ana: str, axe: Callable[[Page], list[str]], dark: bool
) -> None:
    page = signed_in(device(dark=dark), ana)
    for query in ("", "?as=table", "?range=1-year", "?range=1-year&as=table"):
        page.goto(f"/trends{query}")
        expect(page.locator(".panel svg, table").first).to_be_visible()
        assert not page.evaluate(SIDEWAYS)
        assert axe(page) == []


def test_before_there_is_enough_it_says_so(
    device: Device, afterglow: Afterglow, axe: Callable[[Page], list[str]]
) -> None:
    page = signed_in(device(), written_elsewhere(afterglow))
    page.get_by_role("link", name="Trends").click()
    expect(page.get_by_text(NOT_ENOUGH)).to_be_visible()
    expect(page.get_by_role("link", name="Check in")).to_have_attribute("href", "/check-in")
    assert axe(page) == []


def test_two_check_ins_are_dots_and_no_more(device: Device, afterglow: Afterglow) -> None:
    two = [CheckIn(days_ago(1, "09:00"), 2, 8, 3), CheckIn(days_ago(1, "20:00"), 4, 7, 3)]
    page = signed_in(device(), written_elsewhere(afterglow, *two))
    page.get_by_role("link", name="Trends").click()
    expect(page.get_by_text(NOT_ENOUGH)).to_be_visible()
    expect(page.locator(".panel svg")).to_have_count(3)
    assert drawn(page)[0] == [2, 4]
    expect(page.get_by_text("usually")).to_have_count(0)
