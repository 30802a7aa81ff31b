"""Every environment variable the program reads, typed, read once, failing loudly."""

import os
from pathlib import Path
from typing import Literal, cast

import msgspec

VERSION = "0.1.0"


class WrongSetting(Exception):
    """An environment variable holds something the program cannot use; the text says which and why."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the operator chose.

    data: the one folder that holds the embedded database and the server key.
    origin: scheme, host and port under which people reach the app, without a trailing slash.
    database_url: None means the embedded PostgreSQL.
    trusted_proxy: address of the reverse proxy whose X-Forwarded-* headers are believed, or None.
    questionnaires: a folder with questionnaires besides those that we ship, or None.
    """

    data: Path
    host: str
    port: int
    origin: str
    sign_up: Literal["open", "invitation"]
    database_url: str | None
    trusted_proxy: str | None
    connections_per_address: int
    questionnaires: Path | None = None


def settings_from_environment() -> Settings:
    """Raises WrongSetting when a variable cannot be used as it is."""
    port = _number("AFTERGLOW_PORT", 8000, 1, 65535)
    sign_up = os.environ.get("AFTERGLOW_SIGN_UP", "invitation")
    if sign_up not in ("open", "invitation"):
        raise WrongSetting("AFTERGLOW_SIGN_UP must be 'open' or 'invitation'.")
    return Settings(
        data=Path(os.environ.get("AFTERGLOW_DATA") or "data").absolute(),
        host=os.environ.get("AFTERGLOW_HOST") or "127.0.0.1",
        port=port,
        origin=_origin(port),
        sign_up=cast(Literal["open", "invitation"], sign_up),
        database_url=os.environ.get("DATABASE_URL") or None,
        trusted_proxy=os.environ.get("AFTERGLOW_TRUSTED_PROXY") or None,
        connections_per_address=_number("AFTERGLOW_CONNECTIONS_PER_ADDRESS", 64, 1, 100_000),
        questionnaires=_folder("AFTERGLOW_QUESTIONNAIRES"),
    )


def _origin(port: int) -> str:
    origin = os.environ.get("AFTERGLOW_ORIGIN") or f"http://localhost:{port}"
    scheme, _, host = origin.partition("://")
    if scheme not in ("http", "https") or not host or "/" in host:
        raise WrongSetting("AFTERGLOW_ORIGIN must look like https://journal.example.org.")
    if scheme == "http" and host.partition(":")[0] != "localhost":
        raise WrongSetting("AFTERGLOW_ORIGIN must be https, except on localhost.")
    return origin


def _folder(name: str) -> Path | None:
    given = os.environ.get(name)
    return Path(given).absolute() if given else None


def _number(name: str, default: int, least: int, most: int) -> int:
    text = os.environ.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise WrongSetting(f"{name} must be a whole number from {least} to {most}.")
    return int(text)
