"""A list of invented people, contents that need no record, and a progress that can stop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from db.domain.ids import ClientId
from db.domain.papers.document import Block, Document, Fact, Facts, Heading, Paragraph
from db.fields.problem import Cancelled, Problem
from db.fields.text import Text
from desktop.printing.batch_result import Content, Finished, Wanted
from tests.printing.samples import a_document

NO_PLAN = Text("{name}还没有就业服务计划。", "{name} has no employment plan yet.")


def people(*names: str) -> tuple[Wanted, ...]:
    """Return people of these names."""
    return tuple(
        Wanted(client_id=ClientId(UUID(int=at)), name=name)
        for at, name in enumerate(names, start=1)
    )


def somebodies(count: int) -> tuple[Wanted, ...]:
    """Return so many people."""
    return people(*(f"潘阿妹{number}" for number in range(1, count + 1)))


def paper_of(wanted: Wanted, *blocks: Block, number: str | None = None) -> Document:
    """Return a small summary of somebody."""
    return a_document(
        Heading(level=1, text="基本信息"),
        Facts(rows=(Fact(label="姓名", value=wanted.name),)),
        Paragraph(text="在德江县煎茶镇做面点，想学裁缝。"),
        *blocks,
        title=f"{wanted.name}的就业服务小结",
        case_number=f"DJ-{wanted.client_id.int:05}" if number is None else number,
    )


@dataclass
class Contents:
    """A source without a record.

    Attributes:
        form: The form of everybody whom ``form_by_name`` does not name.
        without: Names of people who have nothing to print.
        filed: What was filed, action by action.
        refuses: Why filing is refused: always, or for ``refuses_name`` alone.
    """

    form: str = "print"
    form_by_name: dict[str, str] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    document: Callable[[Wanted], Document] = paper_of
    filed: list[list[Finished]] = field(default_factory=list)
    refuses: Problem | None = None
    refuses_name: str = ""
    asked: int = 0

    def content(self, wanted: Wanted) -> Content:
        self.asked += 1
        if wanted.name in self.without:
            raise Problem(NO_PLAN, name=wanted.name)
        form = self.form_by_name.get(wanted.name, self.form)
        return Content(document=self.document(wanted), form=form)

    def file(self, finished: Sequence[Finished]) -> int:
        names = {one.wanted.name for one in finished}
        if self.refuses is not None and (not self.refuses_name or self.refuses_name in names):
            raise self.refuses
        self.filed.append(list(finished))
        return len(finished)

    @property
    def names_filed(self) -> list[str]:
        return [one.wanted.name for action in self.filed for one in action]


@dataclass
class Told:
    """A progress that remembers what it was told, and can stop the job.

    Attributes:
        stop_after: Stops when so many are done; below 0 never.
        then: Called with every report.
    """

    stop_after: int = -1
    then: Callable[[int], object] | None = None
    said: list[Text] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    _is_stopped: bool = False

    def at(self, done: int, total: int, doing: Text) -> None:
        self.said.append(doing)
        self.steps.append((done, total))
        if 0 <= self.stop_after <= done:
            self._is_stopped = True
        if self.then is not None:
            self.then(done)

    def stop_if_cancelled(self) -> None:
        if self._is_stopped or self.stop_after == 0:
            raise Cancelled
