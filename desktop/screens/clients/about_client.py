"""Forms about one client: whose it is stands in the title once it has been read."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from db.domain.clients.client import Client
from db.domain.ids import ClientId
from db.fields.text import Text
from db.ports import Reading, Store
from desktop.language import tr
from desktop.screens.frame.form_page import FormPage

_KEYS = Text("{label}　Ctrl+S", "{label}  Ctrl+S")


class AboutClientPage(FormPage):
    """A form page that is opened with ``client_id``.

    A subclass calls ``begin`` in its ``open``; what it reads in ``more`` reaches ``on_more``.
    """

    heading_of: ClassVar[Text]
    """The title, with ``{name}``."""

    help_name: ClassVar[str] = "client"
    client_id: ClientId

    def begin(self, args: Mapping[str, object]) -> None:
        """Take the client of ``args`` and read whose form this is."""
        client_id = args.get("client_id")
        if not isinstance(client_id, UUID):
            raise TypeError(client_id)
        self.client_id = ClientId(client_id)

        def read(store: Store) -> tuple[str, Any]:
            with store.reading() as reading:
                return reading[Client].get(self.client_id).name, self.more(reading)

        def show(found: tuple[str, Any]) -> None:
            name, more = found
            self.set_heading(tr(self.heading_of, name=name))
            self.on_more(more)

        self.operations.read(read, owner=self, done=show)

    def more(self, reading: Reading) -> Any:
        """Read what else the form needs; called in the background."""
        del reading
        return None

    def on_more(self, found: Any) -> None:
        """Show what ``more`` has read."""

    def rename_save(self, said: Text) -> None:
        """Say on the save button what saving does here."""
        self.save_button.setText(tr(_KEYS, label=said))
        self.save_button.setAccessibleName(tr(said))
