"""Make a paper: who gives it out, what must not slip out in it, and how its names are read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from db.domain.clients.case import Case
from db.domain.clients.client import Client
from db.domain.clients.consent import Consent
from db.domain.clients.consent_rules import guardian_in
from db.domain.households.household import Household, HouseholdMember
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import (
    Block,
    Chart,
    Code,
    Contact,
    Document,
    Fact,
    Facts,
    Heading,
    Items,
    Paragraph,
    Pictured,
    Signatures,
    Table,
    texts_of,
)
from db.domain.papers.pinyin_syllables import is_hanzi, syllables_of
from db.domain.papers.private_words import Private, private, without_numbers
from db.domain.papers.pronunciation import Pronunciation
from db.domain.policy import Policy
from db.domain.staff import Staff
from db.fields.codes import code_list
from db.fields.text import Language, Text
from db.ports import Owner, Reading
from db.usecases.papers.writing import Writer

_NO_ORGANISATION = Text("残疾人就业服务", "Employment services for disabled people")
_FOOTER = Text("{kind} {number}", "{kind} {number}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Whoever makes a paper, on which day, from which record, in which language."""

    reading: Reading
    language: Language
    today: date
    policy: Policy
    owner: Owner

    def staff(self) -> Staff | None:
        """Return who gives the paper out."""
        return self.reading[Staff].find(self.owner.staff_id)

    def organisation(self) -> str:
        """Return the office that gives the paper out."""
        staff = self.staff()
        own = staff.organisation if staff is not None else None
        return own or _NO_ORGANISATION.to(self.language)

    def writer(self, audience: Audience) -> Writer:
        """Return a writer for an audience."""
        return Writer(self.language, audience)

    def guardian(self, client: Client) -> str | None:
        """Return the guardian who signs for a client, or ``None``."""
        return guardian_in(self.reading[Consent].where(client_id=client.id), self.today)

    def paper(  # noqa: PLR0913 - all of them say what is printed
        self,
        kind: str,
        audience: Audience,
        *,
        title: str,
        blocks: Iterable[Block],
        clients: Iterable[Client] = (),
        case: Case | None = None,
        subtitle: str = "",
        footer: str | None = None,
        dialable: Iterable[str | None] = (),
    ) -> Document:
        """Return the finished document: nothing in free text that its readers may not know.

        Args:
            kind: Its code in ``document_kinds``.
            audience: Who reads it.
            title: Its first heading.
            blocks: What it says.
            clients: Whom it is about; their numbers are looked for in free text.
            case: The case whose number it bears, or ``None``.
            subtitle: A line below the title.
            footer: The line at the foot, or ``None`` for kind and case number.
            dialable: Telephones the paper is there to give, beside the office’s own.
        """
        about, staff = tuple(clients), self.staff()
        number = case.number if case is not None else ""
        if footer is None:
            label = code_list("document_kinds").label(kind)
            footer = _FOOTER.to(self.language, kind=label, number=number).strip()
        document = Document(
            title=title,
            subtitle=subtitle,
            case_number=number,
            language=self.language,
            organisation=self.organisation(),
            made_on=self.today,
            blocks=tuple(blocks),
            footer=footer,
            kind=kind,
        )
        people = people_around(self.reading, about)
        secrets = people.private(staff, dialable)
        cleared = reworded(document, lambda text: without_numbers(text, audience, secrets))
        return _with_names(cleared, self.reading, people, staff)


