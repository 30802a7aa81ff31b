"""Who may import whom: what ruff's list of banned modules is too coarse to say."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path.relative_to(ROOT) for path in ROOT.glob("api/**/*.py"))

LITESTAR = {"app", "errors", "wire", "sign_in", "routes"}
PICCOLO = {"tables", "database", "piccolo_app"}
# A feature may import those to its left, never their routes.
FEATURES = ["accounts", "care", "journal", "trends"]


def imports_of(path: Path) -> set[str]:
    """Every module named, and for `from a import b` also a.b, which may be a module."""
    named: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text())):
        if isinstance(node, ast.Import):
            named.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.add(node.module)
            named.update(f"{node.module}.{alias.name}" for alias in node.names)
    return named


def feature_of(path: Path) -> str | None:
    return path.parts[1] if path.parts[1] in FEATURES else None


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_framework_stays_in_its_modules(path: Path) -> None:
    tops = {name.partition(".")[0] for name in imports_of(path)}
    assert "litestar" not in tops or path.stem in LITESTAR
    assert "piccolo" not in tops or path.stem in PICCOLO or "migrations" in path.parts
    # Tables that import it vanish from migrations, depending on what is imported first.
    assert "piccolo_conf" not in tops or path.stem != "tables"


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_feature_knows_only_those_before_it(path: Path) -> None:
    own = feature_of(path)
    for name in imports_of(path):
        api, feature, module, *_ = [*name.split("."), "", "", ""]
        if api != "api" or feature not in FEATURES or path.name == "app.py":
            continue
        assert feature == own or module != "routes", f"{name}: routes belong to the app alone"
        if own:
            assert FEATURES.index(feature) <= FEATURES.index(own), f"{own} knows {name}"


def test_the_service_worker_imports_nothing() -> None:
    """It must start without a network, whatever becomes of the app's own modules."""
    assert "import " not in (ROOT / "pwa/src/sw.ts").read_text()
