"""Writing, reading and planning: no index needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search.normalise import text_key, words
from db.search.person import Filters, PersonRow
from db.search.planner import EVERYONE, narrowed, plan
from db.search.readings import readings
from db.search.syllables import SYLLABLES, fold, folds_of
from db.search.tokens import filter_tokens, tokens


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("１３８５", ["1385"]),
        ("张　三", ["张", "三"]),
        ("買買提•阿不都", ["买买提阿不都"]),
        ("買買提‧阿", ["买买提阿"]),
        ("Xi'an", ["xian"]),
        ("lǚ lü", ["lv", "lv"]),
        ("zhāng", ["zhang"]),
        ("138-5123-4567", ["13851234567"]),
        ("12Ｘ", ["12x"]),
        ('"张" OR *', ["张", "or"]),
        ("😀", []),
        ("\ud800\x00", []),
        ("", []),
    ],
)
def test_what_is_typed_becomes_plain_words(typed: str, wanted: list[str]) -> None:
    assert words(typed) == wanted


def test_traditional_and_simplified_names_are_the_same_key() -> None:
    assert text_key("歐陽蘭") == text_key("欧阳兰")


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("单晓", "shan xiao"),
        ("解放", "xie fang"),
        ("仇英", "qiu ying"),
        ("曾国", "zeng guo"),
        ("任红", "ren hong"),
        ("查良", "zha liang"),
        ("区明", "ou ming"),
        ("盖兰", "ge lan"),
        ("覃老三", "qin lao san"),
        ("冉光", "ran guang"),
        ("朴英", "piao ying"),
        ("乐山", "yue shan"),
        ("尉迟文", "yu chi wen"),
        ("万俟文", "mo qi wen"),
        ("令狐文", "ling hu wen"),
        ("欧阳𬱖", "ou yang wei"),
        ("吕绿", "lv lv"),
        ("长孙文", "zhang sun wen"),
    ],
)
def test_surnames_have_their_own_reading(name: str, first: str) -> None:
    assert " ".join(readings(name)[0]) == first


def test_the_everyday_reading_of_a_surname_is_kept_beside_it() -> None:
    assert ("le", "shan") in readings("乐山")
    assert ("tan", "lao", "san") in readings("覃老三")


def test_a_reading_set_right_by_hand_goes_first() -> None:
    found = readings("覃老三", "Tán lǎo sān")
    assert found[0] == ("tan", "lao", "san")
    assert ("qin", "lao", "san") in found


def test_no_name_has_more_than_four_readings() -> None:
    assert len(readings("单长朝行重传茜莎藏")) == 4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lan", "nan"), ("liu", "niu"), ("zhang", "zang"), ("chen", "ceng"), ("shi", "si"),
        ("hu", "fu"), ("hui", "fei"), ("huang", "fang"), ("lin", "ling"), ("zhen", "zeng"),
        ("lv", "lu"), ("lyu", "lv"),
    ],
)  # fmt: skip
def test_syllables_taken_for_each_other_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("lan", "lang"), ("li", "ji"), ("han", "fan")])
def test_syllables_that_are_kept_apart_do_not_fold_to_one(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=4))
def test_folding_what_was_typed_gives_the_folded_syllables(syllables: list[str]) -> None:
    wanted = "".join(map(fold, syllables))
    found = folds_of("".join(syllables))
    assert len(found) <= 4
    if len(syllables) == 1 and len(syllables[0]) > 1:
        assert wanted in found


@given(st.text(max_size=300))
def test_any_text_makes_a_plan(typed: str) -> None:
    made = plan(typed)
    assert made.hopeless or made.match is not None or made == EVERYONE


def test_nothing_but_quoted_tokens_reaches_the_index() -> None:
    made = plan('a" OR "b* NEAR(张 李) -"{t}: 1')
    assert made.match is not None
    bare = "".join(made.match.split('"')[::2])
    assert set(bare.replace("AND", "").replace("OR", "")) <= set("() ")


def test_ten_thousand_characters_find_nobody() -> None:
    assert plan("张" * 10_000).hopeless


def test_tokens_are_made_of_letters_and_digits_only() -> None:
    person = PersonRow(
        row_id=b"1", name='O\'Neil, (小) "张"', county='5" OR', village="A-区 3组"
    )
    assert not set(tokens(person)) & set("\"'()-,*")


@given(st.text(min_size=1), st.text(min_size=1))
def test_unlike_filter_values_have_unlike_tokens(one: str, other: str) -> None:
    same = filter_tokens(Filters(county=one)) == filter_tokens(Filters(county=other))
    assert same == (one == other)


def test_joined_filters_need_one_token() -> None:
    held = narrowed(None, Filters(county="520102", status="open", category="4"))
    assert held is not None
    assert held.count('"') == 2
