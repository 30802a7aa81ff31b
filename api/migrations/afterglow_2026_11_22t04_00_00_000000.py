"""The first version: accounts, sign-ins, invitations, care links, entries and their feeds."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from api.migrations import run_script

ID = "2026-11-22T04:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Tables, row-level security and the door of the first version"

SCRIPTS = ("tables", "access", "door_accounts", "door_journal", "owners")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="afterglow", description=DESCRIPTION)

    async def run() -> None:
        for script in SCRIPTS:
            await run_script(f"0001_{script}")

    manager.add_raw(run)
    return manager
