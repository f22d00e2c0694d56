"""A document as text: the same again, in every version, and no text is taken on trust."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.domain.papers import document_archive
from db.domain.papers.document import Bar, Chart, Document, plain_text
from db.domain.papers.document_archive import (
    content_hash,
    hash_of,
    left_out,
    read_document,
    written,
)
from db.fields.problem import Problem
from tests.easy.documents import documents
from tests.filing.papers import a_paper
from tests.printing.samples import a_document, every_block

OF_RELEASE_1 = Path(__file__).parent / "of_release_1"

many = settings(
    max_examples=100, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@many
@given(documents())
def test_a_document_is_read_as_it_was_written(document: Document) -> None:
    text = written(document)
    assert read_document(text) == document
    assert written(read_document(text)) == text
    assert left_out(text) == ()
    sorted_text = json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    assert text == sorted_text


def test_a_bar_of_a_whole_number_is_one_text_with_its_fraction() -> None:
    whole, fraction = (
        a_document(Chart(caption="", bars=(Bar(label="月", value=v, shown="2"),), sentence=""))
        for v in (2, 2.0)
    )
    assert written(whole) == written(fraction)
    assert read_document(written(whole)) == whole


@many
@given(documents(), documents())
def test_two_documents_have_one_hash_only_if_they_are_the_same(
    one: Document, other: Document
) -> None:
    assert (content_hash(one) == content_hash(other)) == (one == other)


def test_the_hash_is_that_of_the_text_in_utf_8() -> None:
    text = written(every_block())
    assert "欧阳𬱖" in text
    assert content_hash(every_block()) == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert hash_of("") == hashlib.sha256(b"").hexdigest()


def test_what_release_1_filed_is_read_today() -> None:
    text = (OF_RELEASE_1 / "document.json").read_text(encoding="utf-8")
    document = read_document(text)
    says = plain_text(document).replace("\r", "")  # the file holds no ends of lines of its own
    assert says == (OF_RELEASE_1 / "document.txt").read_text(encoding="utf-8")
    assert hash_of(text) == (OF_RELEASE_1 / "sha256").read_text(encoding="ascii").strip()
    assert {type(block).__name__ for block in document.blocks} == {
        block.__name__ for block in document_archive._BLOCK_BY_NAME.values()
    }
    assert document.readings == (("重安江", "chong2 an1 jiang1"),)


def changed(**more: Any) -> str:
    """Return the text of a small document with something changed at the top."""
    return json.dumps(json.loads(written(a_paper())) | more, ensure_ascii=False)


def of_newer(least: int) -> dict[str, Any]:
    """Return what a newer version wrote: a mark of its own in each part."""
    content: dict[str, Any] = json.loads(written(a_paper()))
    content |= {"format": 7, "least": least, "mood": "calm"}
    content["document"]["colour"] = "blue"
    content["document"]["blocks"][0]["rows"][0]["source"] = 3
    return content


def test_keys_of_a_newer_version_are_passed_over_and_told() -> None:
    text = json.dumps(of_newer(least=1), ensure_ascii=False)
    assert read_document(text) == a_paper()
    assert left_out(text) == ("Document.colour", "Fact.source", "mood")


def test_a_version_that_cannot_be_read_says_to_update() -> None:
    text = json.dumps(of_newer(least=2), ensure_ascii=False)
    for read in (read_document, left_out):
        with pytest.raises(Problem, match="newer Yiyi"):
            read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "潘阿妹",
        written(a_paper())[:-1],
        written(a_paper()).replace('"label"', '"label'),
        '{"format":1}',
        '{"format":1,"least":1}',
        changed(format="1"),
        changed(format=True),
        changed(least=None),
        changed(document=[]),
        changed(document={}),
        changed(mood="calm"),
        '{"format":1,"format":1,"least":1,"document":{}}',
    ],
)
def test_damaged_text_is_told_and_never_half_read(text: str) -> None:
    for read in (read_document, left_out):
        with pytest.raises(Problem, match="not whole"):
            read(text)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), 3),
        (("title",), None),
        (("language",), "fr"),
        (("made_on",), "2026-02-30"),
        (("made_on",), 20260230),
        (("blocks",), "none"),
        (("blocks", 0), {"text": "a block of no kind"}),
        (("blocks", 0), {"block": "video"}),
        (("blocks", 0, "level"), 4),
        (("blocks", 0, "level"), True),
        (("blocks", 0, "level"), 1.0),
        (("blocks", 0, "extra"), 1),
        (("readings",), [["长"]]),
        (("readings",), [["长", "chang2", "more"]]),
        (("whole_words",), [1]),
    ],
)
def test_a_part_that_cannot_be_is_damage(path: tuple[Any, ...], value: object) -> None:
    content = json.loads(written(every_block()))
    part = content["document"]
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(Problem, match="not whole"):
        read_document(json.dumps(content, ensure_ascii=False))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@many
@given(documents(), st.data())
def test_whatever_stands_in_a_text_it_is_read_or_told(
    document: Document, data: st.DataObject
) -> None:
    content = json.loads(written(document))
    part: Any = content
    while True:  # go down to some part, and put something else there
        keys = sorted(part) if isinstance(part, dict) else list(range(len(part)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(part[key], dict | list) and part[key] and data.draw(st.booleans()):
            part = part[key]
            continue
        part[key] = data.draw(_JSON)
        break
    text = json.dumps(content, ensure_ascii=False)
    try:
        read = read_document(text)
    except Problem:
        return
    assert read_document(written(read)) == read
