"""The sitemap: every router, error handlers, security headers and the built PWA."""

from collections.abc import Sequence
from functools import cache
from typing import cast

import msgspec
from litestar import Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig

from api import routes
from api.accounts import routes as accounts
from api.accounts.sign_in import account, private_first
from api.asgi import App
from api.bodies import with_bounded_bodies
from api.care import routes as care
from api.described import described
from api.errors import EXCEPTION_HANDLERS
from api.headers import with_security_headers
from api.journal import routes as journal
from api.journal.questionnaires import add_from
from api.pwa import with_pwa
from api.same_site import same_site_only
from api.server_key import ServerKey
from api.settings import VERSION, Settings
from api.trends import routes as trends
from api.wire import StrictRequest

ROUTES = [*routes.ROUTES, *accounts.ROUTES, *care.ROUTES, *journal.ROUTES, *trends.ROUTES]


def create_app(settings: Settings, key: ServerKey) -> App:
    """The whole program as one ASGI app, without its database: `api.database.open_pool` comes first.

    From the outside in: headers on every answer, refusal of other sites, bounds on bodies, then the app's
    files or the API. Raises WrongQuestionnaire when one of the operator's cannot be used.
    """
    add_from(settings.questionnaires)
    api = cast(App, litestar(settings, key))
    bounded = with_bounded_bodies(with_pwa(api))
    return with_security_headers(
        same_site_only(bounded, settings.origin), settings.origin.startswith("https")
    )


def litestar(settings: Settings, key: ServerKey) -> Litestar:
    """The API alone."""
    return _litestar(settings, key, [*ROUTES, openapi], None)


@get("/api/openapi.json", media_type="application/vnd.oai.openapi+json", include_in_schema=False)
async def openapi(settings: NamedDependency[Settings], key: NamedDependency[ServerKey]) -> bytes:
    """The OpenAPI 3.1 document of all routes."""
    return openapi_document(settings, key)


@cache
def openapi_document(settings: Settings, key: ServerKey) -> bytes:
    """Taken from an app of its own that serves nobody: Litestar would add pages under /api to one that does,
    which answer in HTML."""
    description = OpenAPIConfig(title="Afterglow", version=VERSION, use_handler_docstrings=True)
    spoken = _litestar(settings, key, ROUTES, description)
    return msgspec.json.encode(described(spoken.openapi_schema.to_schema()))


def _litestar(
    settings: Settings,
    key: ServerKey,
    handlers: Sequence[HTTPRouteHandler],
    description: OpenAPIConfig | None,
) -> Litestar:
    return Litestar(
        route_handlers=handlers,
        request_class=StrictRequest,
        before_request=private_first,
        dependencies={
            "account": Provide(account),
            "settings": Provide(lambda: settings, sync_to_thread=False, use_cache=True),
            "key": Provide(lambda: key, sync_to_thread=False, use_cache=True),
        },
        exception_handlers=EXCEPTION_HANDLERS,
        openapi_config=description,
        request_max_body_size=None,
        logging_config=None,
        debug=False,
    )
