"""Code lists are complete in both languages, unambiguous, and read what people write."""

import csv

import pytest

import resources
from db.fields.codes import CodeEntry, CodeList, code_list, term_of
from db.fields.text import Language, Text

OTHER_FILES = {"surname_readings"}
LISTS = sorted(
    file.stem for file in resources.path("codes").glob("*.csv") if file.stem not in OTHER_FILES
)
SAME_NAME_IN_SEVERAL_PLACES = {"townships", "divisions_legacy"}
"""Places in different counties, or of different years, bear the same name."""


@pytest.fixture(params=LISTS)
def each_list(request: pytest.FixtureRequest) -> CodeList:
    return code_list(request.param)


def test_a_list_names_its_origin_date_sureness_and_standing(each_list: CodeList) -> None:
    parts = each_list.source.split("；")
    assert len(parts) >= 4, each_list.source
    assert parts[-1] in {"official", "own"}
    assert parts[-2][0] in "ABC"


def test_a_list_has_a_title_in_both_languages(each_list: CodeList) -> None:
    assert each_list.title.zh.strip()
    assert each_list.title.en.isascii()


def test_a_code_stands_once(each_list: CodeList) -> None:
    codes = [entry.code for entry in each_list]
    assert codes
    assert all(codes)
    assert len(codes) == len(set(codes))


def test_every_row_is_named_in_both_languages(each_list: CodeList) -> None:
    for entry in each_list:
        assert entry.label.zh.strip() == entry.label.zh != ""
        assert entry.label.en.strip() == entry.label.en != ""
        assert not any("\u4e00" <= letter <= "\u9fff" for letter in entry.label.en), entry
        assert not {"{", "}"} & {*entry.label.zh, *entry.label.en}


def test_no_two_rows_are_shown_alike(each_list: CodeList) -> None:
    if each_list.name in SAME_NAME_IN_SEVERAL_PLACES:
        return
    for language in Language:
        shown = [entry.label.to(language) for entry in each_list]
        assert len(shown) == len(set(shown))


def test_no_word_stands_for_two_rows(each_list: CodeList) -> None:
    if each_list.name in SAME_NAME_IN_SEVERAL_PLACES:
        assert each_list.ambiguous_terms
    else:
        assert each_list.ambiguous_terms == ()


def test_every_name_and_synonym_leads_to_its_row(each_list: CodeList) -> None:
    doubtful = set(each_list.ambiguous_terms)
    for entry in each_list:
        for word in (entry.code, entry.label.zh, entry.label.en, *entry.synonyms):
            if term_of(word) not in doubtful:
                assert each_list.match(word) is entry, word


def test_own_codes_are_never_taken_for_official_ones(each_list: CodeList) -> None:
    for entry in each_list:
        if each_list.is_official:
            assert entry.official in {None, entry.code}
        else:
            assert entry.official != entry.code


def test_words_for_people_come_in_both_languages(each_list: CodeList) -> None:
    for entry in each_list:
        for column, value in entry.extra.items():
            if column.endswith("_zh") and column != "short_zh":
                assert bool(value) == bool(entry.extra[column.removesuffix("zh") + "en"])


def test_every_file_has_as_many_cells_as_headings() -> None:
    for name in LISTS:
        lines = resources.path(f"codes/{name}.csv").read_text("utf-8").splitlines()
        rows = list(csv.reader(line for line in lines if not line.startswith("#")))
        assert {len(row) for row in rows} == {len(rows[0])}, name


@pytest.mark.parametrize(
    ("name", "written", "code"),
    [
        ("sex", " 女 ", "2"),
        ("sex", "MALE", "1"),
        ("ethnic_groups", "土家", "15"),
        ("ethnic_groups", "土　家　族", "15"),
        ("ethnic_groups", "穿青人", "97"),
        ("disability_categories", "视残", "1"),
        ("disability_categories", "瘸", "4"),
        ("disability_levels", "Ⅱ", "2"),
        ("disability_levels", "贰级", "2"),
        ("education", "高职", "JUN"),
        ("education", "文盲", "ILL"),
        ("employment_forms", "护林员", "PUBLIC"),
        ("employment_forms", "个体就业(含自主创业)", "SELF"),
        ("employment_status", "否", "UNEMP"),
        ("divisions", "黔西南州", "522300"),
        ("divisions", "Dejiang County, Tongren", "520626"),
        ("insurance_kinds", "新农合", "RESMED"),
        ("roles", "督导", "supervisor"),
    ],
)
def test_a_list_reads_what_counsellors_write(name: str, written: str, code: str) -> None:
    entry = code_list(name).match(written)
    assert entry is not None
    assert entry.code == code


@pytest.mark.parametrize("written", ["", "  ", "很好", "12", "男女"])
def test_words_that_mean_nothing_are_not_guessed_at(written: str) -> None:
    assert code_list("sex").match(written) is None


def test_a_town_name_that_several_counties_have_is_not_guessed_at() -> None:
    assert code_list("townships").match("东风镇") is None
    assert code_list("townships").match("煎茶镇") is not None


def test_a_code_of_a_newer_version_is_shown_as_it_is() -> None:
    assert code_list("sex").label("7") == Text("7", "7")
    assert code_list("sex").label("{7}").to(Language.ZH) == "{7}"
    assert code_list("sex").find("7") is None


@pytest.mark.parametrize("name", ["no_such_list", "../policy", "surname_readings", "Sex", ""])
def test_asking_for_a_list_that_is_not_there_is_a_bug(name: str) -> None:
    with pytest.raises(KeyError):
        code_list(name)


def test_extra_columns_are_kept_as_written() -> None:
    form = code_list("employment_forms").find("QUOTA")
    assert isinstance(form, CodeEntry)
    assert form.official == "1"
    assert form.flag("needs_contract")
    assert form.extra["family"] == "unit"
    levels = code_list("disability_levels")
    assert [level.flag("counts_double_quota") for level in levels] == [True, True, False, False]


def test_stages_of_a_case_are_in_working_order() -> None:
    order = [int(stage.extra["order"]) for stage in code_list("case_stages")]
    assert order == [1, 2, 3, 4, 5, 6, 7, 8, 0]


def test_each_assessed_dimension_has_its_scale() -> None:
    for dimension in code_list("assessment_dimensions"):
        if dimension.extra["kind"] == "level":
            levels = [
                int(level.extra["order"]) for level in code_list(dimension.extra["scale"])
            ]
            assert levels == list(range(len(levels)))
            assert len(levels) > 1


def test_divisions_and_townships_are_all_there() -> None:
    levels = [entry.extra["level"] for entry in code_list("divisions")]
    assert (levels.count("1"), levels.count("2"), levels.count("3")) == (1, 9, 88)
    assert len(code_list("townships")) == 1510
    counties = code_list("divisions")
    for town in code_list("townships"):
        assert town.extra["parent"] == town.code[:6]
        assert town.extra["parent"] in counties
    for former in code_list("divisions_legacy"):
        assert former.extra["current_code"] in counties
