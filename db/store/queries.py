"""Named queries for lists and worklists: plain rows, no records.

They read the views ``live_<table>``, which hold what is neither deleted nor incomplete and
call the row's id ``id``.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Connection, text

_MINE = "(:counsellor is null or c.counsellor_id is null or c.counsellor_id = :counsellor)"

_QUERIES = {
    "follow_ups_due": """
        select f.id, f.client_id, f.placement_id, f.kind, f.due_on, p.started_on,
          p.employer_name, p.job_title,
               c.name, c.township, c.village, count(*) over () as total
        from live_follow_up f join live_placement p on p.id = f.placement_id join
          live_client c on c.id = f.client_id
        where f.contacted_on is null and f.due_on <= :until and p.ended_on is null
          and {mine}
        order by f.due_on, f.id limit :limit""",
    "graduate_services_open": """
        select g.id, g.client_id, c.name, c.township, c.village
        from live_graduate_service g join live_client c on c.id = g.client_id
        where g.ended_on is null and {mine}
        order by g.began_on, g.id""",
    "households_to_see": """
        select h.id, h.head_name, h.township, h.village, k.checked_on, coalesce(k.decided,
          k.found) as result,
               coalesce(h.next_check_on, k.next_check_on) as next_check_on, count(*) over
                 () as total
        from live_household h
        left join live_household_check k on k.id = (select k2.id from live_household_check
          k2 where k2.household_id = h.id
                                               order by k2.checked_on desc, k2.id desc
                                                 limit 1)
        where (h.rural is null or h.rural = 1)
          and (k.id is null or coalesce(k.decided, k.found) = 'UNMET'
            or coalesce(h.next_check_on, k.next_check_on) <= :until)
        order by coalesce(h.next_check_on, k.next_check_on) is null,
          coalesce(h.next_check_on, k.next_check_on), h.township, h.village, h.id limit
          :limit""",
    "household_numbers": """
        select coalesce(k.decided, k.found) as result, count(*) as households
        from live_household h
        left join live_household_check k on k.id = (select k2.id from live_household_check
          k2 where k2.household_id = h.id
                                               order by k2.checked_on desc, k2.id desc
                                                 limit 1)
        where (h.rural is null or h.rural = 1) group by 1""",
    "plan_steps_due": """
        select s.id, s.client_id, s.what, s.who, s.due_on, c.name, c.township, c.village,
          count(*) over () as total
        from live_plan_step s join live_employment_plan p on p.id = s.plan_id join
          live_client c on c.id = s.client_id
        where s.done_on is null and s.due_on <= :until and p.ended_on is null
          and {mine}
        order by s.due_on, s.id limit :limit""",
    "next_contacts_due": """
        with due as materialized (
          select n.id, n.client_id, n.noted_on, n.next_on, count(*) over () as total
          from live_case_note n
          where n.next_on <= :until
            and (:counsellor is null or exists (select 1 from live_client c
              where c.id = n.client_id and {mine}))
            and not exists (select 1 from live_case_note o where o.client_id = n.client_id
              and o.id <> n.id
                            and (o.noted_on >= n.next_on
                                 or (o.next_on is not null and (o.noted_on > n.noted_on or
                                   (o.noted_on = n.noted_on and o.id > n.id)))))
            and not exists (select 1 from live_follow_up f where f.client_id = n.client_id
              and f.contacted_on >= n.next_on)
            and exists (select 1 from live_client c where c.id = n.client_id)
          order by n.next_on, n.id limit :limit)
        select d.id, d.client_id, d.noted_on, d.next_on, n.next_step, c.name, c.township,
          c.village, d.total
        from due d join live_case_note n on n.id = d.id join live_client c on c.id = d.client_id
        order by d.next_on, d.id""",
    "job_seekers_not_contacted": """
        with seeker as materialized (
          select c.id as client_id, c.name, c.township, c.village, k.id as case_id,
               max(k.opened_on,
                   coalesce((select max(noted_on) from live_case_note where client_id =
                     c.id), ''),
                   coalesce((select max(contacted_on) from live_follow_up where client_id
                     = c.id), ''),
                   coalesce((select max(told_on) from live_job_lead where client_id =
                     c.id), ''),
                   coalesce((select max(assessed_on) from live_assessment where client_id
                     = c.id), ''),
                   coalesce((select max(agreed_on) from live_employment_plan where
                     client_id = c.id), '')) as last_on
          from live_client c join live_case_file k on k.client_id = c.id
          where c.employment_status = 'UNEMP_WILL' and k.stage not in ('CLOSED', 'SUSP')
            and k.opened_on < :before and {mine})
        select *, count(*) over () as total from seeker
        where last_on < :before order by last_on, client_id limit :limit""",
    "certificates_ending": """
        select c.id as client_id, c.name, c.township, c.village, c.certificate_until,
          count(*) over () as total
        from live_client c
        where c.certificate_until <= :until
          and exists (select 1 from live_case_file k where k.client_id = c.id and k.stage
            <> 'CLOSED')
          and {mine}
        order by c.certificate_until, c.id limit :limit""",
    "postponements_standing": """
        select subject, until, reason from live_postponement where until > :today""",
    "households_listed": """
        select h.id, h.head_name, h.township, h.village, h.rural, h.monitoring_category,
               h.monitoring_status, k.checked_on, coalesce(k.decided, k.found) as result,
               coalesce(h.next_check_on, k.next_check_on) as next_check_on
        from live_household h
        left join live_household_check k on k.id = (select k2.id from live_household_check
          k2 where k2.household_id = h.id
                                               order by k2.checked_on desc, k2.id desc
                                                 limit 1)
        order by coalesce(h.next_check_on, k.next_check_on) is null,
          coalesce(h.next_check_on, k.next_check_on), h.township, h.village, h.id""",
    "placements_running": """
        select p.id, p.client_id, p.form, p.employer_name, p.job_title, p.started_on,
               c.name, c.township, c.village, f.id as follow_up_id, f.kind, f.due_on
        from live_placement p join live_client c on c.id = p.client_id
        left join live_follow_up f on f.id = (select f2.id from live_follow_up f2 where
          f2.placement_id = p.id and f2.contacted_on is null order by f2.due_on, f2.id
            limit 1)
        where p.ended_on is null
        order by f.due_on is null, f.due_on, c.name, p.id""",
    "caseload_numbers": """
        select (select count(*) from live_case_file k join live_client c on c.id =
          k.client_id where k.stage not in ('CLOSED')
                  and {mine}) as open_cases,
               (select count(*) from live_placement p join live_client c on c.id =
                 p.client_id where p.ended_on is null
                  and {mine}) as in_work,
               (select count(*) from live_graduate_service g join live_client c on c.id =
                 g.client_id where g.ended_on is null
                  and {mine}) as graduates""",
}

NAMES = tuple(_QUERIES)
"""What ``run`` can be asked for."""


def run(
    connection: Connection, name: str, values: Mapping[str, object]
) -> list[Mapping[str, object]]:
    """Run a named query.

    Days go in and out as ``date`` (columns ending in ``_on`` or called ``until``), ids as
    ``UUID`` (columns called ``id`` or ending in ``_id``).
    """
    bound = {key: _bound(value) for key, value in values.items()}
    found = connection.execute(text(statement(name)), bound)
    columns = tuple(found.keys())
    readers = [_day if key.endswith(("_on", "until")) else _plain for key in columns]
    return [
        {key: read(value) for key, read, value in zip(columns, readers, row, strict=True)}
        for row in found
    ]


@cache
def statement(name: str) -> str:
    """Return the SQL of a named query."""
    return _QUERIES[name].replace("{mine}", _MINE)


def _bound(value: object) -> object:
    match value:
        case UUID():
            return value.bytes
        case date():
            return value.isoformat()
        case _:
            return value


def _day(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _plain(value: object) -> object:
    return UUID(bytes=value) if isinstance(value, bytes) else value
