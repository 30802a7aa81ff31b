"""The database engine and the one Piccolo app, where Piccolo looks for them."""

from piccolo.conf.apps import AppRegistry

from api.database import DB

__all__ = ["APP_REGISTRY", "DB"]

APP_REGISTRY = AppRegistry(apps=["api.piccolo_app"])
