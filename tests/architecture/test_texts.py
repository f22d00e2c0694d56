"""Every sentence people see is complete in both languages and punctuated as each is written."""

import ast

import pytest

from tests.architecture.source import HAN, ROOT, Source, last_name, program_sources
from tests.architecture.texts import faults_in, faults_of

SHOWS_TEXT = {
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "QMenu", "addAction", "addMenu", "addTab", "addItem", "addRow", "setText", "setTitle",
    "setToolTip", "setStatusTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName",
    "setAccessibleDescription", "setInformativeText", "showMessage", "setHtml", "setPlainText",
}  # fmt: skip
"""Qt calls whose strings a person sees or hears."""


def bare_words_in(source: Source) -> list[str]:
    return [
        source.at(call)
        for call in ast.walk(source.tree)
        if isinstance(call, ast.Call)
        and last_name(call.func) in SHOWS_TEXT
        and any(
            isinstance(part, ast.Constant)
            and isinstance(part.value, str)
            and HAN.search(part.value)
            for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
            if not (
                isinstance(argument, ast.Call) and last_name(argument.func) in ("tr", "Text")
            )
            for part in ast.walk(argument)
        )
    ]


def source_of(code: str) -> Source:
    return Source(ROOT / "desktop" / "example.py", code, ast.parse(code))


def test_every_text_is_complete_in_both_languages() -> None:
    faults = [fault for source in program_sources() for fault in faults_in(source)]

    assert not faults, "\n".join(faults)


def test_no_bare_chinese_string_reaches_a_widget() -> None:
    bare = [
        place
        for source in program_sources()
        if source.name.startswith("desktop/")
        for place in bare_words_in(source)
    ]

    assert not bare, "use tr(Text(...)): " + ", ".join(bare)


@pytest.mark.parametrize(
    ("zh", "en", "fault"),
    [
        ("", "Saved.", "empty"),
        ("共{count}人", "{number} people", "placeholders differ"),
        ("共{}人", "{} people", "no name"),
        ("共{count人", "{count} people", "braces"),
        ("已保存。", "Saved 已保存", "holds Chinese"),
        ("已保存。", "Saved。", "holds Chinese"),
        ("已保存,请核对。", "Saved; please check.", "half-width"),
        ("保存失败!", "Not saved.", "half-width"),
        ("数据非法。", "Not valid.", "says 非法"),
    ],
)
def test_a_faulty_text_is_found(zh: str, en: str, fault: str) -> None:
    assert fault in " ".join(faults_of(zh, en))


def test_a_sound_text_has_no_faults() -> None:
    assert (
        faults_of("回访日期早于 {day}，请核对。", "The date is before {day}; please check.")
        == []
    )


@pytest.mark.parametrize(
    "code",
    ["label.setText('已保存')", "QLabel(f'共 {n} 人')", "form.addRow('姓名', box)"],
)
def test_a_bare_chinese_string_is_found(code: str) -> None:
    assert bare_words_in(source_of(code))


def test_a_text_that_is_translated_or_glued_is_told_apart() -> None:
    assert bare_words_in(source_of("label.setText(tr(Text('已保存', 'Saved')))")) == []
    assert faults_in(source_of("Text(f'共 {n} 人', f'{n} people')"))
    assert faults_in(source_of("Text(f'{a.zh}：{b.zh}', f'{a.en}: {b.en}')")) == []
