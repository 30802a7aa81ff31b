"""Makes the OpenAPI document say what is true, where Litestar's own differs from what we do.

Litestar describes bytes by their own length instead of their base64, and a refusal as its own shape. Here
the schemas come from msgspec, which also decodes the bodies, and a refusal is problem details (RFC 9457).
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from api.errors import PROBLEM, Problem

SHAPES = (
    "api.routes",
    "api.errors",
    "api.accounts.shapes",
    "api.care.shapes",
    "api.journal.shapes",
    "api.journal.questionnaires",
    "api.trends.shapes",
)
REFERENCE = "#/components/schemas/{name}"
METHODS = {"get", "post", "put", "delete"}


def described(document: dict[str, Any]) -> dict[str, Any]:
    """The document with msgspec's schemas under the same names, and with refusals as they are."""
    schemas = document["components"]["schemas"]
    named = {struct.__name__: struct for struct in _structs() if struct.__name__ in schemas}
    _, components = msgspec.json.schema_components([*named.values(), Problem], ref_template=REFERENCE)
    for schema in components.values():
        schema["description"] = " ".join(schema.get("description", "").split())
    schemas.update(components)
    for operation in _operations(document):
        operation["description"] = " ".join(operation.get("description", "").split())
        responses = operation["responses"]
        responses.pop("400", None)
        responses["default"] = {
            "description": "A refusal. `type` tells programs which, `detail` tells a person.",
            "content": {PROBLEM: {"schema": {"$ref": REFERENCE.format(name="Problem")}}},
        }
    return document


def _structs() -> Iterator[type[msgspec.Struct]]:
    waiting = list(msgspec.Struct.__subclasses__())
    while waiting:
        struct = waiting.pop()
        waiting += struct.__subclasses__()
        if struct.__module__ in SHAPES:
            yield struct


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from (operation for method, operation in path.items() if method in METHODS)
