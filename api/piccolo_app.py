"""Names the modules that hold tables, and the one migration history."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="afterglow",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(
        modules=["api.accounts.tables", "api.care.tables", "api.journal.tables"],
    ),
    migration_dependencies=[],
    commands=[],
)
