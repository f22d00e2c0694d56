"""The help says what Yiyi does: its pages, keys, commands, words and numbers."""

import ast
import re

import pytest

from db.domain.policy import load_packs
from db.fields.text import Language, Text
from desktop.commands.root import yiyi
from tests.architecture.chapters import (
    CODE,
    STANDARD_KEYS,
    Chapter,
    all_chapters,
    chapters,
    declared_keys,
    faults_of_command,
    foreign_in_english,
    listed_keys,
    name_of_command,
    named_keys,
    words_on_screen,
    written_commands,
)
from tests.architecture.source import program_sources
from tests.architecture.texts import FULL_WIDTH, HALF_WIDTH, HARSH

ZH, EN = Language.ZH, Language.EN
HALF_AFTER_CODE = re.compile(r"`[,;:?!.](?!\w)")
MARKUP = re.compile(r"^[ \t]*\||^\d+\. |^#{3,} |^[ \t]+- |\]\(|<\w+>|^```|^>", re.MULTILINE)
"""Tables, numbered and nested lists, links and the like: they read badly line by line."""

QUOTED = re.compile(r"“([^”]+)”")
NOT_ON_SCREEN = {
    ZH: frozenset(
        {"一户一人", "一对一", "稳定就业", "必填", "规则", "备份", "CSV UTF-8", "姓名", "可改"}
        | {"第一天", "下次联系日期", "应给足的日期", "无障碍与便利条件"}
    ),
    EN: frozenset({"rules", "back up", "as above", "to be checked", "CSV UTF-8"}),
}
"""Quoted words that are terms, field names or what a person types, and no text of a button."""

SAID: dict[str, tuple[tuple[str, Text], ...]] = {
    "graduates": (
        ("graduate.postings_min", Text("至少 {n} 条", "at least {n} ")),
        ("graduate.postings_max", Text("至多 {n} 条", "at most {n} targeted job leads")),
        ("graduate.postings_due_days", Text("按服务开始后 {n} 天提醒", "reminds you {n} days")),
    ),
    "households": (
        (
            "household.min_stable_workers",
            Text("至少要有 {n} 人稳定就业", "at least {n} member"),
        ),
        ("household.facts_valid_days", Text("已经超过 {n} 天", "older than {n} days")),
        ("household.check_every_days", Text("{n} 天后再核查", "check is after {n} days")),
        ("household.refer_days", Text("{n} 天后再看", "to be checked, after {n} days")),
        ("age.min", Text("男 {n} 到", "is {n} to 59 years for men")),
        ("age.min", Text("女 {n} 到", "and {n} to 54 years for women")),
        ("age.max_male", Text("男 16 到 {n} 周岁", "16 to {n} years for men")),
        ("age.max_female", Text("女 16 到 {n} 周岁", "16 to {n} years for women")),
        (
            "stable.unit_contract_months",
            Text("劳动合同至少 {n} 个月", "a contract of at least {n} months"),
        ),
        (
            "stable.unit_months_in_post",
            Text("单位就业：或已在岗至少 {n} 个月", "in the job for at least {n} months"),
        ),
        (
            "stable.public_agreement_months",
            Text("协议至少 {n} 个月", "an agreement of at least {n} months"),
        ),
        (
            "stable.public_months",
            Text("公益性岗位：或已在岗至少 {n} 个月", "held for at least {n} months"),
        ),
        ("stable.self_months", Text("已做至少 {n} 个月", "done for at least {n} months")),
        ("stable.farm_season_days", Text("{n} 天之内核实", "known within {n} days")),
        ("stable.sheltered_months", Text("做满 {n} 个月", "done for {n} months")),
    ),
    "placements": (
        (
            "follow_up.before_start_days",
            Text("提前 {n} 天、{m} 天各一次", "{n} days and {m} day ahead"),
        ),
        ("follow_up.day_7", Text("第 {n} 天", "on day {n}.")),
        ("follow_up.month_1", Text("第 {n} 天", "on day {n}.")),
        ("follow_up.month_3", Text("第 {n} 天", "on day {n}.")),
        ("follow_up.month_6", Text("第 {n} 天", "on day {n}.")),
        ("follow_up.month_12", Text("第 {n} 天", "on day {n}.")),
    ),
    "today": (("job_seeker_contact_days", Text("已满 {n} 天", "contacted {n} days ago")),),
}
"""Where each chapter says a number of the policy packs; ``m`` is the second of several."""

