"""Keep the list of persons in step with the records, in the same transaction."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from db.search.person import PersonRow
from db.store.search_index import put_persons, remove_person

_CHUNK = 400

_FACTS = """
select c.row_id, c.name, c.name_pinyin, c.identity_number, c.certificate_number, c.phone,
    c.county, c.township, c.village, c.disability_category, c.disability_level, c.sex,
    c.born_on, c.employment_status, hex(c.counsellor_id) as counsellor,
    (select k.stage from case_file k where k.client_id = c.row_id and k.y_created = 1
        and k.y_deleted = 0 order by k.opened_on desc, k.row_id desc limit 1) as stage,
    (select min(day) from (
        select f.due_on as day from follow_up f where f.client_id = c.row_id
            and f.contacted_on is null and f.y_created = 1 and f.y_deleted = 0
            and exists (select 1 from placement p where p.row_id = f.placement_id
                and p.ended_on is null and p.y_created = 1 and p.y_deleted = 0)
        union all
        select n.next_on from case_note n where n.client_id = c.row_id
            and n.next_on is not null and n.y_created = 1 and n.y_deleted = 0
            and not exists (select 1 from case_note m where m.client_id = c.row_id
                and m.noted_on >= n.next_on and m.y_created = 1 and m.y_deleted = 0)
        union all
        select s.due_on from plan_step s where s.client_id = c.row_id
            and s.done_on is null and s.y_created = 1 and s.y_deleted = 0)
    ) as next_on
from client c where c.row_id in ({marks}) and c.y_created = 1 and c.y_deleted = 0
"""
"""Facts of the persons listed. ``next_on`` is the next day anything is due: a follow-up of a
running placement, an agreed contact that no later note has answered, a step of a plan."""


def affected_clients(
    connection: Connection, rows: Iterable[tuple[str, bytes]], tables_with_client: set[str]
) -> set[bytes]:
    """Return the clients whose list line may change with the given rows."""
    clients: set[bytes] = set()
    others: dict[str, list[bytes]] = {}
    for table, row_id in rows:
        if table == "client":
            clients.add(row_id)
        elif table in tables_with_client:
            others.setdefault(table, []).append(row_id)
    for table, row_ids in others.items():
        for start in range(0, len(row_ids), _CHUNK):
            part = tuple(row_ids[start : start + _CHUNK])
            clients |= {
                row[0]
                for row in connection.exec_driver_sql(
                    f"select distinct client_id from {table} where client_id is not null "
                    f"and row_id in ({','.join('?' * len(part))})",
                    part,
                )
            }
    return clients


def refresh_persons(connection: Connection, clients: Iterable[bytes]) -> None:
    """Write the list lines and search tokens of the given clients anew."""
    wanted = list(clients)
    for start in range(0, len(wanted), _CHUNK):
        part = tuple(wanted[start : start + _CHUNK])
        sql = _FACTS.format(marks=",".join("?" * len(part)))
        found = list(person_rows(connection, sql, part))
        put_persons(connection, found)
        for row_id in set(part) - {row.row_id for row in found}:
            remove_person(connection, row_id)


def every_person(connection: Connection) -> Iterable[PersonRow]:
    """Yield the list line of every client, to build the index anew."""
    ids = [
        row[0]
        for row in connection.exec_driver_sql(
            "select row_id from client where y_created=1 and y_deleted=0 order by row_id"
        )
    ]
    for start in range(0, len(ids), _CHUNK):
        part = tuple(ids[start : start + _CHUNK])
        yield from person_rows(connection, _FACTS.format(marks=",".join("?" * len(part))), part)


def person_rows(
    connection: Connection, sql: str, values: tuple[object, ...]
) -> Iterable[PersonRow]:
    """Run a query of facts and yield its persons."""
    for row in connection.exec_driver_sql(sql, values).mappings():
        yield PersonRow(
            row_id=row["row_id"],
            name=row["name"],
            pinyin=row["name_pinyin"],
            id_number=row["identity_number"],
            certificate_number=row["certificate_number"],
            phone=row["phone"],
            county=row["county"],
            township=row["township"],
            village=row["village"],
            category=row["disability_category"],
            level=row["disability_level"],
            sex=row["sex"],
            born_on=_day(row["born_on"]),
            stage=row["stage"],
            status=row["employment_status"],
            counsellor=(row["counsellor"] or "").lower() or None,
            next_on=_day(row["next_on"]),
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
