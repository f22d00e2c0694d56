"""The settings of this computer: a form like any other."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt

from db.fields.problem import InvalidFieldsError
from db.fields.text import Text
from desktop.forms.record_form import RecordForm
from desktop.screens.frame.form_page import FormPage
from desktop.screens.frame.page import Desk
from desktop.settings import Settings

_TITLE = Text("设置", "Settings")
_LEAD = Text(
    "只管这台电脑上的 Yiyi，不会交换给别人。",
    "For Yiyi on this computer only; never exchanged with anybody.",
)


class SettingsPage(FormPage):
    """Language, appearance, zoom, reading of rows, idle lock."""

    help_name: ClassVar[str] = "settings"
    saved: ClassVar[Text] = Text("设置已保存。", "Settings saved.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.set_lead(_LEAD)

    def open(self, **args: object) -> None:
        """Show the settings as they are."""
        del args
        self.set_form(RecordForm(Settings, values=self.desk.settings.now))

    def save(self) -> None:
        """Keep the settings; they take effect at once."""
        if self.form is None:
            return
        try:
            values = self.form.values()
        except InvalidFieldsError as error:
            self.form.show_problems(error.problems)
            return
        self.form.show_problems([])
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.say(self.saved)
        # Last: another language replaces this very page.
        self.desk.settings.keep(replace(self.desk.settings.now, **values))