QUOTES = {"graduates": "graduate.postings_min", "households": "household.min_stable_workers"}
"""Chapters that quote the clause of a number."""

IDS = str


def ships() -> "dict[str, tuple[int, ...]]":
    """Return every number of the packs that ship, by key, as it was first set."""
    numbers: dict[str, tuple[int, ...]] = {}
    for pack in load_packs().packs:
        for parameter in pack.parameters:
            value = parameter.value
            if value is not None:
                numbers[parameter.key] = value if isinstance(value, tuple) else (value,)
    return numbers


def filled(key: str, sentence: str) -> str:
    """Return a sentence of ``SAID`` with the number the pack has."""
    n, *rest = ships()[key]
    return sentence.format(n=n, m=rest[0] if rest else "")


def help_names() -> dict[str, str]:
    """Return the chapter that each page names, by the place of the name in the source."""
    return {
        source.at(node): node.value.value
        for source in program_sources()
        if source.name.startswith("desktop/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and node.target.id == "help_name"
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def faults_of_writing(chapter: Chapter) -> list[str]:
    """Return what is wrong with how a chapter is written."""
    text = chapter.text
    faults = [f"has {hit[0]!r}" for hit in MARKUP.finditer(text)]
    if not text.startswith("# ") or text.count("\n# "):
        faults.append("the first line, and no other, is the title")
    if not text.endswith("\n") or text.endswith("\n\n"):
        faults.append("ends in one new line")
    if chapter.language is ZH:
        faults += [f"half-width: {hit[0]}" for hit in HALF_WIDTH.finditer(CODE.sub("", text))]
        faults += [f"half-width: {hit[0]}" for hit in HALF_AFTER_CODE.finditer(text)]
        faults += [f"says {word}" for word in HARSH if word in text]
    else:
        faults += [f"Chinese: {part}" for part in foreign_in_english(text)]
        faults += [f"full-width: {hit[0]}" for hit in FULL_WIDTH.finditer(text)]
    return faults


def without_sources(text: str, language: Language) -> str:
    """Return a text without the documents and clauses of policies it quotes."""
    for pack in load_packs().packs:
        for parameter in pack.parameters:
            for quoted in (parameter.clause, parameter.document):
                text = text.replace(quoted.to(language), "")
    return text


def unknown_words(chapter: Chapter) -> list[str]:
    """Return the quoted words that stand nowhere on screen."""
    titles = {one.title for one in chapters(chapter.language).values()}
    known = words_on_screen(chapter.language) | titles | NOT_ON_SCREEN[chapter.language]
    said = QUOTED.findall(without_sources(CODE.sub("", chapter.text), chapter.language))
    return [one for one in said if one.rstrip("…") not in known]


def test_every_page_has_a_chapter_in_both_languages() -> None:
    names = help_names()
    missing = {
        place: name
        for place, name in names.items()
        if name not in chapters(ZH) or name not in chapters(EN)
    }

    assert len(names) > 10
    assert not missing


def test_both_languages_have_the_same_chapters() -> None:
    assert chapters(ZH).keys() == chapters(EN).keys()
    assert "index" in chapters(ZH)


@pytest.mark.parametrize("name", chapters(ZH))
def test_a_chapter_says_the_same_things_in_the_same_order_in_both_languages(name: str) -> None:
    assert chapters(EN)[name].shape == chapters(ZH)[name].shape


@pytest.mark.parametrize("chapter", all_chapters(), ids=IDS)
def test_a_chapter_is_written_for_people_who_listen(chapter: Chapter) -> None:
    assert faults_of_writing(chapter) == []


@pytest.mark.parametrize("chapter", all_chapters(), ids=IDS)
def test_words_in_quotation_marks_stand_on_screen(chapter: Chapter) -> None:
    assert unknown_words(chapter) == []


@pytest.mark.parametrize("chapter", all_chapters(), ids=IDS)
def test_no_chapter_names_a_shortcut_that_does_not_exist(chapter: Chapter) -> None:
    assert named_keys(chapter.text) <= declared_keys().keys() | STANDARD_KEYS


@pytest.mark.parametrize("language", list(Language))
def test_the_keyboard_chapter_lists_every_shortcut_with_its_words(language: Language) -> None:
    listed = listed_keys(chapters(language)["keyboard"])
    own = [(keys, said) for keys, said in listed if keys not in STANDARD_KEYS]
    expected = {keys: label.to(language).rstrip("…") for keys, label in declared_keys().items()}

    assert dict(own) == expected
    assert len(own) == len(expected)
    assert {keys for keys, _ in listed} >= STANDARD_KEYS


@pytest.mark.parametrize("language", list(Language))
def test_the_command_line_chapter_describes_every_command(language: Language) -> None:
    written = written_commands(chapters(language)["command-line"].text)

    assert {name_of_command(one) for one in written} - {""} == set(yiyi.commands)


@pytest.mark.parametrize("chapter", all_chapters(), ids=IDS)
def test_every_command_in_the_help_can_be_given_as_written(chapter: Chapter) -> None:
    faults = [faults_of_command(one) for one in written_commands(chapter.text)]

    assert [fault for fault in faults if fault] == []


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", SAID)
def test_a_chapter_says_the_numbers_of_the_policy_packs(name: str, language: Language) -> None:
    text = chapters(language)[name].text

    for key, sentence in SAID[name]:
        assert filled(key, sentence.to(language, n="{n}", m="{m}")) in text, key


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", ["graduates", "households", "placements"])
def test_a_chapter_of_rules_says_no_other_number(name: str, language: Language) -> None:
    text = without_sources(CODE.sub("", chapters(language)[name].text), language)
    for key, sentence in SAID[name]:
        text = text.replace(filled(key, sentence.to(language, n="{n}", m="{m}")), "")
    left = {"16", "59", "54"} if name == "households" else set()

    assert set(re.findall(r"\d+", text)) <= left


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", QUOTES)
def test_a_rule_is_quoted_with_its_document_and_clause(name: str, language: Language) -> None:
    text = chapters(language)[name].text
    found = next(
        parameter
        for pack in load_packs().packs
        for parameter in pack.parameters
        if parameter.key == QUOTES[name]
    )

    assert found.document.to(language) in text
    assert found.clause.to(language) in text


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        (ZH, "帮助\n", "first line"),
        (ZH, "# 帮助\n\n| 键 | 用处 |\n", "has"),
        (ZH, "# 帮助\n\n保存,再走。\n", "half-width"),
        (ZH, "# 帮助\n\n按 `F1`.\n", "half-width"),
        (ZH, "# 帮助\n\n保存失败。\n", "says 失败"),
        (EN, "# Help\n\nPress 保存.\n", "Chinese"),
        (EN, "# Help\n\nSave（now).\n", "full-width"),
    ],
)
def test_a_badly_written_chapter_is_found(language: Language, text: str, fault: str) -> None:
    assert fault in " ".join(faults_of_writing(Chapter("x", language, text)))


def test_keys_are_found_in_a_sentence() -> None:
    text = "按 `Ctrl++`、`Ctrl+,` 或 Alt+Left，再按 F6；Ctrl+Shift+E 交出去。PDF1 不是键。"

    assert named_keys(text) == {"Ctrl++", "Ctrl+,", "Alt+Left", "F6", "Ctrl+Shift+E"}


@pytest.mark.parametrize(
    "written",
    ["yiyi --record A send B", "yiyi find 潘 --unknown", "yiyi --nothing", "yiyi export"],
)
def test_a_command_that_yiyi_would_not_take_is_found(written: str) -> None:
    assert faults_of_command(written)
