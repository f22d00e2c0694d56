"""Pieces of papers: facts, tables and sentences, each with its key, as an audience may read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from db.domain.clients.case import Case
from db.domain.clients.client import Client
from db.domain.papers.disclosure import Audience, Group, may_read, told
from db.domain.papers.document import SIGN_HERE, Contact, Fact, Facts, Heading, Paragraph, Table
from db.domain.record import Record
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.field import field_of
from db.fields.text import Language, Text

COUNSELLOR: Final = Text("就业辅导员", "Counsellor")
REACH_US: Final = Text("联系我们", "How to reach us")
DAY: Final = Text("日期", "Date")
NO_FACTS: Final = Text("还没有填写。", "Nothing is recorded yet.")
_DISABILITY = Text("残疾类别和等级", "Disability")
_SIGNED_BY = Text("{who}（{name}）", "{who} ({name})")
_CLIENT_SIGNS = Text("本人签字或按手印", "Signature or thumb-print")
_GUARDIAN_SIGNS = Text("监护人签字或按手印", "Guardian’s signature or thumb-print")
_KEY_OF_TABLE: Final = {Case.TABLE: "case"}


def key_of(record_type: type[Record], name: str) -> str:
    """Return the key of a declared field: its table and its name."""
    table = record_type.TABLE
    return f"{_KEY_OF_TABLE.get(table, table)}.{name}"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes in one language for one audience."""

    language: Language
    audience: Audience

    def say(self, text: Text, **values: object) -> str:
        """Return a sentence in the language of the paper."""
        return text.to(self.language, **values)

    def heading(self, key: str, text: Text, **values: object) -> Heading:
        """Return the heading of the section ``key``."""
        return Heading(level=1, text=self.say(text, **values), key=f"section.{key}")

    def paragraph(self, key: str, text: Text, **values: object) -> Paragraph:
        """Return a paragraph known by ``key``."""
        return Paragraph(text=self.say(text, **values), key=key)

    def nothing(self, key: str, text: Text, **values: object) -> Paragraph:
        """Return the paragraph that says what is missing in the section ``key``."""
        return self.paragraph(f"none.{key}", text, **values)

    def fact(self, key: str, label: Text, value: str) -> Fact:
        """Return a fact that is no declared field of one record."""
        return Fact(label=self.say(label), value=value, key=key)

    def value(self, record: Record, name: str) -> str:
        """Return a declared value as the audience may read it, ``""`` for nothing."""
        return told(record, name, self.audience, self.language)

    def label(self, record_type: type[Record], name: str) -> str:
        """Return what a declared field is called."""
        return self.say(field_of(record_type, name).label)

    def facts(self, record: Record, names: Iterable[str]) -> list[Fact]:
        """Return the declared fields that are filled in and may be read."""
        kind = type(record)
        shown = ((name, self.value(record, name)) for name in names)
        return [
            Fact(label=self.label(kind, name), value=value, key=key_of(kind, name))
            for name, value in shown
            if value
        ]

    def table(self, records: Iterable[Record], names: Iterable[str]) -> Table:
        """Return a table of declared fields, one row a record; there is at least one."""
        every, columns = tuple(records), tuple(names)
        kind = type(every[0])
        return Table(
            headers=tuple(self.label(kind, name) for name in columns),
            rows=tuple(tuple(self.value(each, name) for name in columns) for each in every),
            keys=tuple(key_of(kind, name) for name in columns),
        )

    def code(self, codes: str, code: str | None) -> str:
        """Return the name of a code, ``""`` for none."""
        return self.say(code_list(codes).label(code)) if code is not None else ""

    def disability(self, client: Client) -> list[Fact]:
        """Return category and level as one fact, where the audience may read them."""
        if not may_read(Group.DISABILITY, self.audience):
            return []
        told_of = [
            self.code("disability_categories", client.disability_category),
            self.code("disability_levels", client.disability_level),
        ]
        value = " ".join(filter(None, told_of))
        return [self.fact("client.disability", _DISABILITY, value)] if value else []

    def reach_us(self, staff: Staff | None) -> Contact | Paragraph:
        """Return how to reach the counsellor; the office’s number is there to be dialled."""
        if staff is None:
            return self.nothing("facts", NO_FACTS)
        rows = [
            *self.facts(staff, ("organisation",)),
            self.fact("staff.name", COUNSELLOR, staff.name),
            *self.facts(staff, ("phone",)),
        ]
        return Contact(rows=tuple(rows))

    def signers(
        self, client: Client, staff: Staff | None, guardian: str | None
    ) -> tuple[str, ...]:
        """Return who signs: the client, her guardian if she has one, the counsellor, a day."""
        labels = [self.say(_SIGNED_BY, who=_CLIENT_SIGNS, name=client.name)]
        if guardian:
            labels.append(self.say(_SIGNED_BY, who=_GUARDIAN_SIGNS, name=guardian))
        return (*labels, self.counsellor_line(staff), self.say(DAY))

    def counsellor_line(self, staff: Staff | None) -> str:
        """Return the label of the line on which the counsellor signs."""
        if staff is None:
            return self.say(COUNSELLOR)
        return self.say(_SIGNED_BY, who=COUNSELLOR, name=staff.name)


def facts_block(rows: Iterable[Fact], caption: str = "") -> Facts:
    """Return facts in a list."""
    return Facts(rows=tuple(rows), caption=caption)


def or_blank(value: str) -> str:
    """Return the value, or a place to write it in by hand."""
    return value or SIGN_HERE
