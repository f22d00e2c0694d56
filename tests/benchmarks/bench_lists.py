"""How quick the lists are: ``python -m tests.benchmarks.bench_lists [--people 50000]``.

A county's record, built by units of work in an encrypted file: for 50 000 people 20 000
households with checks, 10 000 placements with follow-ups and 60 000 case notes. Every named
query is timed with the values the program gives it, then the worklist and the client page.
Times are processor times, the best of five. With ``--plans`` the query plans are printed.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from db.domain.clients.assessment import Assessment
from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.clients.employment_plan import EmploymentPlan, PlanStep
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household
from db.domain.households.household_check import HouseholdCheck
from db.domain.ids import (
    AssessmentId,
    CaseId,
    CaseNoteId,
    ClientId,
    FollowUpId,
    GraduateServiceId,
    HouseholdCheckId,
    HouseholdId,
    JobLeadId,
    PlacementId,
    PlanId,
    PlanStepId,
    StaffId,
)
from db.domain.journal.change import Action
from db.domain.placements.follow_up import FollowUp
from db.domain.placements.placement import Placement
from db.domain.policy import load_packs
from db.domain.record import Record
from db.ports import Owner
from db.store.queries import NAMES, statement
from db.store.record_file import SqlStore
from db.store.unit_of_work import SqlReading
from db.usecases.client_page import client_page
from db.usecases.worklist import todays_work
from tests.benchmarks.people import people
from tests.store.stores import DEVICES, a_store

TODAY = date(2026, 11, 2)
TARGET_MS = 150.0
_AT_ONCE = 5_000
_TIMES = 5
_COUNSELLORS = tuple(StaffId(UUID(int=9_000_000 + place)) for place in range(20))
_OPEN = ("INTAKE", "ASSESS", "PLAN", "MATCH", "INTERV", "ONBOARD", "FOLLOW", "SUSP")
_NOTE = (
    "电话联系，本人说上周去木黄茶厂看过，愿意试工三天，担心交通。约定周五由家人陪同再去一次。"
)

VALUES: dict[str, object] = {
    "until": TODAY + timedelta(7),
    "before": TODAY - timedelta(29),
    "today": TODAY,
    "limit": 200,
}
"""What the worklist asks with."""


def main() -> int:
    """Build, measure, print; return 1 when something takes longer than the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--plans", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = a_store(Path(folder) / "yiyi.db", DEVICES[0])
        seconds = _timed(lambda: County(chosen.people).write(store)) / 1000
        _say(f"built in {seconds:.0f} s")
        with store.reading() as reading:
            late = _measure(reading, plans=chosen.plans)
        store.close()
    _say(f"target {TARGET_MS:.0f} ms: {'MISSED by ' + ', '.join(late) if late else 'met'}")
    return 1 if late else 0


def _measure(reading: SqlReading, *, plans: bool) -> list[str]:
    late = []
    for label, counsellor in (("supervisor", None), ("counsellor", _COUNSELLORS[3])):
        for name in NAMES:
            ask = partial(reading.rows, name, **VALUES, counsellor=counsellor)
            taken = min(_timed(ask) for _ in range(_TIMES))
            late += [name] if taken > TARGET_MS else []
            _say(f"{label:11}{name:28}{taken:8.1f} ms {len(ask()):6} rows")
            if plans and counsellor is None:
                values = {**VALUES, "counsellor": None}
                for step in plan_of(reading, name, values):
                    _say(f"    {step}")
    owners = [
        Owner(_COUNSELLORS[3], "龙老师", role, "520626", DEVICES[0])
        for role in ("supervisor", "counsellor")
    ]
    policy = load_packs()
    for owner in owners:
        work = partial(todays_work, reading, (), TODAY, policy, owner)
        taken = min(_timed(work) for _ in range(_TIMES))
        late += ["todays_work"] if taken > TARGET_MS else []
        _say(f"{owner.role:11}{'todays_work':28}{taken:8.1f} ms {len(work().duties):6} duties")
    pages = [
        min(_timed(partial(client_page, reading, client.id, TODAY, policy)) for _ in "ab")
        for client in islice(reading[Client].every(), 100)
    ]
    _say(
        f"client page, 100 clients: middle {sorted(pages)[50]:.1f} ms, max {max(pages):.1f} ms"
    )
    return late + (["client_page"] if max(pages) > TARGET_MS else [])


def plan_of(reading: SqlReading, name: str, values: dict[str, object]) -> list[str]:
    """Return the steps SQLite takes for a named query."""
    bound = {key: value if isinstance(value, int) else None for key, value in values.items()}
    steps = reading.connection.execute(text(f"explain query plan {statement(name)}"), bound)
    return [str(step[3]) for step in steps]


