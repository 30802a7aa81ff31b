"""The app's figures in a real browser (design, section 9): `python -m bench.browser`.

The built app on the real server; a processor four times slower and a slow 4G network as Chromium imitates
them. Medians of several runs, in milliseconds as the page's own clock has them.
"""

import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.e2e.chromium import chromium
from tests.e2e.conftest import PHONE
from tests.e2e.elsewhere import CheckIn, Session, Wrote, written_elsewhere
from tests.e2e.elsewhere import signed_in as on_a_new_device
from tests.e2e.people import sign_up_patient
from tests.e2e.running import Afterglow
from tests.e2e.versions import DIST

RUNS = 5
SLOWER = 4
# Lighthouse's "slow 4G", applied by the browser itself.
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1_474_560 / 8,
    "uploadThroughput": 84_375,
}

# Notes when what is waited for first stood on the page, and when a button was last pressed. `found` must not
# ask for the page's layout, which would cost what is to be measured.
WATCH = """
(found) => {
  addEventListener("click", () => { window.pressed = performance.now(); window.shown = undefined; }, true);
  new MutationObserver(() => {
    if (window.shown === undefined && found()) window.shown = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
}
"""
SIGN_IN = """() => document.querySelector("main a[href='/sign-in']")"""
CHECK_IN = """() => document.querySelector("main a[href='/check-in']")"""
SAVED = """() => document.querySelector(".said")?.textContent.includes("Saved on this phone")"""
CHART = """() => document.querySelector(".panel .line")"""
# So many days are drawn as weeks, with a band around them.
WHOLE = """() => document.querySelector(".panel .band")"""

STORED = """() => new Promise((resolve) => {
  indexedDB.open("afterglow").onsuccess = ({ target: { result: db } }) => {
    db.transaction("moods").objectStore("moods").count().onsuccess = ({ target }) => {
      db.close();
      resolve(target.result);
    };
  };
})"""

TEN_YEARS = 3650
SESSIONS = 60


def main() -> None:
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    say("first load, brotli, without headers", f"{first_load() / 1000:.1f} kB", "<= 20 kB")
    with playwright_browser() as browser, tempfile.TemporaryDirectory(prefix="afterglow-bench-") as folder:
        afterglow = Afterglow(Path(folder))
        afterglow.start()
        try:
            cold(browser, afterglow)
            trends(browser, afterglow)
            signed_in(browser, afterglow)
        finally:
            afterglow.stop()


def first_load() -> int:
    """What index.html names, and index.html itself."""
    page = (DIST / "index.html").read_text()
    named = [file for file in (DIST / "assets").glob("*.br") if f"/assets/{file.stem}" in page]
    return sum(file.stat().st_size for file in [DIST / "index.html.br", *named])


def cold(browser: Browser, afterglow: Afterglow) -> None:
    def once() -> float:
        context = phone(browser, afterglow)
        page = context.new_page()
        watch(page, SIGN_IN)
        slow(page, network=True)
        page.goto("/")
        shown = when_shown(page)
        context.close()
        return shown

    say("interactive, 4x CPU and slow 4G", median(once), "<= 1500 ms")


def signed_in(browser: Browser, afterglow: Afterglow) -> None:
    context = phone(browser, afterglow)
    page = sign_up_patient(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()

    def save() -> float:
        page = context.new_page()
        watch(page, SAVED)
        slow(page)
        page.goto("/check-in")
        for number in range(3):
            page.locator(".scale").nth(number).get_by_role("radio", name="5", exact=True).check()
        took = after_pressing(page, page.get_by_role("button", name="Save"))
        page.close()
        return took

    say("save, from tap to saved, 4x CPU", median(save), "<= 100 ms")
    afterglow.kill()

    def start() -> float:
        page = context.new_page()
        watch(page, CHECK_IN)
        slow(page)
        page.goto("/")
        shown = when_shown(page)
        page.close()
        return shown

    say("offline start with the server dead, 4x CPU", median(start), "<= 600 ms")
    context.close()


def trends(browser: Browser, afterglow: Afterglow) -> None:
    context = phone(browser, afterglow)
    email = written_elsewhere(afterglow, *ten_years())
    page = on_a_new_device(context, email)
    arrived(page, TEN_YEARS - 1)
    page.close()

    def first() -> float:
        page = on_today(context, CHART)
        took = after_pressing(page, page.get_by_role("link", name="Trends", exact=True))
        page.close()
        return took

    def whole() -> float:
        page = on_today(context, WHOLE)
        page.get_by_role("link", name="Trends", exact=True).click()
        expect(page.locator(".panel .line").first).to_be_attached()
        took = after_pressing(page, page.get_by_role("radio", name="All", exact=True))
        page.close()
        return took

    say("trends, first chart of a ten-year journal, 4x CPU", median(first), "<= 400 ms")
    say("trends, all ten years drawn, 4x CPU", median(whole), "")
    context.close()


def arrived(page: Page, check_ins: int) -> None:
    for _ in range(600):
        if page.evaluate(STORED) == check_ins:
            return
        page.wait_for_timeout(500)
    raise AssertionError("the journal did not arrive")


def ten_years() -> Iterator[Wrote]:
    now = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
    for day in range(1, TEN_YEARS):
        at = (now - timedelta(days=day)).isoformat()
        yield CheckIn(at, day * 7 % 11, day * 5 % 11, day * 3 % 11)
        if day % (TEN_YEARS // SESSIONS) == 0:
            yield Session(at, "nasal")


def on_today(context: BrowserContext, waiting_for: str) -> Page:
    page = context.new_page()
    watch(page, waiting_for)
    page.goto("/")
    expect(page.get_by_role("link", name="Check in")).to_be_visible()
    slow(page)
    return page


def phone(browser: Browser, afterglow: Afterglow) -> BrowserContext:
    return browser.new_context(base_url=afterglow.origin, **PHONE)


def watch(page: Page, found: str) -> None:
    page.add_init_script(f"({WATCH})({found})")


def slow(page: Page, network: bool = False) -> None:
    control = page.context.new_cdp_session(page)
    control.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    if network:
        control.send("Network.enable")
        control.send("Network.emulateNetworkConditions", SLOW_4G)


def when_shown(page: Page) -> float:
    for _ in range(400):
        shown = page.evaluate("window.shown ?? null")
        if shown is not None:
            return float(shown)
        page.wait_for_timeout(25)
    expect(page.locator("body")).to_have_text("what was waited for", timeout=1)
    raise AssertionError


def after_pressing(page: Page, what: Locator) -> float:
    what.click()
    return when_shown(page) - float(page.evaluate("window.pressed"))


def median(once: Callable[[], float]) -> str:
    """And the best, which other work on the machine disturbs least."""
    runs = [once() for _ in range(RUNS)]
    return f"{statistics.median(runs):.0f} ms, best {min(runs):.0f}"


@contextmanager
def playwright_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium().launch_options())  # type: ignore[arg-type]
        yield browser
        browser.close()


def say(what: str, measured: str, aim: str) -> None:
    print(f"{what:58}{measured:>22}{aim:>16}", flush=True)


if __name__ == "__main__":
    main()
