"""The built app on the real server, and people with browsers of their own.

- `afterglow`: the running program (`origin`, `links`, `kill()`, `start()`, `admin_dsn`), one for all tests.
- `device`: makes a new, empty browser: `device()` a phone of 360 x 780, `device(desktop=True)`, also
  `dark=True`. Every page of it is watched: a violation of the content security policy, a request to another
  origin or an error that nobody caught fails the test at its end.
- `axe(page)`: findings of axe-core on the page as it stands, by the rules of WCAG 2.2 AA and best practice.

How people sign up, write and share through the screens is in tests/e2e/people.py.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    expect,
    sync_playwright,
)

from tests.e2e.chromium import chromium
from tests.e2e.running import Afterglow
from tests.e2e.versions import DIST

Device = Callable[..., BrowserContext]

# What is waited for comes at once; a machine with other work on it may take its time.
PATIENCE_MS = 20_000
expect.set_options(timeout=PATIENCE_MS)

AXE = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = re.compile("Content Security Policy|Trusted ?Type|TrustedScript", re.IGNORECASE)
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 780},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="session")
def afterglow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Afterglow]:
    assert (DIST / "sw.js").exists(), "The app is not built: make build"
    running = Afterglow(tmp_path_factory.mktemp("afterglow"))
    running.start()
    yield running
    running.stop()


# While it is open Playwright holds the thread's event loop, and the asynchronous tests need that after us.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(**chromium().launch_options())  # type: ignore[arg-type]
    yield browser
    browser.close()


@pytest.fixture
def device(browser: Browser, afterglow: Afterglow) -> Iterator[Device]:
    with _devices(browser, afterglow) as device:
        yield device


@pytest.fixture(scope="module")
def lasting_device(browser: Browser, afterglow: Afterglow) -> Iterator[Device]:
    """The same for people who are signed up once for all tests of a file."""
    with _devices(browser, afterglow) as device:
        yield device


@contextmanager
def _devices(browser: Browser, afterglow: Afterglow) -> Iterator[Device]:
    watched: list[tuple[BrowserContext, Watch]] = []

    def make(*, desktop: bool = False, dark: bool = False, **more: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=afterglow.origin,
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            timezone_id="Europe/Berlin",
            reduced_motion="reduce",
            **(DESKTOP if desktop else PHONE),
            **more,
        )
        context.set_default_timeout(PATIENCE_MS)
        watched.append((context, Watch(context, afterglow.origin)))
        return context

    yield make
    for context, _ in watched:
        context.close()
    for _, watch in watched:
        assert watch.seen == []


class Watch:
    """What must never be seen in a browser of ours."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.seen: list[str] = []
        self.origin = origin
        context.on("console", self._console)
        context.on("request", self._request)
        context.on("weberror", lambda error: self.seen.append(f"uncaught: {error.error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if POLICY.search(message.text):
            self.seen.append(f"policy: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "blob:", "data:")):
            self.seen.append(f"foreign: {request.url}")


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    source = AXE.read_text()

    def findings(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate(
            "(rules) => axe.run(document, {runOnly: rules, resultTypes: ['violations', 'incomplete']})",
            AXE_RULES,
        )
        return [
            f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
            for kind in ("violations", "incomplete")
            for rule in found[kind]
            for node in rule["nodes"]
        ]

    return findings
