"""Work through the rows of a roster: who each one is and what it would change."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from db.domain.clients.case import Case
from db.domain.clients.case_note import CaseNote
from db.domain.clients.client import Client
from db.domain.graduates.graduate_service import GraduateService, JobLead
from db.domain.households.household import Household, HouseholdMember
from db.domain.ids import CaseId, ClientId, StaffId, case_number
from db.domain.placements.placement import Placement
from db.domain.rosters.roster import (
    Remark,
    RemarkKind,
    Roster,
    RosterProblem,
    RosterRow,
)
from db.domain.rosters.roster_plan import (
    Answer,
    Decision,
    ImportPlan,
    PlannedChange,
    Question,
)
from db.fields.codes import code_list
from db.fields.field import Value
from db.fields.text import Text
from db.ports import Owner, Progress, Reading, Store
from db.usecases.roster.book import Book, Policies, RowOutcome, filled_in, with_words
from db.usecases.roster.households import HouseholdPlanner, has_household
from db.usecases.roster.matching import ClientIndex, Match, candidate, client_numbers
from db.usecases.roster.work import Services, SheetFacts, WorkPlanner, sheet_is_of_graduates

_ROWS_BETWEEN_REPORTS: Final = 100
_CHUNK: Final = 500
_CASE_OPENED: Final = "INTAKE"
_CERTIFICATE: Final = "DPF"
_COUNTY_LEVEL: Final = "3"
_PUBLIC_COLUMNS: Final = frozenset({"public.post", "public.address"})

_MATCHING: Final = Text("正在和档案对照…", "Comparing with the record …")
_COUNTY_TAKEN: Final = Text(
    "名单没有县一列，新登记的人都记为{county}。",
    "The roster has no column for the county; new people are recorded in {county}.",
)
_SAME_PERSON: Final = Text(
    "和第 {row} 行是同一个人，这一行只补那一行的空白。",
    "The same person as in row {row}; this row only fills what that row left blank.",
)
_TWO_NAMES: Final = Text(
    "和第 {row} 行的证件号码相同，姓名却不同。请照证件改正其中一行。",
    "The number is that of row {row}, but the names differ. Correct one of the rows.",
)
_DEPARTED: Final = Text(
    "名单上写着“{words}”。请核对这个人的情况，再决定要不要导入。",
    "The roster says “{words}”. Check about this person, then decide about the row.",
)
_ONLY_MEMBER: Final = Text(
    "没有残疾人证号和残疾类别，只登记为家庭成员。",
    "There is no certificate number or category, so this person is only a household member.",
)


class RosterPlanner:
    """Works through the rows of one roster."""

    def __init__(
        self, store: Store, reading: Reading, owner: Owner, roster: Roster, policies: Policies
    ) -> None:
        self._store, self._reading, self._owner = store, reading, owner
        self._roster, self._policies = roster, policies
        self._book = Book()
        self._remarks: list[Remark] = []
        self._problems: list[RosterProblem] = []
        self._questions: list[Question] = []
        self._changes: list[PlannedChange] = []
        self._claimed: dict[ClientId, int] = {}
        self._counts = dict.fromkeys(
            ("created", "updated", "unchanged", "merged", "refused", "left_out"), 0
        )
        self._persons: set[object] = set()

    def prepare(self, today: date, graduate_due_days: int | None) -> None:
        """Read, once and in bulk, what the rows will be compared with."""
        reading, columns = self._reading, self._roster.columns
        clients = list(reading[Client].every())
        households = list(reading[Household].every())
        self._index = ClientIndex(clients, households)
        self._book.know(clients)
        self._book.know(households)
        targets = {guess.target for guess in columns}
        self._today = today
        role = self._owner.role
        self._staff = StaffId(self._owner.staff_id) if role == "counsellor" else None
        county = code_list("divisions").find(self._owner.county)
        has_county = "client.county" in targets
        self._county = (
            county.code
            if county and county.extra["level"] == _COUNTY_LEVEL and not has_county
            else None
        )
        self._said = list(self._roster.said)
        if self._county is not None and county is not None:
            self._said.append(_COUNTY_TAKEN.filled(county=county.label))
        facts = SheetFacts(
            today=today,
            is_public_posts=any(
                guess.canonical in _PUBLIC_COLUMNS or "公益" in guess.heading
                for guess in columns
            ),
            has_graduate_columns=sheet_is_of_graduates(targets),
            graduate_due_days=graduate_due_days,
            staff_id=self._staff,
        )
        self._services = self._known_services()
        self._work = WorkPlanner(
            self._book, self._services, self._policies, facts, self._store.new_id
        )
        needs_members = any(target.startswith("household") for target in targets)
        members = list(reading[HouseholdMember].every()) if needs_members else []
        self._book.know(members)
        self._households = HouseholdPlanner(
            self._book, self._policies, self._store.new_id, households, members
        )
        self._households.learn_heads(self._roster.rows)
        self._has_certificates = bool(
            {"client.certificate_number", "client.disability_category"} & targets
        )

    def _known_services(self) -> Services:
        """Return what the record holds on work and service of the people the rows may mean."""
        names = {str(row.values.get("client.name")) for row in self._roster.rows}
        numbers = {
            str(number)[:18]
            for row in self._roster.rows
            for target in ("client.identity_number", "client.certificate_number")
            if (number := row.values.get(target))
        }
        ids = [
            client.id
            for client in self._index.everybody()
            if client.name in names or client_numbers(client) & numbers
        ]
        services = Services()
        for start in range(0, len(ids), _CHUNK):
            part = ids[start : start + _CHUNK]
            found: list[list[Any]] = [
                self._reading[kind].where(client_id=part)
                for kind in (Placement, GraduateService, JobLead, CaseNote)
            ]
            for records in found:
                self._book.know(records)
                services.know(records)
        return services

    def plan(self, answers: Mapping[int, Answer], progress: Progress) -> ImportPlan:
        """Work through all rows."""
        rows = self._roster.rows
        for done, row in enumerate(rows):
            if done % _ROWS_BETWEEN_REPORTS == 0:
                progress.at(done, len(rows), _MATCHING)
                progress.stop_if_cancelled()
            self._counts[self._row(row, answers.get(row.number))] += 1
            self._drop()
        progress.at(len(rows), len(rows), _MATCHING)
        return ImportPlan(
            file_name=self._roster.file_name,
            sheet=self._roster.sheet,
            fingerprint=self._roster.fingerprint,
            columns=self._roster.columns,
            rows=len(rows),
            persons=len(self._persons),
            problems=tuple(self._problems),
            remarks=tuple(self._remarks),
            questions=tuple(self._questions),
            changes=tuple(self._changes),
            writes=self._book.writes(),
            skipped=self._roster.skipped,
            said=tuple(self._said),
            **self._counts,
        )

    def _row(self, row: RosterRow, answer: Answer | None) -> str:
        """Work through one row and return how it is counted."""
        self._remarks += row.remarks
        if row.problems:
            self._problems += row.problems
            return "refused"
        if answer is not None and answer.decision is Decision.LEAVE_OUT:
            return "left_out"
        if self._is_only_member(row):
            return self._member_row(row)
        match = self._match(row, answer)
        earlier = self._same_number_other_name(row, match)
        if earlier is not None:
            self._problems.append(
                RosterProblem(
                    cell=row.cells.get("client.name", str(row.number)),
                    field="client.name",
                    message=_TWO_NAMES.filled(row=earlier),
                )
            )
            return "refused"
        if match.doubtful:
            return self._doubtful(row, match)
        decided = answer is not None
        return self._person(row, match.client, ask_departed=not decided)

    def _match(self, row: RosterRow, answer: Answer | None) -> Match:
        if answer is not None and answer.decision is Decision.NEW:
            return Match()
        if answer is not None and answer.client_id is not None:
            client = self._index.client(answer.client_id)
            if client is not None:
                return Match(client=client)
        return self._index.match(row, self._claimed)

    def _same_number_other_name(self, row: RosterRow, match: Match) -> int | None:
        """Return the earlier row of the file that has the row's number under another name."""
        name = row.values["client.name"]
        for client in match.doubtful:
            if client.id in self._claimed and client.name != name:
                return self._claimed[client.id]
        return None

    def _doubtful(self, row: RosterRow, match: Match) -> str:
        """Ask who it is, unless the row says nothing that one of them does not say already."""
        for client in match.doubtful:
            if client.id in self._claimed:
                continue
            outcome = RowOutcome(row, client.name)
            self._fill(row, client, outcome)
            says_more = self._book.row_changes_anything() or outcome.problems or outcome.remarks
            self._drop()
            if not says_more:
                self._claimed[client.id] = row.number
                return "unchanged"
        self._ask(
            row,
            match.why,
            match.doubtful,
            (Decision.THIS, Decision.NEW, Decision.LEAVE_OUT),
        )
        return "left_out"

    def _ask(
        self,
        row: RosterRow,
        why: Text,
        candidates: Iterable[Client],
        decisions: tuple[Decision, ...],
    ) -> None:
        self._questions.append(
            Question(
                row=row.number,
                cell=row.cells.get("client.name", str(row.number)),
                name=str(row.values["client.name"]),
                why=why,
                candidates=tuple(candidate(one) for one in candidates),
                decisions=decisions,
            )
        )

    # ---- one person ---------------------------------------------------------------------
    def _person(self, row: RosterRow, known: Client | None, *, ask_departed: bool) -> str:
        outcome = RowOutcome(row, str(row.values["client.name"]))
        client = self._fill(row, known, outcome)
        changes = self._book.row_changes_anything()
        if outcome.problems:
            self._problems += outcome.problems
            return "refused"
        if row.departed is not None and ask_departed and changes:
            decision = Decision.NEW if known is None else Decision.THIS
            self._ask(
                row,
                _DEPARTED.filled(words=row.departed),
                () if known is None else (known,),
                (decision, Decision.LEAVE_OUT),
            )
            return "left_out"
        earlier = self._claimed.get(client.id)
        if earlier is not None:
            outcome.say("client.name", RemarkKind.CHECK, _SAME_PERSON, row=earlier)
        self._claimed.setdefault(client.id, row.number)
        self._keep(client, outcome)
        if earlier is not None:
            return "merged"
        if changes:
            self._persons.add(client.id)
        if known is None:
            return "created"
        return "updated" if changes else "unchanged"

    def _drop(self) -> None:
        self._book.drop_row()
        self._services.drop_row()
        self._households.drop_row()

    def _keep_row(self, outcome: RowOutcome) -> None:
        self._remarks += outcome.remarks
        self._changes += outcome.changes
        self._book.keep_row()
        self._services.keep_row()
        self._households.keep_row()

    def _keep(self, client: Client, outcome: RowOutcome) -> None:
        self._keep_row(outcome)
        head = outcome.row.values.get("household.head_name")
        self._index.put(client, str(head) if head else None)

    def _fill(self, row: RosterRow, known: Client | None, outcome: RowOutcome) -> Client:
        """Put everything the row says into the book, for the row at hand."""
        values = self._work.implied(row, outcome)
        told = {
            target.removeprefix("client."): value
            for target, value in values.items()
            if target.startswith("client.")
        }
        if told.get("certificate_number"):
            told.setdefault("certificate_kind", _CERTIFICATE)
        if known is None:
            client = self._registered(told)
            lines = self._work.plan(client, values, outcome)
            quiet = RowOutcome(row, outcome.person)
            quiet.problems = outcome.problems
            client = with_words(client, "remark", lines, Policies({}), quiet)
        else:
            client = filled_in(self._book.get(known), told, self._policies, outcome)
            lines = self._work.plan(client, values, outcome)
            client = with_words(client, "remark", lines, self._policies, outcome)
        if has_household(row):
            client = self._family(client, values, outcome)
        self._book.put(client)
        return client

    def _registered(self, told: Mapping[str, Value]) -> Client:
        """Return a new client with an open case."""
        facts = {name: value for name, value in told.items() if value is not None}
        if self._county is not None:
            facts.setdefault("county", self._county)
        client = Client(
            id=ClientId(self._store.new_id()),
            counsellor_id=self._staff,
            **facts,  # type: ignore[arg-type]  # read by kind
        )
        case_id = CaseId(self._store.new_id())
        self._book.put(
            Case(
                id=case_id,
                client_id=client.id,
                counsellor_id=self._staff,
                number=case_number(
                    client.county or self._owner.county, self._today.year, case_id
                ),
                stage=_CASE_OPENED,
                opened_on=self._today,
                stage_since=self._today,
            )
        )
        return client

    def _family(
        self, client: Client, values: Mapping[str, Value], outcome: RowOutcome
    ) -> Client:
        household = self._households.household(values, self._county, outcome)
        if household is None:
            return client
        client = self._households.joined(client, household, outcome)
        if client.household_id == household.id:
            self._households.member(household, client, values, outcome)
        return client

    # ---- somebody who is only a member of a household -----------------------------------
    def _is_only_member(self, row: RosterRow) -> bool:
        return (
            self._has_certificates
            and has_household(row)
            and not row.values.get("client.certificate_number")
            and not row.values.get("client.disability_category")
        )

    def _member_row(self, row: RosterRow) -> str:
        outcome = RowOutcome(row, str(row.values["client.name"]))
        values = self._work.implied(row, outcome)
        household = self._households.household(values, self._county, outcome)
        new = household is not None and self._households.member(
            household, None, values, outcome
        )
        changes = self._book.row_changes_anything()
        if outcome.problems:
            self._problems += outcome.problems
            return "refused"
        outcome.say("client.name", RemarkKind.CHECK, _ONLY_MEMBER)
        self._keep_row(outcome)
        if changes:
            self._persons.add((row.number,))
        return "created" if new else "updated" if changes else "unchanged"
