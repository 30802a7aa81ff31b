"""The program as people start it, in a folder of its own: to be used, killed and started again."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from tests.program import REPOSITORY, free_port

LINK = re.compile(r"A (therapist|patient)'s account:\s+(\S+)")


class Afterglow:
    """`links`: the one-time links that its first start printed, by role."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.links: dict[str, str] = {}
        self.process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "AFTERGLOW_PORT": str(self.port),
            "AFTERGLOW_DATA": str(self.data),
            "AFTERGLOW_SIGN_UP": "open",
            "AFTERGLOW_CONNECTIONS_PER_ADDRESS": "500",
            "AFTERGLOW_QUESTIONNAIRES": str(REPOSITORY / "tests" / "questionnaires"),
            "DATABASE_URL": "",
        }

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api.cli", "serve"],
            cwd=REPOSITORY,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := LINK.search(line):
                self.links[found[1]] = found[2]
            if "Ctrl-C" in line:
                return
        raise AssertionError("the server ended before it was ready")

    def kill(self) -> None:
        """As a power cut would end it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def invite(self, role: str) -> str:
        """A one-time link for a new account, made as an operator makes it."""
        made = subprocess.run(
            [sys.executable, "-m", "api.cli", "invite", f"--{role}"],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return made.stdout.strip().splitlines()[-1]

    @property
    def admin_dsn(self) -> str:
        """Whoever holds the database: sees and changes every row."""
        password = (self.data / "postgres.password").read_text().strip()
        socket = quote(str(self.data / "postgres" / "socket"), safe="")
        return f"postgresql://postgres:{password}@/postgres?host={socket}&port=5432"

    def _end(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(30)
        if self.process is not None and self.process.stdout is not None:
            self.process.stdout.close()
