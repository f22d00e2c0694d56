"""Each fault that was planted in a finished file is caught by the judges that should."""

import pytest

from tests.printing import samples, spoiling
from tests.printing.judges import failures, printed, said_by
from tests.printing.reading import read
from tests.printing.spoiling import spoil

BY_READING_BACK = {
    spoiling.untagged_text: "paints outside",
    spoiling.swapped_parents: "parent tree names another",
    spoiling.no_words_for_a_figure: "figure without words",
    spoiling.no_table_of_characters: "no table explains",
    spoiling.mark_of_no_element: "belongs to no element",
    spoiling.no_font_file: "is not in the file",
}
BY_THE_VALIDATOR = (
    spoiling.untagged_text,
    spoiling.no_words_for_a_figure,
    spoiling.no_table_of_characters,
    spoiling.no_font_file,
    spoiling.no_heading_for_a_row,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return printed(samples.every_block(), tmp_path_factory.mktemp("sound"), size=18.0)


def texts(path) -> list[str]:
    return [text for _, text in read(path).texts()]


def test_the_file_was_sound_before(sound):
    said = said_by(samples.every_block(), cards=True)
    assert read(sound).faults == []
    assert failures(sound) == []
    assert texts(sound)[-len(said) :] == said


@pytest.mark.parametrize(("fault", "said"), BY_READING_BACK.items())
def test_reading_back_notices(sound, tmp_path, fault, said):
    spoiled = spoil(sound, tmp_path / "spoiled.pdf", fault)
    assert any(said in found for found in read(spoiled).faults)


@pytest.mark.parametrize("fault", BY_THE_VALIDATOR)
def test_the_validator_notices(sound, tmp_path, fault):
    assert failures(spoil(sound, tmp_path / "spoiled.pdf", fault))


def test_another_order_of_reading_is_noticed_by_comparing_with_the_document(sound, tmp_path):
    spoiled = spoil(sound, tmp_path / "spoiled.pdf", spoiling.swapped_order)
    assert texts(spoiled) != texts(sound)
    assert sorted(texts(spoiled)) == sorted(texts(sound))


def test_a_text_that_is_read_twice_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.printing.setting.set_pictured", _set_twice)
    path = printed(samples.every_block(), tmp_path, size=18.0)
    said = said_by(samples.every_block(), cards=True)
    assert texts(path)[-len(said) :] != said


def _set_twice(setter, block):
    for _ in range(2):
        setter.paragraphs(block.text, setter.sheet.styles.body)
