"""给本人的文书: what is made, in which form; looked at, then saved, printed, read aloud."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from db.domain.journal.change import Receipt
from db.domain.papers.issued_document import IssuedDocument
from db.domain.records import RECORD_TYPES
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Text
from db.ports import Store
from db.usecases.papers.filing import change_preferred_form
from desktop.announce import announce, shown_at_once
from desktop.focus import first_stop
from desktop.language import tr
from desktop.lists.states import Swap
from desktop.messages import Announced
from desktop.screens.frame.late_page import LatePage
from desktop.screens.frame.page import Desk
from desktop.screens.papers.how import How
from desktop.screens.papers.making import Preview, preview
from desktop.screens.papers.outputs import Outputs
from desktop.screens.papers.settings_kept import keep_settings
from desktop.screens.papers.shown import Shown, form_words
from desktop.screens.papers.sources import Begun, Ready, Source, source_of
from desktop.theme.look import wear_icon
from desktop.theme.pieces import Said, words

_TITLE = Text("给本人的文书", "Documents for the person")
_TITLE_OF = Text("给 {name} 的文书", "Documents for {name}")
_PREFERS = Text("{name} 要的是{form}。", "{name} asked for {form}.")
_NOT_SAID = Text(
    "还没有登记 {name} 要哪种形式，先按普通印刷排。",
    "Which form {name} reads is not recorded yet; this is ordinary print.",
)
_FOR_OTHERS = Text(
    "这份不是给本人读的，先按普通印刷排。",
    "This one is not for the person to read; it is in ordinary print.",
)
_AGAIN = Text(
    "{made_on} 存档的{form}，内容和当时一样。",
    "Filed on {made_on} as {form}; it says what it said then.",
)
_SAVE = Text("保存…", "Save…")
_PRINT = Text("打印…", "Print…")
_ALOUD = Text("读出来", "Read aloud")
_LOOK = Text("回到文书", "Back to the document")
_GIVE = Text("怎样给的", "How it was given")
_FILED = Text("存档的文书", "Filed documents")
_BACK = Text("返回", "Back")
_WHY = Text("{heading}：{why}", "{heading}: {why}")
_CLIENT = Text("打开个人资料", "Open the client’s page")
_CANNOT = Text("现在不能做“{kind}”", "“{kind}” cannot be made now")
_LETTER = Text("信要先写", "A letter is written first")
_LETTER_WHAT = Text(
    "选一种信，填几项，就能看到信的样子。", "Choose a letter and fill in what it needs."
)
_WRITE = Text("写信", "Write a letter")
_REMEMBERED = Text(
    "记住了：以后给 {name} 用{form}。", "Remembered: {form} for {name} from now on."
)


class DocumentPage(LatePage):
    """Choose kind and form, look, give away."""

    scrolls: ClassVar[bool] = False
    watches: ClassVar[Sequence[str]] = tuple(
        record_type.TABLE for record_type in RECORD_TYPES if record_type is not IssuedDocument
    )
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self._source: Source | None = None
        self.begun: Begun | None = None
        self.made: Preview | None = None
        self._asked, self._cannot_be_made, self._news = 0, False, ""
        self.outputs = Outputs(self)
        save, choose = self.outputs.choose_place, self.outputs.choose_printer
        self.save_button = self.add_button(_SAVE, save, primary=True, icon="save", name="save")
        self.print_button = self.add_button(_PRINT, choose, icon="printer", name="print")
        self.aloud_button = self.add_button(
            _ALOUD, self.listen_or_look, icon="volume-2", name="read_aloud"
        )
        self.give_button = self.add_button(_GIVE, self.outputs.give, icon="check", name="give")
        self.filed_button = self.add_button(
            _FILED, self.open_filed, icon="folder-open", name="filed"
        )
        self._back = self.add_button(_BACK, desk.back, icon="arrow-left", name="back")
        self.how = How(self._on_chosen, self.prefer)
        self.status = Announced()
        self.shown = Shown(desk)
        self.swap = Swap(self.shown)
        for part in (self.how, self.status):
            self.body.addWidget(part)
        self.body.addWidget(self.swap, 1)
        self.shown.braille.own_wanted.connect(self._write_reading)
        self.shown.braille.remembered.connect(self._keep_news)
        self.settle()

    # A visit.

    def open(self, **args: object) -> None:
        """Show a document.

        One of ``client_id`` (with ``kind`` and ``form``, or neither), ``issued_id`` of a filed
        document, a ``village``, or a finished ``document`` says which.
        """
        source = source_of(args)
        self._is_arriving = True
        if source == self._source and self.begun is not None:
            self.load()  # back from another page: what was chosen stays
            return
        self._source, self.begun, self.made = source, None, None
        self.swap.show_loading()
        self.operations.read(
            source.begin,
            owner=self,
            done=self._begin,
            failed=lambda problem: self.swap.show_failed(problem, lambda: self.open(**args)),
        )

    def load(self) -> None:
        """Make the document again as the choices are now."""
        begun, source = self.begun, self._source
        if begun is None or source is None:
            return
        kind = self.how.chosen_kind()
        self._asked += 1
        self.made, self._cannot_be_made = None, False
        self.settle()
        if begun.issued is None and not isinstance(source, Ready):
            if kind.is_written:
                self._write_first()
                return
            if kind.why_not is not None:
                self._cannot(kind.code, kind.why_not)
                return
        number, wanted, today = self._asked, self.how.wanted(), self.operations.today()

        def make(store: Store) -> Preview:
            document = source.document(store, wanted.kind, wanted.language, today)
            return preview(document, wanted)

        def show(made: Preview) -> None:
            if number == self._asked:
                self._show(made)

        def failed(problem: Problem) -> None:
            if number == self._asked:
                self._name(begun)
                self.swap.show_failed(problem, self.load)
                self.arrived()

        self.swap.show_loading()
        self.operations.read(make, owner=self, done=show, failed=failed)

    def first_focus(self) -> QWidget | None:
        """Begin in what is read by ear; until it is made, on the button that is there."""
        if self.made is None:
            return first_stop(self.swap) if self._cannot_be_made else self._back
        return self.shown.first_focus()

    def panes(self) -> list[QWidget]:
        """Go through buttons, choices and what is shown of the document."""
        parts = [*super().panes()[:1], *([self.how] if self.how.isVisibleTo(self) else [])]
        return [*parts, self.swap if self.made is None else self.shown.pane()]

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu save, print and show what is filed."""
        answers: dict[str, Callable[[], object]] = {}
        if self.made is not None:
            answers["save"] = self.outputs.choose_place
            if self.made.pdf:
                answers["print_summary"] = self.outputs.choose_printer
            answers["read_aloud"] = self.read_aloud
            if self.shown.is_heard:
                answers["pause_reading"] = self.shown.player.play_or_pause
                answers["stop_reading"] = self.shown.player.stop
        if self.begun is not None and self.begun.client_id is not None:
            answers["filed_documents"] = self.open_filed
            answers["write_letter"] = self.write_letter
        return answers

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Stop what is being made; nothing half done stays behind."""
        del then
        self.outputs.stop()
        self.shown.player.stop()
        return True

    def refresh(self, receipt: Receipt) -> None:
        """Make it again when the record has changed; a filed document stays as it was."""
        if self.begun is not None and self.begun.issued is not None:
            return
        super().refresh(receipt)

    # What is chosen.

    def prefer(self) -> None:
        """Remember the form chosen as the one the client reads."""
        begun, form, today = self.begun, self.how.wanted().form, self.operations.today()
        if begun is None or begun.client_id is None:
            return
        client_id = begun.client_id

        def done(_receipt: Receipt) -> None:
            if self.begun is begun:
                self.begun = replace(begun, preferred=form)
                self._tell_form()
            self.desk.say(tr(_REMEMBERED, name=begun.name, form=form_words(form)))

        self.operations.run(
            partial(change_preferred_form, client_id=client_id, form=form, today=today),
            owner=self,
            done=done,
        )

    def open_filed(self) -> None:
        """Go to the documents filed for this client."""
        if self.begun is not None and self.begun.client_id is not None:
            self.desk.go("documents", client_id=self.begun.client_id)

    def open_client(self) -> None:
        """Go to the client's page, where what is missing is recorded."""
        if self.begun is not None and self.begun.client_id is not None:
            self.desk.go("client", client_id=self.begun.client_id)

    def write_letter(self) -> None:
        """Write a letter to this client."""
        if self.begun is not None and self.begun.client_id is not None:
            self.desk.go("letter", client_id=self.begun.client_id)

    def listen_or_look(self) -> None:
        """Read the document aloud here and now, or go back to looking at it."""
        if self.shown.stands_in:
            self.shown.look()
            self.settle()
        else:
            self.read_aloud()

    def read_aloud(self) -> None:
        """Read the document aloud from its beginning."""
        if self.made is not None:
            self.shown.read(self.made)
            self.settle()
            self.shown.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _write_reading(self, written: str, pinyin: str) -> None:
        self.desk.go("reading_form", written=written, pinyin=pinyin)

    def _keep_news(self, said: str) -> None:
        """Say it once the document has been made again: said before, it would be lost."""
        self._news = said

    def _on_chosen(self) -> None:
        """Make it anew as it is chosen now; how it is made is remembered."""
        settings = self.how.wanted().settings
        if self.begun is not None and settings != self.begun.settings:
            self.begun = replace(self.begun, settings=settings)
            self.operations.read(
                lambda store: keep_settings(store, settings),
                owner=self,
                done=lambda _none: None,
            )
        self._is_arriving = False
        self.load()

    def _begin(self, begun: Begun) -> None:
        self.begun = begun
        with shown_at_once():  # a few hundred entries of lists
            self.how.begin(begun)
        self.load()

    def _tell(self, said: str) -> None:
        """Say whose form this is and what came of it, together: one would hide the other."""
        self._tell_form()
        self.status.tell(said)

    def _tell_form(self) -> None:
        """Say which form the client asked for, and offer to remember another."""
        begun = self.begun
        if begun is None:
            return
        self._name(begun)
        if begun.issued is not None:
            form, day = form_words(begun.form), begun.issued.made_on
            self.set_lead(tr(_AGAIN, made_on=day, form=form))
        elif begun.client_id is None:
            self.set_lead("")
        elif not self.how.chosen_kind().for_client:
            self.set_lead(_FOR_OTHERS)
        elif begun.preferred:
            self.set_lead(tr(_PREFERS, name=begun.name, form=form_words(begun.preferred)))
        else:
            self.set_lead(tr(_NOT_SAID, name=begun.name))
        may = begun.client_id is not None and begun.issued is None
        may = may and self.how.chosen_kind().for_client
        self.how.offer_to_prefer(may and self.how.wanted().form != begun.preferred)

    def _name(self, begun: Begun) -> None:
        """Say whose documents these are, no earlier than what is shown: it would be lost."""
        kind = code_list("document_kinds").label(begun.kind)
        self.set_heading(tr(_TITLE_OF, name=begun.name) if begun.name else kind)

    # What is shown.

    def _show(self, made: Preview) -> None:
        may_correct = self.begun is not None and self.begun.issued is None
        with shown_at_once():
            self.made = made
            said = self.shown.fill(made, may_correct=may_correct)
            self.swap.show_content()
            self.settle()
        self._tell(said)
        if self._news:
            self.desk.say(self._news)
            self._news = ""
        elif made.remarks:
            self.desk.warn("\n".join(tr(remark) for remark in made.remarks))
        self.arrived()

    def _write_first(self) -> None:
        self._explain(_LETTER, _LETTER_WHAT, "mail", _WRITE, self.write_letter)

    def _cannot(self, kind: str, why: Text) -> None:
        heading = tr(_CANNOT, kind=code_list("document_kinds").label(kind))
        self._explain(heading, why, "info", _CLIENT, self.open_client)

    def _explain(
        self, heading: Said, why: Text, icon: str, act: Text, then: Callable[[], object]
    ) -> None:
        """Say in place of the document why there is none, and what to do first."""
        self._cannot_be_made = True
        self.swap.show_empty(heading, why, icon=icon, act=act, then=then)
        self.status.setText("")
        self._tell_form()
        announce(self, tr(_WHY, heading=words(heading), why=why))
        self.arrived()

    def settle(self) -> None:
        """Enable what can be done with what is shown."""
        made, begun = self.made, self.begun
        is_free = made is not None and not self.outputs.is_busy
        self.save_button.setEnabled(is_free)
        wear_icon(self.save_button, "save", "on_accent" if is_free else "accent", 18)
        self.print_button.setEnabled(is_free and made is not None and bool(made.pdf))
        self.aloud_button.setEnabled(made is not None)
        self.aloud_button.setText(tr(_LOOK if self.shown.stands_in else _ALOUD))
        of_client = begun is not None and begun.client_id is not None
        self.filed_button.setVisible(of_client)
        self.give_button.setVisible(of_client)
        self.give_button.setEnabled(self.outputs.issued_id is not None)
