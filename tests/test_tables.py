"""Piccolo's tables are declared twice: in Python, and by the migrations. The two say the same."""

from typing import Any

import asyncpg
import pytest

from api.piccolo_app import APP_CONFIG

# Touched by the door's functions alone, or read by one line of SQL.
WITHOUT_A_CLASS = {"instance", "attempt", "migration"}

COLUMNS = """
SELECT column_name, upper(data_type) AS type, is_nullable = 'YES' AS nullable
FROM information_schema.columns WHERE table_schema = 'afterglow' AND table_name = $1
"""
UNIQUE = """
SELECT a.attname FROM pg_index i
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indnkeyatts = 1
"""
TYPES = {"TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ"}

TABLES = sorted(APP_CONFIG.table_classes, key=lambda table: str(table._meta.tablename))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table._meta.tablename))
async def test_a_table_is_declared_as_it_is(app_dsn: str, admin: asyncpg.Connection, table: Any) -> None:
    rows = await admin.fetch(COLUMNS, table._meta.tablename)
    real = {row["column_name"]: (TYPES.get(row["type"], row["type"]), row["nullable"]) for row in rows}
    declared = {
        column._meta.db_column_name: (column.column_type, column._meta.null) for column in table._meta.columns
    }
    assert declared == real


@pytest.mark.parametrize("table", TABLES, ids=lambda table: str(table._meta.tablename))
async def test_what_is_declared_unique_is(app_dsn: str, admin: asyncpg.Connection, table: Any) -> None:
    rows = await admin.fetch(UNIQUE, f"afterglow.{table._meta.tablename}")
    real = {row["attname"] for row in rows}
    declared = {c._meta.db_column_name for c in table._meta.columns if c._meta.unique}
    # Piccolo wants one column for a primary key, and calls one so where the real key has several.
    assert declared == real - {table._meta.primary_key._meta.db_column_name}


async def test_every_table_has_its_class(app_dsn: str, admin: asyncpg.Connection) -> None:
    rows = await admin.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'afterglow'")
    declared = {table._meta.tablename for table in TABLES}
    assert {row["tablename"] for row in rows} == declared | WITHOUT_A_CLASS
