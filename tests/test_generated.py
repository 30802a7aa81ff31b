"""What is generated from the API is committed, and is as new as the API: `make types` writes it anew."""

import os
import subprocess
import sys
from pathlib import Path

from api.openapi import document

PWA = Path(__file__).parent.parent / "pwa"


def test_the_committed_openapi_document_is_the_servers() -> None:
    assert (PWA / "openapi.json").read_text() == document(), "stale: run make types"


def test_the_types_of_the_browser_app_are_made_from_that_document(tmp_path: Path) -> None:
    made = tmp_path / "api-types.ts"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    generate = ["openapi-typescript", str(PWA / "openapi.json"), "--output", str(made)]
    subprocess.run(
        ["npm", "exec", "--workspace", "openapi-gen", "--", *generate],
        cwd=PWA,
        env=os.environ | {"PATH": path},
        check=True,
        capture_output=True,
    )
    assert (PWA / "src/api-types.ts").read_text() == made.read_text(), "stale: run make types"
