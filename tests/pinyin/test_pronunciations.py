"""Readings are remembered in the record, one for each word."""

import pytest

from db.domain.papers.pronunciation import Pronunciation
from db.fields.problem import Problem
from db.ports import Store
from db.store.record_file import SqlStore
from db.usecases.pronunciations import forget_reading, remember_reading, remembered
from tests.builders import an_id
from tests.usecases.conftest import saved


def kept(store: Store) -> list[tuple[str, str]]:
    with store.reading() as reading:
        return [(one.written, one.pinyin) for one in remembered(reading)]


def test_a_reading_is_kept_in_plain_syllables(store: SqlStore) -> None:
    receipt = remember_reading(store, " 重安江 ", "chóng ān jiāng")
    assert receipt.subject == "重安江"
    assert kept(store) == [("重安江", "chong2 an1 jiang1")]


def test_a_newer_reading_replaces_the_older_one(store: SqlStore) -> None:
    remember_reading(store, "重安", "zhong4 an1")
    remember_reading(store, "重安", "chong2 an1")
    assert kept(store) == [("重安", "chong2 an1")]


def test_two_laptops_readings_of_one_word_become_one(store: SqlStore) -> None:
    saved(
        store,
        *(Pronunciation(id=an_id(), written="重安", pinyin=p) for p in ("a1 a1", "e1 e1")),
    )
    remember_reading(store, "重安", "chong2 an1")
    assert kept(store) == [("重安", "chong2 an1")]


def test_remembering_can_be_undone(store: SqlStore) -> None:
    remember_reading(store, "重安", "chong2 an1")
    store.undo()
    assert kept(store) == []


def test_a_forgotten_reading_is_gone(store: SqlStore) -> None:
    remember_reading(store, "长安", "chang2 an1")
    remember_reading(store, "重安", "chong2 an1")
    with store.reading() as reading:
        first, _second = remembered(reading)
    assert forget_reading(store, first.id).subject == first.written
    assert len(kept(store)) == 1
    with pytest.raises(Problem):
        forget_reading(store, first.id)


@pytest.mark.parametrize(
    ("written", "pinyin", "field"),
    [
        ("重安", "chong an", "pinyin"),
        ("重安", "chong2", "pinyin"),
        ("", "chong2", "written"),
        ("安" * 41, "an1 " * 41, "written"),
    ],
)
def test_what_does_not_fit_is_not_kept(
    store: SqlStore, written: str, pinyin: str, field: str
) -> None:
    with pytest.raises(Problem) as caught:
        remember_reading(store, written, pinyin)
    assert caught.value.field == field
    assert kept(store) == []
