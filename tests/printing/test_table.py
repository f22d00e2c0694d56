"""How a table shares the width of the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.printing.table import fit_columns

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
