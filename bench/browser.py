"""The app's figures in a real browser (design, section 9): `python -m bench.browser`.

The built app on the real server; a processor four times slower and a slow 4G network as Chromium imitates
them. Medians of several runs, in milliseconds as the page's own clock has them.
"""

import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.chromium import chromium
from tests.e2e.conftest import PHONE
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

# Notes when a text first stood on the page, and when the last button was pressed.
WATCH = """
(wanted) => {
  addEventListener("click", () => { window.pressed = performance.now(); window.shown = undefined; }, true);
  new MutationObserver(() => {
    if (window.shown === undefined && document.body?.innerText.includes(wanted))
      window.shown = performance.now();
  }).observe(document, { childList: true, subtree: true, characterData: true });
}
"""


def main() -> None:
    say("first load, brotli, without headers", f"{first_load() / 1000:.1f} kB", "<= 20 kB")
    with playwright_browser() as browser, tempfile.TemporaryDirectory(prefix="afterglow-bench-") as folder:
        afterglow = Afterglow(Path(folder))
        afterglow.start()
        try:
            cold(browser, afterglow)
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
        watch(page, "Sign in")
        slow(page, network=True)
        page.goto("/")
        shown = when_shown(page)
        context.close()
        return shown

    say("interactive, 4x CPU and slow 4G", f"{median(once):.0f} ms", "<= 1500 ms")


def signed_in(browser: Browser, afterglow: Afterglow) -> None:
    context = phone(browser, afterglow)
    page = sign_up_patient(context)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.close()

    def save() -> float:
        page = context.new_page()
        watch(page, "Saved on this phone")
        slow(page)
        page.goto("/check-in")
        for number in range(3):
            page.get_by_role("radio", name="5", exact=True).nth(number).check()
        page.evaluate("window.shown = undefined")
        page.get_by_role("button", name="Save").click()
        took = when_shown(page) - float(page.evaluate("window.pressed"))
        page.close()
        return took

    say("save, from tap to saved, 4x CPU", f"{median(save):.0f} ms", "<= 100 ms")
    afterglow.kill()

    def start() -> float:
        page = context.new_page()
        watch(page, "Check in")
        slow(page)
        page.goto("/")
        shown = when_shown(page)
        page.close()
        return shown

    say("offline start with the server dead, 4x CPU", f"{median(start):.0f} ms", "<= 600 ms")
    context.close()


def phone(browser: Browser, afterglow: Afterglow) -> BrowserContext:
    return browser.new_context(base_url=afterglow.origin, **PHONE)


def watch(page: Page, wanted: str) -> None:
    page.add_init_script(f"({WATCH})({wanted!r})")


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


def median(once: Callable[[], float]) -> float:
    return statistics.median(once() for _ in range(RUNS))


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
