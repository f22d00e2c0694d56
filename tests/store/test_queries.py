"""The named queries read what they need and no more, in a record that holds every kind."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, text

from db.domain.clients.client import Client
from db.domain.policy import load_packs
from db.store.queries import NAMES, run, statement
from db.store.unit_of_work import SqlReading
from db.usecases.client_page import client_page
from tests.benchmarks.bench_lists import TODAY, VALUES, County
from tests.store.stores import a_store

ASKED = {**VALUES, "counsellor": None}
READ_WHOLE = {
    "households_to_see": {"household"},
    "household_numbers": {"household"},
    "households_listed": {"household"},
    "job_seekers_not_contacted": {"case_file", "client"},
    "certificates_ending": {"case_file", "client"},
    "caseload_numbers": {"case_file", "client"},
}
"""The tables a query lists or counts from end to end; every other one is only looked up."""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlReading]:
    """A small county that no test changes."""
    store = a_store(tmp_path_factory.mktemp("county") / "yiyi.db")
    County(300).write(store)
    with store.reading() as opened:
        yield opened
    store.close()


def scanned(connection: Connection, sql: str, values: Any) -> set[str]:
    """Return the tables a statement reads from end to end."""
    steps = connection.exec_driver_sql(f"explain query plan {sql}", values).all()
    whole = {step[3].split()[1] for step in steps if step[3].startswith("SCAN ")}
    tables = {row[0] for row in connection.exec_driver_sql("select name from sqlite_master")}
    return whole & tables


@pytest.mark.parametrize("name", NAMES)
def test_a_named_query_reads_only_the_tables_it_lists_from_end_to_end(
    reading: SqlReading, name: str
) -> None:
    sql = text(f"explain query plan {statement(name)}")
    steps = reading.connection.execute(sql, dict.fromkeys(ASKED)).all()
    whole = {step[3].split()[1] for step in steps if step[3].startswith("SCAN ")}
    tables = {
        row[0]
        for row in reading.connection.exec_driver_sql(
            "select name from sqlite_master where type = 'table'"
        )
    }
    assert whole & tables <= READ_WHOLE.get(name, set())


def test_the_page_of_a_client_reads_no_table_from_end_to_end(reading: SqlReading) -> None:
    asked: list[tuple[str, Any]] = []

    def noted(_c: object, _k: object, sql: str, values: Any, _x: object, _m: object) -> None:
        asked.append((sql, values))

    clients = [*reading[Client].every()]
    event.listen(reading.connection, "before_cursor_execute", noted)
    for client in (clients[0], clients[len(clients) // 4], clients[-1]):
        client_page(reading, client.id, TODAY, load_packs())
    event.remove(reading.connection, "before_cursor_execute", noted)
    read = {sql: values for sql, values in asked if sql.startswith("select")}
    assert len(read) > len(("case", "note", "placement", "plan"))
    for sql, values in read.items():
        assert scanned(reading.connection, sql, values) == set(), sql


@pytest.mark.parametrize("name", NAMES)
def test_days_come_as_days_and_ids_as_ids(reading: SqlReading, name: str) -> None:
    for row in run(reading.connection, name, ASKED):
        for key, value in row.items():
            if value is not None and (key == "id" or key.endswith("_id")):
                assert isinstance(value, UUID)
            if value is not None and key.endswith(("_on", "until")):
                assert isinstance(value, date)


def test_a_job_seeker_is_listed_by_the_last_contact_of_any_kind(reading: SqlReading) -> None:
    rows = run(reading.connection, "job_seekers_not_contacted", ASKED)
    assert rows
    days = [str(row["last_on"]) for row in rows]
    assert days == sorted(days)
    assert all(row["total"] == len(rows) for row in rows)
    for row in rows:
        notes = reading.connection.exec_driver_sql(
            "select max(noted_on) from live_case_note where client_id = ?",
            (UUID(str(row["client_id"])).bytes,),
        ).scalar()
        assert (notes or "") <= str(row["last_on"]) < str(ASKED["before"])
