"""One client: what is next, what was said, plan, work, family, papers."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from db.domain.clients.client import Client
from db.domain.duty.duties import Duty, DutyKind
from db.domain.ids import ClientId
from db.domain.records import RECORD_TYPES
from db.fields.text import Text
from db.ports import Store
from db.usecases.client_page import ClientPage as Found
from db.usecases.client_page import client_page
from db.usecases.policies import policy_in_force
from desktop.announce import announce
from desktop.language import tr
from desktop.lists.record_table import MenuEntry, pop_up
from desktop.lists.states import Swap
from desktop.messages import read_out
from desktop.screens.clients import client_facts as facts
from desktop.screens.clients.client_acts import acts_of
from desktop.screens.clients.client_cards import CardColumns, FactCard
from desktop.screens.clients.client_facts import (
    CardText,
    cards_of,
    chips_of,
    contact_lines,
    lead_of,
)
from desktop.screens.frame.page import Desk, Page
from desktop.screens.today.duties import (
    act_on,
    act_words,
    is_first_check,
    number_line,
)
from desktop.theme.look import repolish, wear_icon

_LOADING = Text("服务对象", "Client")
_NOTE = Text("记一笔　Ctrl+N", "Write a note  Ctrl+N")
_NOTE_NAME = Text("记一笔", "Write a note")
_FOLLOW_UP = Text("记录回访", "Record follow-up")
_LEAD = Text("给岗位信息", "Give a job lead")
_PRINT = Text("给本人的文书", "Documents")
_FILED = Text("存档的文书", "Filed documents")
_LETTER = Text("写信", "Write a letter")
_MORE = Text("更多", "More")
_READ = Text("读全页", "Read the page")
_NO_FOLLOW_UP = Text("现在没有安排好的回访。", "No follow-up is planned now.")
_NO_SERVICE = Text(
    "还没有给这位服务对象开始毕业生服务。", "No graduate service has begun for this client."
)
_BEGIN_SERVICE = Text("开始毕业生服务", "Begin graduate service")
_NOTHING_DUE = Text(
    "现在没有到期的事，不用推迟。", "Nothing is due; there is nothing to postpone."
)
_SHOWN, _HIDDEN = Text("号码已显示。", "Numbers are shown."), Text("号码已隐藏。", "Hidden.")
_CONTACTS = Text("全部联系", "All contacts")
_CORRECT_NOTE = Text("改最近一次记录", "Correct the last note")
_PLACEMENT = Text("开始就业安置", "Start a placement")
_STAGE = Text("变动阶段", "Move on")
_ASSESS = Text("记录职业评估", "Record an assessment")
_EDIT, _HISTORY = Text("修改资料", "Edit"), Text("查看改动历史", "History of changes")
_POSTPONE, _SOURCE = Text("推迟…", "Postpone…"), Text("说明依据", "Where numbers come from")


class ClientPage(Page):
    """Everything about one client, as cards that can be read by eye and by ear."""

    watches: ClassVar[Sequence[str]] = tuple(record_type.TABLE for record_type in RECORD_TYPES)
    help_name: ClassVar[str] = "client"

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, _LOADING, parent=parent)
        self.client_id: ClientId | None = None
        self._found: Found | None = None
        self._texts: list[CardText] = []
        self.shows_numbers = False
        self.act_button = self.add_button("", self._act, primary=True, name="act")
        self.act_button.hide()
        self.note_button = self.add_button(_NOTE, self.write_note, icon="file-pen", name="note")
        self.note_button.setAccessibleName(tr(_NOTE_NAME))
        self.follow_up_button = self.add_button(_FOLLOW_UP, self.record_follow_up)
        self.lead_button = self.add_button(_LEAD, self.give_job_lead)
        self.add_button(_PRINT, partial(self.go, "summary"), icon="printer", name="print")
        self.add_button(_READ, self.read_page, icon="book-open", name="read")
        self.more_button = self.add_button(_MORE, self._open_more, icon="ellipsis", name="more")
        self.cards = CardColumns()
        self.swap = Swap(self.cards)
        self.body.addWidget(self.swap)

    def open(self, **args: object) -> None:
        """Show the client of ``client_id``, a ``UUID``."""
        client_id = args.get("client_id")
        if isinstance(client_id, UUID) and client_id != self.client_id:
            self.client_id, self._found = ClientId(client_id), None
            self.shows_numbers = False
            self.cards.show_cards([])
            self.set_heading(_LOADING)
            self.set_chips([])
            self.set_lead("")
        self.load()

    def load(self) -> None:
        """Read the client in the background."""
        client_id, today = self.client_id, self.operations.today()
        if client_id is None:
            return
        if self._found is None:
            self.swap.show_loading()

        def read(store: Store) -> Found:
            policy = policy_in_force(store)
            with store.reading() as reading:
                return client_page(reading, client_id, today, policy)

        def done(found: Found) -> None:
            if client_id == self.client_id:
                self._show(found, today)

        self.operations.read(
            read,
            owner=self,
            done=done,
            failed=lambda problem: self.swap.show_failed(problem, self.load),
        )

    def first_focus(self) -> QWidget | None:
        """Begin on the button that is next."""
        return self.note_button if self.act_button.isHidden() else self.act_button

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the numbers again: the next to look at the screen may be somebody else."""
        super().hideEvent(event)
        if self.shows_numbers:
            self.shows_numbers = False
            self._show_cards()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Answer all that can be done for a client."""
        if self.client_id is None:
            return {}
        return {
            "write_note": self.write_note,
            "edit_client": partial(self.go, "client_form"),
            "record_follow_up": self.record_follow_up,
            "start_placement": partial(self.go, "placement_form"),
            "give_job_lead": self.give_job_lead,
            "check_household": self.check_household,
            "record_assessment": partial(self.go, "assessment"),
            "agree_plan": partial(self.go, "plan"),
            "record_consent": partial(self.go, "consent"),
            "move_case": partial(self.go, "stage"),
            "postpone": self.postpone,
            "print_summary": partial(self.go, "summary"),
            "filed_documents": partial(self.go, "documents"),
            "write_letter": partial(self.go, "letter"),
            "history": self.show_history,
        }

    # What can be done.

    def write_note(self) -> None:
        """Write a note about this client."""
        self.go("note", name=self.heading)

    def record_follow_up(self) -> None:
        """Record the follow-up that is next."""
        views = self._found.placements if self._found is not None else ()
        planned = next((v.next_follow_up for v in views if v.next_follow_up), None)
        if planned is None:
            self.desk.warn(_NO_FOLLOW_UP)
        else:
            self.desk.go("follow_up", follow_up_id=planned.id)

    def give_job_lead(self) -> None:
        """Give a job lead to this graduate."""
        if self._found is not None and self._found.graduate is None:
            begin = partial(self.go, "graduate_form")
            self.desk.offer(_NO_SERVICE, _BEGIN_SERVICE, begin)
        else:
            self.go("lead_form")

    def check_household(self) -> None:
        """Check her household, or record it first."""
        household = self._found.household if self._found is not None else None
        if household is None:
            self.go("household_form")
        else:
            self.desk.go("check", household_id=household.household.id)

    def postpone(self) -> None:
        """Put off what is next."""
        step = self._found.next_step if self._found is not None else None
        if step is None:
            self.desk.warn(_NOTHING_DUE)
        else:
            self.desk.go("postpone_duty", duty=step)

    def show_history(self) -> None:
        """Show every value every field of hers had."""
        self.desk.go("history", table=Client.TABLE, record_id=self.client_id, name=self.heading)

    def read_page(self) -> None:
        """Show the page as lines of text."""
        read_out(self, self.heading, facts.whole_page(self.heading, self.lead, self._texts))

    def show_numbers(self) -> None:
        """Show or hide the middle of the numbers."""
        self.shows_numbers = not self.shows_numbers
        self._show_cards()
        self.cards.go_to(facts.CONTACT)
        announce(self, tr(_SHOWN if self.shows_numbers else _HIDDEN))

    # Showing.

    def _show(self, found: Found, today: date) -> None:
        self._found = found
        self.set_heading(found.client.name)
        self.set_chips(chips_of(found, today))
        self.set_lead(lead_of(found, today))
        self._set_buttons(found, today)
        self._show_cards()
        self.swap.show_content()

    def _set_buttons(self, found: Found, today: date) -> None:
        had_focus = self.focusWidget() in (self.act_button, self.note_button)
        due = _due(found, today)
        if due is not None:
            self.act_button.setText(tr(act_words(due)))
        self.act_button.setVisible(due is not None)
        self.note_button.setProperty("part", "primary" if due is None else "")
        wear_icon(self.note_button, "file-pen", "on_accent" if due is None else "accent", 18)
        repolish(self.note_button)
        kind = due.kind if due is not None else None
        planned = any(view.next_follow_up for view in found.placements)
        self.follow_up_button.setVisible(planned and kind is not DutyKind.FOLLOW_UP)
        serving = found.graduate is not None and found.graduate.service.ended_on is None
        self.lead_button.setVisible(serving and kind is not DutyKind.GRADUATE_SHORT)
        if had_focus:
            first = self.first_focus()
            if first is not None:
                first.setFocus()

    def _show_cards(self) -> None:
        found = self._found
        if found is None:
            return
        self._texts = cards_of(found, self.operations.today(), unmasked=self.shows_numbers)
        self.cards.show_cards(
            [FactCard(text, acts_of(self, text, found)) for text in self._texts]
        )

    def _act(self) -> None:
        due = _due(self._found, self.operations.today()) if self._found is not None else None
        if due is not None:
            act_on(self, due)

    def go(self, place: str, **args: object) -> None:
        """Go to a place about this client."""
        if self.client_id is not None:
            self.desk.go(place, client_id=self.client_id, **args)

    def show_sources(self, text: CardText) -> None:
        """Show where the numbers of a card come from."""
        seen = {each.key: each for each in text.sources}
        read_out(self, _SOURCE, "\n\n".join(number_line(each) for each in seen.values()))

    def _open_more(self) -> None:
        go, entries = self.go, list[MenuEntry]()
        entries.append((_EDIT, partial(go, "client_form")))
        if self._found is not None and any(self._notes()):
            entries.append((_CORRECT_NOTE, self._correct_note))
        if self._found is not None and self._found.graduate is None:
            entries.append((_BEGIN_SERVICE, partial(go, "graduate_form")))
        entries += [
            (_PLACEMENT, partial(go, "placement_form")),
            (_ASSESS, partial(go, "assessment")),
            (_STAGE, partial(go, "stage")),
            (_LETTER, partial(go, "letter")),
            (_FILED, partial(go, "documents")),
            (_POSTPONE, self.postpone),
            (_HISTORY, self.show_history),
        ]
        corner = self.more_button.mapToGlobal(self.more_button.rect().bottomLeft())
        pop_up(self.more_button, entries, corner)

    def _notes(self) -> list[UUID]:
        contacts = self._found.contacts if self._found is not None else ()
        return [c.source.id for c in contacts if c.source.TABLE == "case_note"]

    def _correct_note(self) -> None:
        self.go("note", name=self.heading, note_id=self._notes()[0])

    def read_contacts(self) -> None:
        """Show every contact as lines of text."""
        if self._found is not None:
            lines = contact_lines(self._found.contacts, self.operations.today())
            read_out(self, _CONTACTS, "\n".join(line.words for line in lines))


def _due(found: Found, today: date) -> Duty | None:
    """Return what is due now and is not a note: a note has its own button."""
    step = found.next_step
    if step is None or step.due_on > today or is_first_check(step, today):
        return None
    return None if step.action == "write_note" else step