class County:
    """The invented people of a county and all that is on record of them."""

    def __init__(self, size: int, seed: int = 5) -> None:
        self._size = size
        self._chance = random.Random(seed)  # noqa: S311 - invented people, nothing secret

    def write(self, store: SqlStore) -> None:
        """Write everything, some thousand records in an action."""
        self._store = store
        households = list(self._households(self._size * 2 // 5))
        clients = list(self._clients([one.id for one in households]))
        for records in (
            households,
            clients,
            self._checks(households),
            self._cases(clients),
            self._placements(clients[: self._size // 5]),
            self._notes(clients),
            self._plans(clients[self._size // 5 : self._size * 2 // 5]),
            self._graduates(clients[-self._size // 100 :]),
        ):
            waiting = iter(records)
            while batch := list(islice(waiting, _AT_ONCE)):
                with store.unit_of_work(Action.IMPORT_ROSTER) as work:
                    for record in batch:
                        work[type(record)].add(record)
                    work.commit()

    def _day(self, earliest: int, latest: int) -> date:
        """Return a day so many days from today, negative ones before it."""
        return TODAY + timedelta(self._chance.randrange(earliest, latest))

    def _maybe(self, share: float) -> bool:
        return self._chance.random() < share

    def _households(self, count: int) -> Iterable[Household]:
        for person in people(count, seed=8):
            yield Household(
                id=HouseholdId(self._store.new_id()),
                head_name=person.name or "",
                county=person.county,
                township=person.township,
                village=person.village,
                rural=self._chance.choice((True, True, True, None, False)),
                next_check_on=self._day(-60, 300) if self._maybe(0.1) else None,
            )

    def _clients(self, households: list[HouseholdId]) -> Iterable[Client]:
        for person in people(self._size):
            yield Client(
                id=ClientId(self._store.new_id()),
                name=person.name or "",
                identity_number=person.id_number,
                certificate_number=person.certificate_number,
                certificate_until=self._day(-100, 3000) if self._maybe(0.8) else None,
                disability_category=person.category,
                disability_level=person.level,
                phone=person.phone,
                county=person.county,
                township=person.township,
                village=person.village,
                born_on=person.born_on,
                sex=person.sex,
                employment_status=self._chance.choice(("EMP", "UNEMP", "UNEMP_WILL", "INCAP")),
                counsellor_id=self._chance.choice((*_COUNSELLORS, None)),
                household_id=self._chance.choice(households),
            )

    def _checks(self, households: list[Household]) -> Iterable[HouseholdCheck]:
        for household in households:
            for _ in range(self._chance.choice((0, 1, 1, 2, 3))):
                yield HouseholdCheck(
                    id=HouseholdCheckId(self._store.new_id()),
                    household_id=household.id,
                    checked_on=self._day(-700, 0),
                    channel="VISIT",
                    found=self._chance.choice(("MET", "MET", "UNMET", "PENDING")),
                    basis="已有一人就业",
                    next_check_on=self._day(-30, 300) if self._maybe(0.7) else None,
                )

    def _cases(self, clients: list[Client]) -> Iterable[Case]:
        for number, client in enumerate(clients):
            if self._maybe(0.6):
                opened = self._day(-900, 0)
                closed = self._maybe(0.3)
                yield Case(
                    id=CaseId(self._store.new_id()),
                    client_id=client.id,
                    number=f"520626-2026-{number:05}",
                    stage="CLOSED" if closed else self._chance.choice(_OPEN),
                    opened_on=opened,
                    stage_since=opened,
                    closed_on=TODAY if closed else None,
                )

    def _placements(self, clients: list[Client]) -> Iterable[Record]:
        for client in clients:
            started = self._day(-700, 0)
            placement = Placement(
                id=PlacementId(self._store.new_id()),
                client_id=client.id,
                form="QUOTA",
                employer_name="木黄茶厂",
                job_title="分拣工",
                started_on=started,
                ended_on=self._day(-30, 0) if self._maybe(0.3) else None,
            )
            yield placement
            for after in (7, 30, 90, 180, 365):
                due = started + timedelta(after)
                made = due < TODAY and self._maybe(0.9)
                yield FollowUp(
                    id=FollowUpId(self._store.new_id()),
                    placement_id=placement.id,
                    client_id=client.id,
                    kind=f"day_{after}",
                    due_on=due,
                    contacted_on=due if made else None,
                )

    def _notes(self, clients: list[Client]) -> Iterable[CaseNote]:
        for _ in range(self._size * 6 // 5):
            noted = self._day(-700, 0)
            yield CaseNote(
                id=CaseNoteId(self._store.new_id()),
                client_id=self._chance.choice(clients).id,
                staff_id=self._chance.choice(_COUNSELLORS),
                noted_on=noted,
                channel="PHONE",
                content=_NOTE,
                next_on=noted + timedelta(14) if self._maybe(0.4) else None,
                next_step="陪同面试",
            )

    def _plans(self, clients: list[Client]) -> Iterable[Record]:
        for client in clients:
            plan = EmploymentPlan(
                id=PlanId(self._store.new_id()),
                client_id=client.id,
                agreed_on=self._day(-500, 0),
                goal="OPEN",
                ended_on=TODAY if self._maybe(0.4) else None,
            )
            yield plan
            yield Assessment(
                id=AssessmentId(self._store.new_id()),
                client_id=client.id,
                assessed_on=self._day(-500, 0),
            )
            for _ in range(3):
                yield PlanStep(
                    id=PlanStepId(self._store.new_id()),
                    plan_id=plan.id,
                    client_id=client.id,
                    what="陪同面试",
                    due_on=self._day(-200, 200),
                    done_on=TODAY if self._maybe(0.6) else None,
                )

    def _graduates(self, clients: list[Client]) -> Iterable[Record]:
        for client in clients:
            service = GraduateService(
                id=GraduateServiceId(self._store.new_id()),
                client_id=client.id,
                began_on=self._day(-200, 0),
            )
            yield service
            for _ in range(2):
                yield JobLead(
                    id=JobLeadId(self._store.new_id()),
                    service_id=service.id,
                    client_id=client.id,
                    employer_name="木黄茶厂",
                    job_title="分拣工",
                    why_it_suits="离家近",
                    told_on=self._day(-100, 0),
                )


def _timed(work: Callable[[], object]) -> float:
    """Return the processor time it took, in milliseconds."""
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
