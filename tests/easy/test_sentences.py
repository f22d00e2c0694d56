"""The sentences themselves: short, plain, one thing each, one for every key there is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import resources
from db.domain.easy import glossary
from db.domain.easy.glossary import GLOSSARY, STARS, WORDS
from db.domain.easy.headings import (
    COUNTED,
    LED,
    NOTHING_YET,
    OWN_WORDS,
    ROW,
    ROWS,
    SECTIONS,
    STEP,
)
from db.domain.easy.reading import NEVER_EASY, SENTENCES, easy_read
from db.domain.easy.text import has_ended, value_lines
from db.domain.papers.document import Fact, Facts, Pictured, plain_text
from db.domain.records import RECORD_TYPES
from db.fields.codes import code_list
from db.fields.field import Prose, fields_of
from db.fields.problem import Problem
from db.fields.text import Language, Text
from tests.printing.samples import a_document

MOST_CHARACTERS = 20
"""Chinese characters of a sentence without its value, punctuation counted."""

MOST_WORDS = 15
"""English words of a sentence without its value."""

ZH, EN = Language.ZH, Language.EN
PAPERS = Path(__file__).parents[2] / "db" / "usecases" / "papers"

SAID_BY_THEIR_LABEL = frozenset({"issued_document", "pronunciation", "postponement"})
"""Tables no document tells of."""

HARD_WORDS = (
    "回访", "稳岗", "安置", "核查", "评估", "个案", "台账", "监测", "合理便利", "服务对象",
    "就业", "意愿", "需求", "离岗", "上岗", "认定", "依据", "告知", "答复", "你",
)  # fmt: skip
"""Words of the office, and the word for “you” that is not used to adults here."""

HARD_ENGLISH = re.compile(
    r"\b(placement|follow-up|retention|assessment|accommodation|client|caseload|vacancy|"
    r"vocational|commence|regarding|pursuant|utili[sz]e|n't|hereby)\b",
    re.IGNORECASE,
)


def own_texts() -> Iterator[tuple[str, Text]]:
    """Yield every sentence of easy reading with what it is for."""
    yield from ((key, said.text) for key, said in SENTENCES.items())
    yield from ((key, said.text) for key, said in NOTHING_YET.items())
    yield from ((key, titled.text) for key, titled in SECTIONS.items())
    yield from ((key, said.text) for key, said in LED.items())
    yield from ROWS.items()
    yield from ((word.en, meaning) for word, meaning in WORDS.items())
    yield from (("row", ROW), ("step", STEP), ("stars", STARS))
    yield from COUNTED.items()
    for codes, meanings in GLOSSARY.items():
        yield from ((f"{codes} {code}", text) for code, text in meanings.items())


def key_of(record_type: Any) -> str:
    """Return how keys call the table of a record."""
    return {"case_file": "case"}.get(record_type.TABLE, record_type.TABLE)


def lines_of(text: Text, language: Language) -> tuple[str, ...]:
    return value_lines(text.to(language).replace("{value}", ""), language)


@pytest.mark.parametrize(("key", "text"), [*own_texts()])
def test_each_sentence_is_short_and_plain(key: str, text: Text) -> None:
    for line in lines_of(text, ZH):
        assert len(line) <= MOST_CHARACTERS, line
        assert line.count("，") <= 1, line
    for line in lines_of(text, EN):
        assert len(line.split()) <= MOST_WORDS, line
    if text not in WORDS.values():  # they say what the hard word means
        assert not [word for word in HARD_WORDS if word in text.zh]
        assert not HARD_ENGLISH.search(text.en)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_each_sentence_takes_its_value_once_and_ends(key: str) -> None:
    for language in Language:
        text = SENTENCES[key].text.to(language)
        assert text.count("{value}") == 1
        assert has_ended(text)


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.TABLE)
def test_every_field_of_a_record_has_its_sentence(record_type: type) -> None:
    table = key_of(record_type)
    if table in SAID_BY_THEIR_LABEL:
        return
    missing = [f.name for f in fields_of(record_type) if f"{table}.{f.name}" not in SENTENCES]
    assert missing == []


@pytest.mark.parametrize("record_type", RECORD_TYPES, ids=lambda one: one.TABLE)
def test_what_may_be_several_sentences_stands_after_a_colon(record_type: type) -> None:
    table = key_of(record_type)
    for field in fields_of(record_type):
        said = SENTENCES.get(f"{table}.{field.name}")
        if said is not None and isinstance(field.kind, Prose):
            assert re.search("：{value}。$", said.text.zh)
            assert re.search(": {value}.$", said.text.en)


def test_every_picture_is_there() -> None:
    there = {path.stem for path in resources.path("pictograms").glob("*.svg")}
    used = {said.picture for said in (*SENTENCES.values(), *NOTHING_YET.values())}
    used |= {led.picture for led in LED.values()} | set(OWN_WORDS.values())
    used |= {titled.picture for titled in SECTIONS.values()}
    assert used <= there


def test_every_explained_word_is_in_its_list() -> None:
    for codes, meanings in GLOSSARY.items():
        assert set(meanings) <= {entry.code for entry in code_list(codes)}


PREFIX = {"heading": "section.", "nothing": "none.", "paragraph": "", "fact": ""}
"""What the calls that write pieces of papers put before a key (``papers/writing.py``)."""


def papers() -> list[ast.Module]:
    """Return the files that make papers which have an easy form."""
    return [
        ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PAPERS.glob("*.py"))
        if path.stem not in NEVER_EASY
    ]


def calls_in_papers() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call that writes a piece, with the key of the piece."""
    for tree in papers():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in PREFIX
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield f"{PREFIX[node.func.attr]}{node.args[0].value}", node


