"""What Yiyi is made of, under which licence, and which screen readers it was heard with."""

from typing import ClassVar

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from db.fields.text import Text
from db.store.schema import SCHEMA_VERSION
from desktop.exchanging import APP_VERSION
from desktop.language import tr
from desktop.screens.frame.page import Desk, Page
from desktop.screens.frame.reading_text import ReadingText
from desktop.theme.pieces import card

_TITLE = Text("关于 Yiyi", "About Yiyi")
_LEAD = Text(
    "一一 {version}，残疾人就业辅导员的个案工作台。全部离线，档案加密，不向任何人发送数据。",
    "Yiyi {version}, the casework desk of employment counsellors. It works offline, the record "
    "is encrypted, and nothing is sent to anybody.",
)
_NAME = Text("关于", "About")
_WRITTEN = Text(
    "版本 {version}，档案格式 {schema}。\n"
    "许可：Apache-2.0，全文在程序文件夹的 LICENSE 里。\n"
    "字体：Noto Sans SC（SIL OFL 1.1），生僻字用 Hanazono（Hanazono 许可或 OFL）。\n"
    "图标：Lucide（ISC）。\n"
    "画面：Qt {qt} 与 PySide6（LGPL-3.0）。加密：SQLCipher、Argon2id、age、Ed25519。\n"
    "读屏：在 Debian 12 的 Orca 43 上听过。NVDA、争渡和讲述人还要由人在 Windows 上试听。\n"
    "出了差错：用“帮助”菜单的“导出日志”，把文件交给维护人员；日志里没有个人信息。",
    "Version {version}, record format {schema}.\n"
    "Licence: Apache-2.0, in full in the file LICENSE of the program’s folder.\n"
    "Fonts: Noto Sans SC (SIL OFL 1.1); rare characters: Hanazono (own licence or OFL).\n"
    "Icons: Lucide (ISC).\n"
    "Screens: Qt {qt} and PySide6 (LGPL-3.0). Encryption: SQLCipher, Argon2id, age, Ed25519.\n"
    "Screen readers: heard with Orca 43 on Debian 12. NVDA, ZDSR and Narrator are still to be "
    "tried by a person on Windows.\n"
    "If something goes wrong: “Export log” in the Help menu writes a file for your maintainer; "
    "it holds nothing about people.",
)


class AboutPage(Page):
    """Version, licences, fonts, screen readers."""

    help_name: ClassVar[str] = "index"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _TITLE)
        self.set_lead(tr(_LEAD, version=APP_VERSION))
        written = tr(_WRITTEN, version=APP_VERSION, schema=SCHEMA_VERSION, qt=qVersion())
        self.text = ReadingText(_NAME, written)
        self.text.setObjectName("about_text")
        self.body.addWidget(card(self.text))

    def first_focus(self) -> QWidget:
        """Begin in the text."""
        return self.text
