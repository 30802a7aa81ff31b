"""Finds a Chromium for the browser tests, or brings one that needs no root.

`python -m tests.e2e.chromium` does it ahead of the tests and says which one it is.
"""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

INSTALL_LINE = "apt-get install chromium (or name one: make test CHROMIUM=/path/to/chromium)"
ON_PATH = ("chromium", "chromium-browser", "google-chrome")

# Not the bundled package's own arguments: those turn web security off, which is what we test.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

BUNDLE = Path(__file__).parent / "browser"
UNPACKED = BUNDLE / "unpacked"
# The package decides by this variable whether the libraries (NSS, NSPR, expat) are unpacked too.
WITH_LIBRARIES = {"AWS_EXECUTION_ENV": "AWS_Lambda_nodejs24.x"}
UNPACK = "import c from '@sparticuz/chromium'; await c.executablePath()"


class NoChromium(Exception):
    """No browser could be found or brought; the text says what to install."""


@dataclass(frozen=True)
class Chromium:
    """executable: None means the one that Playwright itself keeps."""

    executable: Path | None
    environment: dict[str, str] = field(default_factory=dict)

    def launch_options(self) -> dict[str, object]:
        """For Playwright's `launch` and `launch_persistent_context`."""
        return {
            "executable_path": self.executable,
            "env": os.environ | self.environment,
            "args": ARGS,
            "headless": True,
        }


@cache
def chromium() -> Chromium:
    """The variable CHROMIUM, then PATH, then one of our own. Raises NoChromium."""
    if named := os.environ.get("CHROMIUM"):
        found = shutil.which(named)
        if found is None or not _starts(Chromium(Path(found))):
            raise NoChromium(f"CHROMIUM={named} is no browser that starts. {INSTALL_LINE}")
        return Chromium(Path(found))
    for name in ON_PATH:
        found = shutil.which(name)
        if found and _starts(Chromium(Path(found))):
            return Chromium(Path(found))
    return _brought()


def _brought() -> Chromium:
    try:
        browser = _bundled() if (sys.platform, platform.machine()) == ("linux", "x86_64") else _playwrights()
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoChromium(f"No Chromium here, and none could be brought ({error}). {INSTALL_LINE}") from error
    if not _starts(browser):
        raise NoChromium(f"The Chromium that was brought does not start on this machine. {INSTALL_LINE}")
    return browser


def _bundled() -> Chromium:
    if not UNPACKED.exists():
        print("No Chromium on this machine. Bringing one (75 MB) ...", flush=True)
        node = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
        subprocess.run(["npm", "--prefix", BUNDLE, "ci"], env=node, check=True, stdout=subprocess.DEVNULL)
        # Unpacked beside and renamed, so that what an interrupted run leaves is never taken for whole.
        place = tempfile.mkdtemp(prefix="unpacked-", dir=BUNDLE)
        script = ["node", "--input-type=module", "--eval", UNPACK]
        subprocess.run(script, cwd=BUNDLE, env=node | WITH_LIBRARIES | {"TMPDIR": place}, check=True)
        Path(place).rename(UNPACKED)
    fonts = UNPACKED / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{UNPACKED}/fonts</dir><dir>/usr/share/fonts</dir>"
        f"<cachedir>{UNPACKED}/fonts-cache</cachedir></fontconfig>"
    )
    libraries = {"LD_LIBRARY_PATH": f"{UNPACKED}/al2023/lib", "FONTCONFIG_FILE": str(fonts)}
    return Chromium(UNPACKED / "chromium", libraries)


def _playwrights() -> Chromium:
    """Playwright's own build, downloaded by Playwright once per machine."""
    print("No Chromium on this machine. Playwright brings its own ...", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=True)
    return Chromium(None)


def _starts(browser: Chromium) -> bool:
    """A name on PATH may be a stub that only says where to get the real thing."""
    if browser.executable is None:
        return True
    try:
        asked = subprocess.run(
            [browser.executable, "--version"],
            env=os.environ | browser.environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


if __name__ == "__main__":
    try:
        print("Browser:", chromium().executable or "Playwright's own")
    except NoChromium as none:
        sys.exit(str(none))