@dataclass(frozen=True, slots=True)
class People:
    """The clients a paper is about and whoever stands near them in the record."""

    clients: tuple[Client, ...]
    relatives: tuple[Client, ...]
    households: tuple[Household, ...]
    members: tuple[HouseholdMember, ...]
    consents: tuple[Consent, ...]

    def names(self) -> Iterator[str]:
        """Yield the names of all of them."""
        yield from (client.name for client in (*self.clients, *self.relatives))
        yield from self._family_names()

    def private(self, staff: Staff | None, dialable: Iterable[str | None] = ()) -> Private:
        """Return what free text must not give away."""
        every = (*self.clients, *self.relatives)
        return private(
            numbers=(
                *(c.identity_number for c in every),
                *(c.certificate_number for c in every),
                *(h.head_identity_number for h in self.households),
            ),
            phones=(*(c.phone for c in every), *(c.contact_phone for c in every)),
            relatives=(*(c.name for c in self.relatives), *self._family_names()),
            dialable=(staff.phone if staff is not None else None, *dialable),
            known=(
                *(client.name for client in self.clients),
                *([staff.name] if staff is not None else []),
            ),
        )

    def _family_names(self) -> Iterator[str]:
        yield from (c.contact_name for c in self.clients if c.contact_name)
        yield from (household.head_name for household in self.households)
        yield from (member.name for member in self.members)
        yield from (c.guardian_name for c in self.consents if c.guardian_name)


def people_around(reading: Reading, clients: tuple[Client, ...]) -> People:
    """Return the clients with their households."""
    households = list({c.household_id for c in clients if c.household_id is not None})
    members = reading[HouseholdMember].where(household_id=households) if households else []
    own = {client.id for client in clients}
    others = [m.client_id for m in members if m.client_id is not None]
    return People(
        clients=clients,
        relatives=tuple(reading[Client].many([each for each in others if each not in own])),
        households=tuple(reading[Household].many(households)),
        members=tuple(members),
        consents=tuple(reading[Consent].where(client_id=list(own)) if own else ()),
    )


def reworded(document: Document, change: Callable[[str], str]) -> Document:
    """Return the document with every string of its content changed; what it is, stays."""
    return replace(
        document,
        title=change(document.title),
        subtitle=change(document.subtitle),
        blocks=tuple(_reworded(block, change) for block in document.blocks),
        footer=change(document.footer),
    )


def _reworded(  # noqa: PLR0911 - one result for each kind of block
    block: Block, change: Callable[[str], str]
) -> Block:
    def each(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(change(text) for text in texts)

    def facts(rows: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(
            replace(row, label=change(row.label), value=change(row.value)) for row in rows
        )

    match block:
        case Heading() | Paragraph() | Pictured():
            return replace(block, text=change(block.text))
        case Facts():
            return replace(block, rows=facts(block.rows), caption=change(block.caption))
        case Contact():
            return replace(block, rows=facts(block.rows))
        case Table():
            return replace(
                block,
                headers=each(block.headers),
                rows=tuple(each(row) for row in block.rows),
                caption=change(block.caption),
            )
        case Items():
            return replace(block, items=each(block.items))
        case Chart():
            bars = tuple(replace(b, label=change(b.label)) for b in block.bars)
            return replace(
                block, caption=change(block.caption), bars=bars, sentence=change(block.sentence)
            )
        case Signatures():
            return replace(block, labels=each(block.labels))
        case Code():
            return block
        case _:
            assert_never(block)


def _with_names(
    document: Document, reading: Reading, people: People, staff: Staff | None
) -> Document:
    """Return the document with the names that stay whole and how words in it are read."""
    said = "\n".join(texts_of(document))
    names = dict.fromkeys([*people.names(), *([staff.name] if staff is not None else [])])
    remembered = {
        each.written: each.pinyin
        for each in reading[Pronunciation].every()
        if each.written and each.written in said
    }
    own = {
        client.name: _syllables(client.name, client.name_pinyin)
        for client in (*people.clients, *people.relatives)
        if client.name_pinyin and client.name in said
    }
    # Her own file says how she is called; what is remembered of a word is for everybody else.
    readings = remembered | {name: pinyin for name, pinyin in own.items() if pinyin}
    return replace(
        document,
        whole_words=tuple(name for name in names if name and name in said),
        readings=tuple(sorted(readings.items())),
    )


def _syllables(name: str, pinyin: str | None) -> str:
    """Return a reading as it is kept, ``""`` when it does not fit the name."""
    syllables = syllables_of(pinyin or "")
    characters = [sign for sign in name if is_hanzi(sign)]
    if len(syllables) != len(characters) or not all(s.is_known for s in syllables):
        return ""
    return " ".join(map(str, syllables))
