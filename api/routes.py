"""Is the app up, and which instance is it?"""

from typing import Literal
from uuid import UUID

import msgspec
from litestar import get
from litestar.di import NamedDependency

from api.database import anonymous_tx
from api.settings import VERSION, Settings


class Health(msgspec.Struct, frozen=True):
    status: Literal["ok"]


class Instance(msgspec.Struct, frozen=True):
    """What a device needs before anyone is signed in. `id` is part of every password's salt."""

    id: UUID
    sign_up: Literal["open", "invitation"]
    version: str


@get("/health")
async def health() -> Health:
    """200 when the app and the database answer; 503 otherwise."""
    async with anonymous_tx() as connection:
        await connection.execute("SELECT 1")
    return Health("ok")


@get("/api/instance")
async def instance(settings: NamedDependency[Settings]) -> Instance:
    """Which server this is, and whether everybody may sign up or only who was invited."""
    async with anonymous_tx() as connection:
        id = await connection.fetchval("SELECT id FROM instance")
    return Instance(id, settings.sign_up, VERSION)


ROUTES = [health, instance]
