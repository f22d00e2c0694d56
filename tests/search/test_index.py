"""The index keeps up with the record, in its transaction, and is read without full scans."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, event

from db.search.person import Facet, Filters, Order, OrderKey, PersonRow
from db.search.tokens import SCHEME
from db.store.search_index import (
    check,
    create_search,
    facets,
    find,
    ids,
    put_person,
    put_persons,
    rebuild,
    remove_person,
    rows_by_no,
    tidy,
)
from tests.search.people import CROWD, SPECIAL, invented


def found(connection: Connection, query: str) -> list[str | None]:
    return [row.name for row in find(connection, query).rows]


def statements(connection: Connection) -> list[tuple[str, Any]]:
    seen: list[tuple[str, Any]] = []

    @event.listens_for(connection, "before_cursor_execute")
    def noted(_c: object, _k: object, sql: str, values: Any, _x: object, _m: object) -> None:
        seen.append((sql, values))

    return seen


def test_a_new_name_finds_the_person_and_the_old_one_does_not(connection: Connection) -> None:
    person = invented("仇英")
    put_person(connection, person)
    put_person(connection, replace(person, name="解放"))
    assert found(connection, "qiuying") == []
    assert found(connection, "xiefang") == ["解放"]
    assert check(connection)


def test_a_person_taken_out_is_not_found(connection: Connection) -> None:
    put_persons(connection, SPECIAL)
    assert remove_person(connection, SPECIAL[0].row_id)
    assert not remove_person(connection, SPECIAL[0].row_id)
    assert found(connection, "欧阳") == []
    assert check(connection)


def test_a_number_is_never_given_to_another_person(connection: Connection) -> None:
    put_persons(connection, SPECIAL[:3])
    gone = find(connection, SPECIAL[2].name or "").rows[0].no
    remove_person(connection, SPECIAL[2].row_id)
    put_person(connection, SPECIAL[4])
    assert find(connection, SPECIAL[4].name or "").rows[0].no != gone


def test_an_unchanged_person_writes_nothing(connection: Connection) -> None:
    put_person(connection, SPECIAL[0])
    seen = statements(connection)
    assert not put_person(connection, SPECIAL[0])
    assert all(sql.startswith("SELECT") for sql, _ in seen)


def test_a_new_due_day_leaves_the_tokens_alone(connection: Connection) -> None:
    put_person(connection, SPECIAL[0])
    seen = statements(connection)
    assert put_person(connection, replace(SPECIAL[0], next_on=date(2026, 3, 1)))
    assert not any("y_search(" in sql or "FROM y_search" in sql for sql, _ in seen)
    assert find(connection, "欧阳").rows[0].next_on == date(2026, 3, 1)


def test_a_corrected_reading_is_kept_and_found(connection: Connection) -> None:
    put_person(connection, replace(invented("盖兰"), pinyin="gài lán"))
    row = find(connection, "gailan").rows[0]
    assert (row.pinyin, row.initials) == ("gai lan", "gl")


def test_a_name_that_only_holds_the_pieces_of_a_long_word_is_refused(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for no in range(1, 4):
        put_person(connection, invented("苦木阿木阿木", no=no))
    put_person(connection, invented("苦阿木阿木阿", no=4))
    page = find(connection, "阿木阿木阿")
    assert [row.name for row in page.rows] == ["苦阿木阿木阿"]
    assert page.count == 1
    # The right one lies beyond what one reading of the tokens takes: the cursor leads to it.
    monkeypatch.setattr("db.store.search_index.COUNT_LIMIT", 1)
    first = find(connection, "阿木阿木阿", limit=1)
    assert not first.rows
    second = find(connection, "阿木阿木阿", after=first.cursor, limit=1)
    assert [row.name for row in second.rows] == ["苦阿木阿木阿"]


def test_an_undone_transaction_leaves_no_tokens(engine: Engine) -> None:
    with engine.begin() as connection:
        create_search(connection)
    with engine.connect() as connection:
        put_person(connection, SPECIAL[0])
        connection.rollback()
    with engine.connect() as connection:
        assert found(connection, "欧阳") == []
        assert check(connection)


def test_rebuilding_finds_the_same_people(connection: Connection) -> None:
    put_persons(connection, SPECIAL)
    before = {query: found(connection, query) for query in ("英", "w", "5201", "村")}
    done: list[int] = []
    rebuild(connection, SPECIAL, done.append)
    assert {query: found(connection, query) for query in before} == before
    assert done == [len(SPECIAL)]
    tidy(connection)
    assert check(connection)


def test_missing_tokens_a_missing_table_and_an_old_scheme_are_noticed(
    connection: Connection,
) -> None:
    put_persons(connection, SPECIAL)
    assert check(connection)
    connection.exec_driver_sql("UPDATE y_search_scheme SET scheme = ?", (SCHEME + 1,))
    assert not check(connection)
    connection.exec_driver_sql("UPDATE y_search_scheme SET scheme = ?", (SCHEME,))
    connection.exec_driver_sql("DELETE FROM y_search WHERE rowid = 2")
    assert not check(connection)
    connection.exec_driver_sql("DROP TABLE y_search_scheme")
    assert not check(connection)


changes = st.lists(
    st.tuples(
        st.sampled_from(SPECIAL[:5]),
        st.sampled_from(["remove", "单晓", "仇英", "张三", "买买提·阿不都"]),
        st.sampled_from([None, "13800000000", "13911112222"]),
    ),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=changes)
def test_any_run_of_changes_leaves_the_index_of_what_remains(
    engine: Engine, changes: list[tuple[PersonRow, str, str | None]]
) -> None:
    with engine.connect() as connection:
        rebuild(connection, [])
        kept: dict[bytes, PersonRow] = {}
        for person, what, phone in changes:
            if what == "remove":
                assert remove_person(connection, person.row_id) == (person.row_id in kept)
                kept.pop(person.row_id, None)
            else:
                kept[person.row_id] = replace(person, name=what, phone=phone)
                put_person(connection, kept[person.row_id])
        assert check(connection)
        for name in ("单晓", "仇英", "张三", "买买提"):
            wanted = {i for i, p in kept.items() if name in (p.name or "")}
            assert {row.row_id for row in find(connection, name).rows} == wanted
        wanted = {i for i, p in kept.items() if p.phone == "13911112222"}
        assert {row.row_id for row in find(connection, "13911112222").rows} == wanted
        connection.rollback()


@pytest.mark.parametrize("key", list(OrderKey))
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("query", ["", "王", "1", "青岩村一组"])
def test_every_order_holds_every_match_once_with_unknown_values_last(
    crowded: Connection, key: OrderKey, descending: bool, query: str
) -> None:
    numbers = ids(crowded, query, order=Order(key=key, descending=descending))
    assert len(numbers) == len(set(numbers)) > 0
    if key in {OrderKey.RELEVANCE, OrderKey.ENTERED}:
        return
    values = [getattr(row, key.value) for row in rows_by_no(crowded, numbers)]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=descending)
    assert all(value is None for value in values[len(known) :])


def test_facets_count_what_the_filter_would_give(crowded: Connection) -> None:
    for query in ("", "王", "阿不都热合"):
        for by in Facet:
            for value, count in facets(crowded, by, query).items():
                narrowed = Filters(**{by.value: value})
                assert len(ids(crowded, query, narrowed)) == count


def test_a_facet_leaves_its_own_filter_out(crowded: Connection) -> None:
    narrowed = Filters(county="520102", status="open")
    wanted: dict[str, int] = {}
    for person in CROWD:
        if person.county == "520102" and person.status is not None:
            wanted[person.status] = wanted.get(person.status, 0) + 1
    assert facets(crowded, Facet.STATUS, filters=narrowed) == wanted


@pytest.mark.parametrize(
    "query",
    [
        "王",
        "王英",
        "zhang",
        "zxm",
        "张xm",
        "zhang晓",
        "12",
        "5201",
        "13800001",
        "村",
        "张 12",
        "",
    ],
)
@pytest.mark.parametrize("filters", [Filters(), Filters(county="520102", status="open")])
def test_no_kind_of_query_reads_every_line(
    crowded: Connection, query: str, filters: Filters
) -> None:
    seen = statements(crowded)
    first = find(crowded, query, filters, limit=3)
    find(crowded, query, filters, after=first.cursor, limit=3)
    asked = [(sql, values) for sql, values in seen if sql.startswith("SELECT")]
    assert asked
    for sql, values in asked:
        steps = crowded.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
        for step in steps:
            assert not step[3].startswith(("SCAN p", "SCAN y_person")), (sql, step[3])
            assert "TEMP B-TREE" not in step[3], sql
