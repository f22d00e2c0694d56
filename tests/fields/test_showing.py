"""Values as they are shown: numbers that nobody needs to read stay hidden."""

import pytest

from db.fields.showing import masked


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("522225197904120010", "5222＊＊＊＊＊＊＊＊＊＊0010"),
        ("19900000008", "199＊＊＊＊0008"),
        ("13900000002；08560000001", "139＊＊＊＊0002；085＊＊＊＊0001"),
        ("1234567", "1＊＊＊＊＊＊"),
        ("", ""),
    ],
)
def test_a_number_keeps_only_its_ends_and_each_of_several_is_hidden_by_itself(
    number: str, shown: str
) -> None:
    assert masked(number) == shown
