"""`python -m api.openapi` prints the OpenAPI 3.1 document, the same that a running server answers."""

import json
import sys
from pathlib import Path

from api.app import openapi_document
from api.server_key import ServerKey
from api.settings import Settings

# Nothing of it shows in the document; no server is started and no key is used.
NOWHERE = Settings(
    data=Path("data"),
    host="127.0.0.1",
    port=8000,
    origin="http://localhost:8000",
    sign_up="invitation",
    database_url=None,
    trusted_proxy=None,
    connections_per_address=1,
)


def document() -> str:
    schema = json.loads(openapi_document(NOWHERE, ServerKey(bytes(32))))
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
