"""Where a document comes from: a client, a village, the file of papers, another page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, cast
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.ids import ClientId, IssuedDocumentId, PlacementId
from db.domain.papers.disclosure import Audience
from db.domain.papers.document import Document
from db.domain.papers.issued_document import IssuedDocument
from db.fields.codes import code_list
from db.fields.text import Language, Text
from db.ports import Store
from db.usecases.papers.filing import content_of
from db.usecases.papers.kinds import LETTER, document_of, kinds_for
from db.usecases.papers.village_list import Place, village_list
from db.usecases.policies import policy_in_force
from desktop.printing.rendering import PRINT, RenderSettings
from desktop.screens.papers.settings_kept import settings_kept

_CLIENT_READS = (Audience.CLIENT, Audience.HOUSEHOLD)
VILLAGE_LIST = "village_list"
"""Its code in ``document_kinds``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document.

    Attributes:
        code: Its code in ``document_kinds``.
        why_not: Why it cannot be made now.
        for_client: Whether the client reads it; else the form the client needs does not
            matter.
    """

    code: str
    why_not: Text | None = None
    for_client: bool = True

    @property
    def is_written(self) -> bool:
        """Whether it has to be written first, on another page."""
        return self.code == LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What is known before anything is made.

    Attributes:
        client_id: Whom it is for; none of a list or a sheet.
        name: Whom it is for or about, for the title.
        preferred: Code of the form the client asked for, or ``""``.
        kinds: What there is to choose from.
        kind: What is chosen to begin with.
        form: The form to begin with.
        language: The language it is in; none when the page may choose.
        settings: How it is made, to begin with.
        issued: The filed document that is looked at again.
    """

    name: str
    kinds: tuple[Kind, ...]
    kind: str
    client_id: ClientId | None = None
    preferred: str = ""
    form: str = PRINT
    language: Language | None = None
    settings: RenderSettings = field(default_factory=RenderSettings)
    issued: IssuedDocument | None = None


class Source(Protocol):
    """Where a document comes from."""

    def begin(self, store: Store) -> Begun:
        """Read what is known before anything is made."""

    def document(self, store: Store, kind: str, language: Language, today: date) -> Document:
        """Return what the document says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForClient:
    """Any kind of document for one client.

    Attributes:
        kind: What was asked for; else the first that can be made.
        form: The form asked for; else the one the client prefers.
        placement_id: Which placement, for a follow-up sheet or a certificate.
    """

    client_id: ClientId
    kind: str = ""
    form: str = ""
    placement_id: PlacementId | None = None

    def begin(self, store: Store) -> Begun:
        """Read which kinds make sense and what the client prefers."""
        today, policy = store.now().astimezone().date(), policy_in_force(store)
        with store.reading() as reading:
            client = reading[Client].get(self.client_id)
            found = kinds_for(reading, self.client_id, today=today, policy=policy)
        kinds = tuple(
            Kind(
                code=each.kind,
                why_not=each.why_not,
                for_client=each.audience in _CLIENT_READS,
            )
            for each in found
        )
        preferred = client.preferred_form or ""
        if preferred not in code_list("document_forms"):
            preferred = ""
        first = next((kind for kind in kinds if kind.why_not is None), kinds[0])
        chosen = next((kind for kind in kinds if kind.code == self.kind), first)
        return Begun(
            client_id=self.client_id,
            name=client.name,
            preferred=preferred,
            kinds=kinds,
            kind=chosen.code,
            form=self.form or (preferred if chosen.for_client else "") or PRINT,
            settings=settings_kept(store),
        )

    def document(self, store: Store, kind: str, language: Language, today: date) -> Document:
        """Make it from the record as it stands."""
        policy, owner = policy_in_force(store), store.owner
        with store.reading() as reading:
            return document_of(
                reading, kind, self.client_id, language,
                today=today, policy=policy, owner=owner, placement_id=self.placement_id,
            )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPlace:
    """The list of a village, for the office."""

    place: Place

    def begin(self, store: Store) -> Begun:
        """Read how documents are made here."""
        kind = Kind(code=VILLAGE_LIST)
        return Begun(name="", kinds=(kind,), kind=kind.code, settings=settings_kept(store))

    def document(self, store: Store, kind: str, language: Language, today: date) -> Document:
        """Make it from the record as it stands."""
        del kind
        policy, owner = policy_in_force(store), store.owner
        with store.reading() as reading:
            return village_list(
                reading, language, today=today, policy=policy, owner=owner, place=self.place
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A filed document, exactly as it was."""

    issued_id: IssuedDocumentId

    def begin(self, store: Store) -> Begun:
        """Read what was filed and how it was made."""
        with store.reading() as reading:
            issued = reading[IssuedDocument].get(self.issued_id)
            name = reading[Client].get(issued.client_id).name
        return Begun(
            client_id=issued.client_id,
            name=name,
            kinds=(Kind(code=issued.kind),),
            kind=issued.kind,
            form=issued.form,
            language=content_of(issued).language,
            settings=RenderSettings.from_json(issued.made_with),
            issued=issued,
        )

    def document(self, store: Store, kind: str, language: Language, today: date) -> Document:
        """Return what was filed."""
        del kind, language, today
        with store.reading() as reading:
            return content_of(reading[IssuedDocument].get(self.issued_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A document another page has made; it is filed when it is for a client."""

    ready: Document
    client_id: ClientId | None = None

    def begin(self, store: Store) -> Begun:
        """Read whom it is for."""
        kinds = (Kind(code=self.ready.kind),)
        if self.client_id is None:
            return Begun(
                name="", kinds=kinds, kind=self.ready.kind, language=self.ready.language,
                settings=settings_kept(store),
            )  # fmt: skip
        begun = ForClient(client_id=self.client_id).begin(store)
        return Begun(
            client_id=self.client_id, name=begun.name, preferred=begun.preferred, kinds=kinds,
            kind=self.ready.kind, form=begun.form, language=self.ready.language,
            settings=begun.settings,
        )  # fmt: skip

    def document(self, store: Store, kind: str, language: Language, today: date) -> Document:
        """Return it."""
        del store, kind, language, today
        return self.ready


def source_of(args: Mapping[str, object]) -> Source:
    """Return where the document asked for comes from."""
    client_id = args.get("client_id")
    if isinstance(args.get("document"), Document):
        return Ready(
            ready=cast("Document", args["document"]),
            client_id=ClientId(client_id) if isinstance(client_id, UUID) else None,
        )
    if isinstance(args.get("issued_id"), UUID):
        return Again(issued_id=IssuedDocumentId(cast("UUID", args["issued_id"])))
    if isinstance(args.get("village"), Place):
        return ForPlace(place=cast("Place", args["village"]))
    if not isinstance(client_id, UUID):
        raise TypeError(client_id)
    kind, form = str(args.get("kind") or ""), str(args.get("form") or "")
    placement_id = args.get("placement_id")
    return ForClient(
        client_id=ClientId(client_id),
        kind=kind,
        form=form,
        placement_id=PlacementId(placement_id) if isinstance(placement_id, UUID) else None,
    )
