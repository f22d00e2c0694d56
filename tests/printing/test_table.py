"""How a table shares the width of the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.domain.papers.document import Table
from desktop.printing.table import fit_columns
from tests.printing.geometry import drawn
from tests.printing.judges import printed
from tests.printing.samples import a_document

widths = st.lists(st.floats(min_value=1, max_value=5000), min_size=1, max_size=8)


def test_dates_and_names_get_what_they_need_and_prose_takes_the_rest():
    assert fit_columns([60, 80, 900, 40], [60, 40, 50, 40], 480) == [60, 80, 300, 40]


def test_a_column_is_not_narrower_than_its_longest_word_while_there_is_room():
    assert fit_columns([900, 400], [20, 300], 480)[1] >= 300 - 1e-6


@given(widths, st.floats(min_value=100, max_value=600))
def test_the_columns_fill_the_width_exactly(natural, width):
    found = fit_columns(natural, [value / 3 for value in natural], width)
    assert sum(found) == pytest.approx(width)
    assert all(value > 0 for value in found)


@pytest.mark.parametrize("rows", range(20, 40))
def test_the_last_row_of_a_table_is_not_alone_on_a_page(tmp_path, rows):
    table = Table(headers=("序号", "事项"), rows=tuple((f"{n}", "回访") for n in range(rows)))
    pages = drawn(printed(a_document(table), tmp_path))
    if len(pages) > 1:
        assert len({round(text.box.bottom) for text in pages[-1].texts if text.tag == "TD"}) > 1
