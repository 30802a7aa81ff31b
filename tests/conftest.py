"""The cast and the stage: a real PostgreSQL built by the migrations, the real app over it.

Every test makes its own people (`ana`, `theo`, `mallory`), so tests run against committed data and clean up
nothing. The database is the embedded one, or the one that DATABASE_URL names.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx
import msgspec
import pytest
from argon2 import PasswordHasher
from hypothesis import settings as hypothesis

from api.accounts import passwords, throttle
from api.app import create_app
from api.asgi import App
from api.database import close_pool, open_pool
from api.embedded import embedded
from api.roles import prepare
from api.server_key import ServerKey, load_server_key
from api.settings import Settings
from tests.people import ORIGIN, Person, link, new_address, new_patient, new_therapist, nobody

# Argon2 at its least: what it costs in earnest is not what these tests are about.
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

# A busy machine is no finding.
hypothesis.register_profile("afterglow", deadline=None)
hypothesis.load_profile("afterglow")


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def key(data: Path) -> ServerKey:
    return load_server_key(data)


@pytest.fixture(scope="session")
async def admin_dsn(data: Path) -> AsyncIterator[str]:
    """A superuser's address of the test database."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    async with embedded(data, lambda _: None) as dsn:
        yield dsn


@pytest.fixture
async def admin(admin_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """Whoever holds the database: sees and changes every row."""
    connection = await asyncpg.connect(admin_dsn)
    yield connection
    await connection.close()


@pytest.fixture(scope="session")
async def app_dsn(admin_dsn: str, key: ServerKey) -> str:
    return await prepare(admin_dsn, key)


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    return Settings(
        data=data,
        host="127.0.0.1",
        port=8000,
        origin=ORIGIN,
        sign_up="open",
        database_url=None,
        trusted_proxy=None,
        connections_per_address=1000,
    )


@pytest.fixture(scope="session")
async def app(app_dsn: str, settings: Settings, key: ServerKey) -> AsyncIterator[App]:
    """The whole app as it is served."""
    passwords.hasher = CHEAP
    await open_pool(app_dsn)
    yield create_app(settings, key)
    await close_pool()


@pytest.fixture(scope="session")
async def client(app: App) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody."""
    async with nobody(app) as client:
        yield client


@pytest.fixture
async def browser(app: App) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody yet, in a browser that keeps cookies, at an address of its own."""
    # The jar of a browser takes a Secure cookie from http://localhost; httpx wants https for that.
    async with nobody(app, new_address(), ORIGIN.replace("http:", "https:")) as client:
        yield client


@pytest.fixture
async def by_invitation(app: App, settings: Settings, key: ServerKey) -> AsyncIterator[httpx.AsyncClient]:
    """Nobody, before an instance where accounts come by invitation."""
    closed = create_app(msgspec.structs.replace(settings, sign_up="invitation"), key)
    async with nobody(closed) as client:
        yield client


@pytest.fixture
def long_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first pause after too many tries is a minute, not a second: a busy machine may dawdle."""
    monkeypatch.setattr(throttle, "FIRST_PAUSE_SECONDS", 60.0)


@pytest.fixture
async def ana(client: httpx.AsyncClient) -> Person:
    return await new_patient(client, "ana")


@pytest.fixture
async def theo(client: httpx.AsyncClient) -> Person:
    return await new_therapist(client, "theo")


@pytest.fixture
async def second_therapist(client: httpx.AsyncClient, ana: Person) -> Person:
    """Another of ana's therapists."""
    person = await new_therapist(client, "theo")
    await link(person, ana)
    return person


@pytest.fixture
async def linked(theo: Person, ana: Person) -> None:
    """ana has accepted theo's invitation."""
    await link(theo, ana)


@pytest.fixture
async def mallory(client: httpx.AsyncClient) -> Person:
    return await new_patient(client, "mallory")
