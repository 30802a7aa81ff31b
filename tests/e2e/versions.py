"""A server whose folder can be exchanged and which can be dead, and other versions of the built app."""

import base64
import hashlib
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DIST = ROOT / "pwa/dist"


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.05)


class Server:
    """One address for as long as a test lasts; no API behind it."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.origin = f"http://localhost:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def serve(self, folder: Path) -> None:
        self.kill()
        command = [sys.executable, "-m", "tests.e2e.folder_server", str(folder), str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT)
        until(self._answers)

    def kill(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False


def another_version(name: str, at: Path, without: str = "") -> Path:
    """The built app under another description, as a new build would differ.

    without: a lazily loaded part that this version no longer has under its old name.
    """
    shutil.copytree(DIST, at)
    page, worker = at / "index.html", at / "sw.js"
    page.write_text(re.sub(r'(name="description" content=)"[^"]*"', rf'\1"{name}"', page.read_text()))
    integrity = "sha256-" + base64.b64encode(hashlib.sha256(page.read_bytes()).digest()).decode()
    script = re.sub(r'("/index\.html",)"sha256-[^"]+"', rf'\1"{integrity}"', worker.read_text())
    # The name of its cache comes from the list of its files.
    script, names = re.subn(r'"[\w-]{10}"(?=,\w+=new Map)', f'"{name:-<10}"', script)
    assert names == 1, "sw.js no longer looks as it did"
    if without:
        script = re.sub(rf'\["/assets/{without}-[^"]+"\],', "", script)
        for part in at.glob(f"assets/{without}-*"):
            part.unlink()
    worker.write_text(script)
    for packed in [*at.glob("index.html.*"), *at.glob("sw.js.*")]:
        packed.unlink()
    return at
