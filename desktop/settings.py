"""Settings of this computer's screen: a record of declared fields, so its page is a form."""

from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Annotated, ClassVar

from PySide6.QtCore import QObject, QSettings, Signal

from db.fields.codes import code_list
from db.fields.field import Code, Field, Value, Whole, YesNo, fields_of
from db.fields.text import Language, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How Yiyi looks, speaks and locks on this computer."""

    TABLE: ClassVar[str] = "settings"
    NOUN: ClassVar[Text] = Text("设置", "Settings")

    language: Annotated[
        str,
        Field(
            Text("语言", "Language"),
            Code("screen_languages"),
            help=Text("保存后马上换。", "Changes as soon as it is saved."),
            section=Text("画面", "Screen"),
        ),
    ] = "zh"
    theme: Annotated[
        str,
        Field(
            Text("外观", "Appearance"),
            Code("screen_themes"),
            help=Text(
                "系统开着高对比时，一律用系统的颜色。",
                "While the system is in high contrast, its own colours are used.",
            ),
        ),
    ] = "light"
    zoom_percent: Annotated[
        int,
        Field(
            Text("放大", "Zoom"),
            Whole(100, 400, Text("%", "%")),
            help=Text(
                "100 到 400；随时可按 Ctrl 加号、减号。",
                "100 to 400; Ctrl and plus or minus work anywhere.",
            ),
        ),
    ] = 100
    less_motion: Annotated[
        bool,
        Field(
            Text("不要动画", "No motion"),
            YesNo(),
            help=Text("画面立即切换。", "Everything changes at once."),
        ),
    ] = False
    row_reading: Annotated[
        str,
        Field(
            Text("读屏读行方式", "How rows are read out"),
            Code("row_reading"),
            help=Text(
                "不论选哪种，F4 都能看整行。", "Either way F4 shows the whole row as text."
            ),
            section=Text("读屏", "Screen reader"),
        ),
    ] = "cells"
    speech_rate: Annotated[
        int,
        Field(
            Text("朗读语速", "Rate of reading aloud"),
            Whole(80, 400, Text("词每分钟", "words a minute")),
            help=Text(
                "80 到 400，平常是 180。录音的语速在做录音时另选。",
                "80 to 400; 180 is usual. Recordings have a rate of their own.",
            ),
            section=Text("朗读", "Reading aloud"),
        ),
    ] = 180
    reads_pages: Annotated[
        bool,
        Field(
            Text("打开一页就朗读", "Read each page when it opens"),
            YesNo(),
            help=Text(
                "开着读屏软件时不自动朗读；F9 随时可以读。",
                "Not while a screen reader runs; F9 reads at any time.",
            ),
        ),
    ] = False
    lock_minutes: Annotated[
        int,
        Field(
            Text("多久不用就锁定", "Lock after"),
            Whole(1, 240, Text("分钟", "minutes")),
            help=Text(
                "锁定前 30 秒会提醒；没填完的会留着。",
                "You are warned 30 seconds before; what is half filled in is kept.",
            ),
            section=Text("安全", "Safety"),
        ),
    ] = 10

    @property
    def tongue(self) -> Language:
        """The language as the rest of the program knows it."""
        return Language(self.language)


class SettingsKeeper(QObject):
    """Keeps the settings in a small file of plain text, and tells when they change."""

    changed = Signal(object, object)
    """Emitted with the old and the new ``Settings``."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file.parent.mkdir(parents=True, exist_ok=True)
        self._file = QSettings(str(file), QSettings.Format.IniFormat)
        self._now = self._read()

    @property
    def now(self) -> Settings:
        """The settings as they are."""
        return self._now

    def keep(self, settings: Settings) -> None:
        """Write the settings; unchanged ones are left alone."""
        before, self._now = self._now, settings
        if before == settings:
            return
        for field in fields(settings):
            self._file.setValue(field.name, str(getattr(settings, field.name)))
        self._file.sync()
        self.changed.emit(before, settings)

    def set(self, **changed: Value) -> None:
        """Change single settings by name."""
        self.keep(replace(self._now, **changed))  # type: ignore[arg-type]  # names as declared

    def _read(self) -> Settings:
        """Return what the file holds; what cannot be read keeps its default."""
        found: dict[str, Value] = {}
        for field in fields_of(Settings):
            written = self._file.value(field.name)
            if not isinstance(written, str):
                continue
            match field.kind:
                case Whole(low, high):
                    if written.isdecimal() and low <= int(written) <= high:
                        found[field.name] = int(written)
                case YesNo():
                    found[field.name] = written == "True"
                case Code(codes):
                    if written in code_list(codes):
                        found[field.name] = written
                case _:
                    raise TypeError(field.kind)
        return Settings(**found)  # type: ignore[arg-type]  # read by each field's own kind
