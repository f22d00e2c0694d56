"""How documents are made at this office, remembered from one to the next."""

from db.ports import Store
from desktop.printing.rendering import RenderSettings

_KEY = "document_settings"
"""Setting of the record: size of the Braille page, colours, speed of the voice."""


def settings_kept(store: Store) -> RenderSettings:
    """Return what was chosen last; as usual when nothing was, or it cannot be read."""
    try:
        return RenderSettings.from_json(store.setting(_KEY))
    except ValueError:
        return RenderSettings()


def keep_settings(store: Store, settings: RenderSettings) -> None:
    """Remember what is chosen now."""
    store.keep_setting(_KEY, settings.to_json())
