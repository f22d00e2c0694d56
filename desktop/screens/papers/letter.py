"""写信: choose a template, fill in its fields, read the letter, save it as a note."""

from collections.abc import Callable, Mapping
from dataclasses import make_dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, ClassVar

from PySide6.QtCore import QTimer

from db.domain.clients.case_note import CaseNote
from db.domain.journal.change import Receipt
from db.domain.papers.document import Document, plain_text
from db.fields.field import Code, Day, Field, Line, Prose, field_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from db.ports import Draft, Store
from db.usecases.papers.kinds import LETTER, document_of
from db.usecases.papers.letter import BY_LETTER, LONGEST_ADDITION, Letter, send_letter
from db.usecases.papers.letter_templates import (
    AskKind,
    LetterTemplate,
    letter_template,
    letter_templates,
)
from db.usecases.policies import policy_in_force
from desktop.forms.record_form import Pick, RecordForm
from desktop.language import current, tr
from desktop.screens.clients.about_client import AboutClientPage
from desktop.screens.frame.page import Desk
from desktop.screens.frame.reading_text import ReadingText
from desktop.theme.pieces import card, section

_TITLE = Text("写信", "Write a letter")
_TEMPLATE = Text("写哪种信", "Which letter")
_TEMPLATE_HELP = Text("选好以后，下面问这封信要填的。", "What it needs is then asked below.")
_CHOOSE = Text("请选写哪种信。", "Choose which letter to write.")
_ASK_HELP = Text("写在信里的话。", "As it is to stand in the letter.")
_DAY_HELP = Text(
    "今天或以后，例如 2026-11-23 或 +7。", "Today or later, e.g. 2026-11-23 or +7."
)
_MORE = Text("再写几句", "Anything else")
_MORE_HELP = Text("自己的话，可以不写。", "Your own words; may be left out.")
_LANGUAGE = Text("信的语言", "Language of the letter")
_LANGUAGE_HELP = Text("本人读的语言。", "The language the person reads.")
_LOOKS = Text("信的样子", "The letter")
_TEXT = Text("信的文字", "Text of the letter")
_NOT_YET = Text("先选写哪种信。", "Choose first which letter to write.")
_PAUSE_MS = 400
"""The letter follows once so long nothing was typed."""


def _name(template: LetterTemplate, ask: str) -> str:
    return f"{template.code}_{ask}"


def _asked(template: LetterTemplate) -> list[Any]:
    """Return the fields of one letter; a form passes over those it does not show."""
    asked: list[Any] = []
    for ask in template.asks:
        is_line = ask.kind is AskKind.LINE
        kind = Line(200) if is_line else Day()
        of: Any = str if is_line else date
        field = Field(ask.label, kind, help=_ASK_HELP if is_line else _DAY_HELP)
        name = _name(template, ask.name)
        if ask.required:
            asked.append((name, Annotated[of, field]))
        else:
            asked.append((name, Annotated[of | None, field], None))
    return asked


def letter_form() -> type:
    """Return all that any letter asks for, as one record; the form shows what is needed.

    So a half-written letter is one draft, whichever it is.
    """
    channel = field_of(CaseNote, "channel")
    every = [field for template in letter_templates() for field in _asked(template)]
    fields: list[Any] = [
        *every,
        (
            "more",
            Annotated[str | None, Field(_MORE, Prose(LONGEST_ADDITION), help=_MORE_HELP)],
            None,
        ),
        (
            "language",
            Annotated[str, Field(_LANGUAGE, Code("screen_languages"), help=_LANGUAGE_HELP)],
            str(Language.ZH),
        ),
        (
            "channel",
            Annotated[str, Field(channel.label, channel.kind, help=channel.help)],
            BY_LETTER,
        ),
    ]
    docs = {"__doc__": "Whatever a letter asks for, as it is asked for on one form."}
    return make_dataclass(
        "LetterForm", fields, frozen=True, slots=True, kw_only=True, namespace=docs
    )


