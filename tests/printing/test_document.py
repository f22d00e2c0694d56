"""What a document says, apart from how it is read."""

import pytest

from db.domain.papers.document import Heading, Table, facts_of, plain_text, texts_of
from db.fields.text import Language
from tests.printing.samples import case_summary, every_block


def test_plain_text_names_the_column_before_every_cell():
    text = plain_text(case_summary())
    assert "日期：2026-10-30；事项：回访；内容：" in text
    assert text.startswith("个案服务小结\n")
    assert "案号：DRC-2026-01873\n" in text


def test_plain_text_in_english_uses_english_marks():
    assert "Case number: DRC-2026-01873\n" in plain_text(every_block(Language.EN))


@pytest.mark.parametrize("document", [case_summary(), every_block()])
def test_plain_text_says_every_string_of_the_document(document):
    text = plain_text(document)
    for value in texts_of(document):
        assert value in text
    for fact in facts_of(document):
        assert fact.value in text


def test_a_table_with_a_short_row_is_refused():
    with pytest.raises(ValueError, match="one cell for each heading"):
        Table(headers=("甲", "乙"), rows=(("一",),))


def test_a_heading_deeper_than_three_is_refused():
    with pytest.raises(ValueError, match="level 4"):
        Heading(level=4, text="甲")
