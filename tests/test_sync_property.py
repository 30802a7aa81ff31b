"""Several devices of one patient and one therapist on the real server, over a bad network.

The trial itself runs in Node, with the browser's own modules: pwa/src/testing/trial.ts says what is done and
what has to hold in the end.
"""

import asyncio
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.running import Afterglow
from tests.program import REPOSITORY

pytestmark = pytest.mark.slow

PWA = REPOSITORY / "pwa"
RUNS = 12
SECONDS_INTO_A_RUN = 0.4


@pytest.fixture
def afterglow(tmp_path: Path) -> Iterator[Afterglow]:
    running = Afterglow(tmp_path / "data")
    running.start()
    yield running
    running.stop()


async def test_devices_agree_lose_no_text_and_show_nothing_unshown(afterglow: Afterglow) -> None:
    trial = await _trial(afterglow)
    said, _ = await trial.communicate()
    assert trial.returncode == 0, said.decode()


async def test_the_same_with_a_server_that_is_killed_in_run_after_run(
    afterglow: Afterglow, tmp_path: Path
) -> None:
    begun = tmp_path / "runs"
    begun.touch()
    trial = await _trial(afterglow, begun)
    said = asyncio.create_task(trial.communicate())
    kills = seen = 0
    while not said.done():
        await asyncio.sleep(0.02)
        if begun.stat().st_size > seen:
            seen = begun.stat().st_size
            await asyncio.sleep(random.uniform(0, SECONDS_INTO_A_RUN))
            afterglow.kill()
            await asyncio.to_thread(afterglow.start)
            kills += 1
    assert trial.returncode == 0, said.result()[0].decode()
    assert kills >= 3


async def _trial(afterglow: Afterglow, runs: Path | None = None) -> asyncio.subprocess.Process:
    node = REPOSITORY / ".venv" / "bin" / "node"
    return await asyncio.create_subprocess_exec(
        node,
        PWA / "node_modules" / "vitest" / "vitest.mjs",
        "run",
        "--config",
        "build/live.config.ts",
        "--root",
        ".",
        cwd=PWA,
        env=os.environ
        | {
            "AFTERGLOW_URL": afterglow.origin,
            "AFTERGLOW_LINK": afterglow.links["therapist"],
            "AFTERGLOW_RUNS": str(RUNS),
            "AFTERGLOW_RUN_FILE": str(runs or ""),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
