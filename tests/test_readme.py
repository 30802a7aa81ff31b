"""The example of the README is run as it stands there."""

import asyncio
import os
import re
import sys
from pathlib import Path

from tests.program import REPOSITORY, Program


async def test_the_example_of_the_readme_works(tmp_path: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text()
    [example] = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    async with Program(tmp_path / "data") as program:
        running = await asyncio.create_subprocess_exec(
            sys.executable,
            "-W",
            "error",
            "-c",
            example,
            env=os.environ | {"AFTERGLOW_ORIGIN": program.origin},
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await running.communicate()
    assert running.returncode == 0
    assert said.decode().splitlines() == ["saved as revision 1", "Light on the water."]


def test_every_variable_that_is_read_is_in_the_readme() -> None:
    settings = (REPOSITORY / "api" / "settings.py").read_text()
    readme = (REPOSITORY / "README.md").read_text()
    for name in re.findall(r'"(AFTERGLOW_[A-Z_]+|DATABASE_URL)"', settings):
        assert f"`{name}`" in readme, name