class LetterPage(AboutClientPage):
    """One letter to one client."""

    save_label: ClassVar[Text] = Text("保存这封信", "Save the letter")
    saved: ClassVar[Text] = Text(
        "信已记成一条个案记录。现在可以打印，或做成别的形式。",
        "The letter is kept as a case note. Now print it, or make another form of it.",
    )
    heading_of: ClassVar[Text] = Text("给 {name} 写信", "A letter to {name}")
    help_name: ClassVar[str] = "summary"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.text = ReadingText(_TEXT)
        self.text.setObjectName("letter_text")
        self._looks = card(section(_LOOKS), self.text)
        self._asked, self._written = 0, Letter(template="")
        self._language = Language.ZH
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._typing.timeout.connect(self.show_letter)

    def open(self, **args: object) -> None:
        """Write to the client ``client_id``; ``template`` chooses a letter beforehand."""
        self.begin(args)
        options = [(each.code, tr(each.title)) for each in letter_templates()]
        values = {
            "template": str(args.get("template") or ""),
            "language": str(current()),
            "channel": BY_LETTER,
        }
        form = RecordForm(
            letter_form(),
            values=values,
            picks=[Pick("template", _TEMPLATE, _TEMPLATE_HELP, options)],
            today=self.operations.today(),
        )
        form.edited.connect(self._follow)
        self.set_form(
            form,
            draft_key=f"letter:{self.client_id}",
            subject=tr(_TITLE),
            restore=bool(args.get("restore")),
        )
        self.body.addWidget(self._looks)
        self._follow()
        self.show_letter()

    def use_case(self, values: Mapping[str, Any]) -> Callable[[Store], Receipt]:
        """Return what keeps the letter as a note."""
        letter, language = _letter(values)
        self._written, self._language = letter, language
        client_id, today = self.client_id, self.operations.today()

        def save(store: Store) -> Receipt:
            try:
                return send_letter(store, client_id, letter, today=today, language=language)
            except Problem as problem:
                raise _at_its_field(problem, letter) from problem

        return save

    def on_saved(self, receipt: Receipt) -> None:
        """Go on to the letter as a document: to print, or in another form."""
        del receipt
        client_id = self.client_id

        def go_on(document: Document) -> None:
            self.desk.back()
            self.desk.go("summary", client_id=client_id, document=document)
            self.desk.say(self.saved)

        self.operations.read(
            self._making(self._written, self._language), owner=self, done=go_on
        )

    def show_letter(self) -> None:
        """Show the letter as it stands, or what it still lacks."""
        if self.form is None:
            return
        self._asked += 1
        number, typed = self._asked, self.form.typed()
        if not typed.get("template"):
            self.text.show_text(tr(_NOT_YET))
            return

        def show(document: Document) -> None:
            if number == self._asked:
                self.text.show_text(plain_text(document))

        def failed(problem: Problem) -> None:
            if number == self._asked:
                self.text.show_text(problem.message(current()))

        letter, language = _letter(typed)
        self.operations.read(
            self._making(letter, language), owner=self, done=show, failed=failed
        )

    def _making(self, letter: Letter, language: Language) -> Callable[[Store], Document]:
        return partial(
            _document, client_id=self.client_id, letter=letter, language=language,
            today=self.operations.today(),
        )  # fmt: skip

    def _restore(self, draft: Draft) -> None:
        """Put a draft back with the fields of its letter."""
        super()._restore(draft)
        self._follow()

    def _follow(self) -> None:
        """Ask for what the chosen letter needs; show the letter once typing pauses."""
        if self.form is None:
            return
        chosen = self.form.typed().get("template", "")
        wanted = {"template", "more", "language", "channel"} if chosen else {"template"}
        if chosen:
            template = letter_template(chosen)
            wanted |= {_name(template, ask.name) for ask in template.asks}
        self.form.show_only(wanted)
        self._typing.start()


def _letter(values: Mapping[str, Any]) -> tuple[Letter, Language]:
    """Return the letter that was filled in, and its language.

    Raises:
        Problem: No template was chosen.
    """
    if not values.get("template"):
        raise Problem(_CHOOSE, field="template")
    template = letter_template(values["template"])
    filled = {ask.name: values.get(_name(template, ask.name)) or "" for ask in template.asks}
    letter = Letter(
        template=template.code,
        filled=filled,
        more=values.get("more") or "",
        channel=values.get("channel") or BY_LETTER,
    )
    return letter, Language(values.get("language") or Language.ZH)


def _at_its_field(problem: Problem, letter: Letter) -> Problem:
    """Return a problem of what was filled in with the name its field has on the form."""
    field = problem.field
    if field is not None and field in letter.filled:
        field = _name(letter_template(letter.template), field)
    return Problem(problem.text, field=field, **problem.values)


def _document(
    store: Store, *, client_id: Any, letter: Letter, language: Language, today: date
) -> Document:
    policy, owner = policy_in_force(store), store.owner
    with store.reading() as reading:
        return document_of(
            reading, LETTER, client_id, language,
            today=today, policy=policy, owner=owner, letter=letter,
        )  # fmt: skip