def keys_in_papers() -> set[str]:
    """Return every key written out in the files that make papers."""
    keys = {key for key, _ in calls_in_papers()}
    for tree in papers():
        keys |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"[a-z_]+\.[a-z_0-9]+", node.value)
        }
    return keys


def test_every_key_a_paper_is_made_with_is_known() -> None:
    known = SENTENCES | SECTIONS | NOTHING_YET | LED | OWN_WORDS
    unknown = {key for key in keys_in_papers() if key.partition(".")[0] not in OWN_WORDS}
    assert sorted(unknown - known.keys()) == []


def test_no_paragraph_that_holds_a_name_or_a_number_is_put_in_other_words() -> None:
    filled = {key for key, call in calls_in_papers() if call.keywords}
    assert sorted(filled & NOTHING_YET.keys()) == []


@pytest.mark.parametrize("kind", sorted(NEVER_EASY))
def test_papers_that_are_not_for_clients_are_refused(kind: str) -> None:
    with pytest.raises(Problem) as refused:
        easy_read(a_document(kind=kind))
    assert code_list("document_kinds").label(kind).zh in refused.value.message(ZH)


def test_a_hard_word_is_explained_after_its_fact_and_only_once() -> None:
    rows = tuple(
        Fact(label="就业形式", value="灵活就业", key="placement.form") for _ in range(2)
    )
    (said,) = easy_read(a_document(Facts(rows=rows))).blocks
    assert said == Pictured(
        pictogram="job",
        text="您的工作种类：灵活就业。\n意思是：打零工，时间不固定。\n您的工作种类：灵活就业。",
    )
    assert plain_text(easy_read(a_document(Facts(rows=rows)))).count("意思是") == 1


@pytest.mark.parametrize(
    ("key", "value", "explained"),
    [
        ("household_check.found", "未达标", ["意思是：您家还没有人有稳定的工作。"]),
        ("household_check.result", "达标", ["意思是：您家有人有稳定的工作。"]),
        ("case.stage", "结案", ["意思是：这次的帮助结束了。"]),
        ("placement.insurance", "失业保险、工伤保险、意外伤害保险",
         ["失业保险：丢了工作，可以领一些钱。", "工伤保险：上班受伤，帮您出钱。"]),
        ("client.disability", "肢体残疾 三级", ["一级最重，四级最轻。"]),
        ("follow_up.client_said", "他们说是灵活就业", []),
        ("newer.field", "灵活就业", []),
        ("", "结案", []),
    ],
)  # fmt: skip
def test_what_is_explained_is_a_code_and_nothing_else(
    key: str, value: str, explained: list[str]
) -> None:
    row = Fact(label="标签", value=value, key=key)
    (said,) = easy_read(a_document(Facts(rows=(row,)))).blocks
    assert isinstance(said, Pictured)
    assert said.text.split("\n")[1:] == explained


def test_each_code_is_found_by_its_whole_label() -> None:
    for codes in (*GLOSSARY, "certificate_kinds"):  # 残疾人证 begins 残疾人证已注销
        for language in Language:
            for entry in code_list(codes):
                label = entry.label.to(language)
                found = glossary._labels(codes, language).match(label)
                assert found is not None
                assert found[0] == label
