"""Bring a file to this version's tables: create, upgrade, or refuse a newer one."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from db.fields.problem import Problem
from db.fields.text import Text
from db.store import search_index
from db.store.cells import learn_fields, learn_table
from db.store.engine import driver_of
from db.store.persons import affected_clients, refresh_persons
from db.store.schema import SCHEMA_VERSION, Schema
from db.store.tables import add_missing, create_tables

NEWER = Text(
    "这份档案是更新版本的一一写的（第 {found} 版，这里认识到第 {known} 版），没有作任何改动。"
    "请先安装新版本。",
    "This record was written by a newer Yiyi (version {found}; this one knows {known}). "
    "Nothing was changed. Install the newer version first.",
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from the version before to ``number``; frozen the day it ships."""

    number: int
    name: str
    run: Callable[[Connection], None]


MIGRATIONS: tuple[Migration, ...] = ()
"""Steps after the first release, in order. None yet: version 1 is the first."""


def prepare(
    connection: Connection, schema: Schema, migrations: tuple[Migration, ...] = MIGRATIONS
) -> bool:
    """Make the tables what this version needs, within the caller's transaction.

    Returns:
        Whether the file was empty and has just been created.

    Raises:
        Problem: The file was written by a newer Yiyi.
    """
    found = int(connection.exec_driver_sql("pragma user_version").scalar_one())
    newest = max([SCHEMA_VERSION, *(m.number for m in migrations)])
    if found > newest:
        raise Problem(NEWER, found=found, known=newest)
    if found == 0:
        create_tables(connection, schema)
        search_index.create_search(connection)
    for migration in migrations:
        if 0 < found < migration.number:
            migration.run(connection)
    if found:
        _learn(connection, schema)
    if found != newest:
        connection.exec_driver_sql(f"pragma user_version={newest}")
    return found == 0


def _learn(connection: Connection, schema: Schema) -> None:
    """Take up what earlier versions could only keep: new tables, new fields, new values."""
    driver = driver_of(connection)
    created = add_missing(connection, schema)
    if not created and driver.execute("select 1 from y_extra limit 1").fetchone() is None:
        return
    driver.execute("update y_guard set writing=1")
    for table in created:
        learn_table(driver, table)
    moved = learn_fields(driver, schema)
    refresh_persons(connection, affected_clients(connection, moved, schema.with_client))
    driver.execute("update y_guard set writing=0")
