"""A page that is one form: draft kept and offered back, save bar always in sight."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from db.domain.journal.change import Receipt
from db.fields.problem import InvalidFieldsError, Problem
from db.fields.text import Text
from db.ports import Draft, Store
from db.usecases.removing import remove
from desktop.forms.record_form import RecordForm
from desktop.language import tr
from desktop.messages import MessageBar, ask
from desktop.operations import FieldProblems
from desktop.screens.frame.draft_keeper import DraftKeeper
from desktop.screens.frame.page import Desk, Page
from desktop.theme.pieces import Said, button, row

_SAVE = Text("保存", "Save")
_BACK = Text("返回", "Back")
_KEYS = Text("{label}　Ctrl+S", "{label}  Ctrl+S")
_FOUND = Text("恢复 {time} 未完成的填写？", "Bring back what was unfinished at {time}?")
_RESTORE = Text("恢复", "Bring back")
_SAVED = Text("已保存。", "Saved.")
_RESTORED = Text("已恢复。", "Brought back.")
_REMOVE = Text("删除…", "Delete…")
_REMOVE_HEADING = Text("删除", "Delete")
_REMOVE_WHAT = Text(
    "删除这条“{noun}”吗？属于它的记录也一起删除。以后可以用“撤销”找回。",
    "Delete this {noun}? Records that belong to it go too. “Undo” brings all of it back.",
)
_REMOVE_YES, _REMOVE_NO = Text("删除", "Delete"), Text("不删除", "Keep it")
_REMOVED = Text("已删除。按 Ctrl+Z 可以撤销。", "Deleted. Ctrl+Z brings it back.")


class FormPage(Page):
    """Asks, saves, goes back.

    A subclass calls ``set_form`` in its ``open`` and overrides ``use_case``. Ctrl+S saves;
    Escape and 返回 go back and keep what was typed as a draft.
    """

    save_label: ClassVar[Text] = _SAVE
    saved: ClassVar[Text] = _SAVED
    removable: ClassVar[tuple[str, type[Any]] | None] = None
    """The argument that names the record the form corrects, and the record's type."""
    removed_to: ClassVar[str] = ""
    """Where to go once the record is deleted; empty goes back."""

    def __init__(self, desk: Desk, heading: Said, *, parent: QWidget | None = None) -> None:
        super().__init__(desk, heading, parent=parent)
        self.form: RecordForm | None = None
        self.drafts: DraftKeeper | None = None
        self._offer = MessageBar()
        self.body.addWidget(self._offer)
        said = tr(_KEYS, label=self.save_label)
        self.save_button = button(said, self.save, part="primary", icon="check", name="save")
        self.save_button.setAccessibleName(tr(self.save_label))
        self.back_button = button(_BACK, self.leave, icon="arrow-left", name="back")
        self.remove_button = button(_REMOVE, icon="trash-2", name="remove")
        self.remove_button.hide()
        bar = QFrame()
        bar.setProperty("part", "bar")
        self.bar = row(
            self.save_button, self.back_button, None, self.remove_button,
            gap=10, margins=(24, 10, 24, 10),
        )  # fmt: skip
        bar.setLayout(self.bar)
        self._bar_widget = bar
        self._whole.addWidget(bar)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, then in (
            (QKeySequence(QKeySequence.StandardKey.Save), self.save),
            (QKeySequence(Qt.Key.Key_Escape), self.leave),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(within)
            shortcut.activated.connect(then)

    def visit(self, **args: object) -> None:
        """Begin a visit; a form that corrects a record can delete it too."""
        self.open(**args)
        record_id = args.get(self.removable[0]) if self.removable else None
        if self.removable is not None and isinstance(record_id, UUID):
            asked = partial(self._ask_to_remove, self.removable[1], record_id)
            self.remove_button.clicked.connect(lambda _checked=False: asked())
            self.remove_button.show()

    # What a subclass overrides.

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what saves ``values``; it may raise ``Problem`` for a rule of the form."""
        raise NotImplementedError

    def on_saved(self, receipt: Receipt) -> None:
        """Go on after saving; the default says so and goes back."""
        del receipt
        self.desk.say(self.saved)
        self.desk.back()

    # What a subclass calls.

    def set_form(
        self, form: RecordForm, *, draft_key: str = "", subject: str = "", restore: bool = False
    ) -> None:
        """Show a form.

        Args:
            form: The form, filled with what is known.
            draft_key: Form and subject; without it no draft is kept.
            subject: Whom it is about, for the list of unfinished work.
            restore: Whether to put a draft back without asking, as from 接着填.
        """
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self._offer.hide()
        self.form, self.drafts = form, None
        self.body.addWidget(form)
        if draft_key:
            self.drafts = DraftKeeper(form, self.operations, draft_key, subject)
            self.drafts.found.connect(self._restore if restore else self._offer_draft)
            self.drafts.look_for()

    def save(self) -> None:
        """Read the form and save it in the background."""
        if self.form is None or not self.save_button.isEnabled():
            return
        try:
            use_case = self.use_case(self.form.values())
        except InvalidFieldsError as error:
            self.form.show_problems(error.problems)
            return
        except Problem as problem:
            self.form.show_problems([problem])
            return
        self.form.show_problems([])
        self.save_button.setEnabled(False)
        self.operations.run(use_case, owner=self, done=self._on_done, failed=self._on_failed)

    def leave(self) -> None:
        """Go back; what was typed is kept as a draft."""
        self.desk.back()

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Keep what was typed; it is offered back on the next visit."""
        del then
        if self.drafts is not None and self.drafts.is_dirty:
            self.drafts.keep()
        return True

    def first_focus(self) -> QWidget | None:
        """Begin in the first field."""
        return self.form.first if self.form is not None else super().first_focus()

    def panes(self) -> list[QWidget]:
        """Go through buttons, form, side and save bar."""
        return [*super().panes(), self._bar_widget]

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """Let the menu save."""
        return {"save": self.save}

    def _ask_to_remove(self, record_type: type[Any], record_id: UUID) -> None:
        question = tr(_REMOVE_WHAT, noun=record_type.NOUN)
        then = partial(self._remove, record_type, record_id)
        ask(self, _REMOVE_HEADING, question, then, yes=_REMOVE_YES, no=_REMOVE_NO)

    def _remove(self, record_type: type[Any], record_id: UUID) -> None:
        def done(_receipt: Receipt) -> None:
            if self.drafts is not None:
                self.drafts.discard()
            if self.removed_to:
                self.desk.go(self.removed_to)
            else:
                self.desk.back()
            self.desk.say(_REMOVED)

        self.operations.run(
            lambda store: remove(store, record_type, record_id), owner=self, done=done
        )

    def _on_done(self, receipt: Receipt) -> None:
        self.save_button.setEnabled(True)
        if self.drafts is not None:
            self.drafts.discard()
        self.on_saved(receipt)

    def _on_failed(self, problem: Problem) -> None:
        self.save_button.setEnabled(True)
        problems = problem.problems if isinstance(problem, FieldProblems) else [problem]
        if self.form is not None and any(p.field in self.form.names() for p in problems):
            self.form.show_problems(problems)
        else:
            self.desk.warn(problem)

    def _offer_draft(self, draft: Draft) -> None:
        when = draft.saved_at.astimezone()
        shape = "%H:%M" if when.date() == self.operations.today() else "%Y-%m-%d %H:%M"
        self._offer.tell(
            tr(_FOUND, time=when.strftime(shape)),
            act=_RESTORE,
            then=lambda: self._restore(draft),
        )

    def _restore(self, draft: Draft) -> None:
        if self.drafts is None or self.form is None:
            return
        self.drafts.restore(draft)
        self.form.first.setFocus(Qt.FocusReason.TabFocusReason)
        self.desk.say(_RESTORED)
