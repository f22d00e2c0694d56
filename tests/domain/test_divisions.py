"""Places are found by what people write, and old codes lead to the county of today."""

import pytest

from db.domain.clients.divisions import (
    PROVINCE,
    counties,
    county_of,
    current_division,
    division_name,
    full_division_name,
    lies_in,
    match_division,
    match_township,
    parent_of,
    townships_of,
)
from db.fields.text import Text


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("520626", Text("德江县", "Dejiang County, Tongren")),
        (
            "520625",
            Text("印江土家族苗族自治县", "Yinjiang Tujia and Miao Autonomous County, Tongren"),
        ),
        ("520626101", Text("煎茶镇", "Jiancha Town, Dejiang")),
        ("520626205", Text("楠杆土家族乡", "Nangan Tujia Township, Dejiang")),
        ("522227", Text("德江县", "Dejiang County (former)")),
        ("110101", Text("110101", "110101")),
    ],
)
def test_a_place_is_named(code: str, name: Text) -> None:
    assert division_name(code) == name


def test_a_full_name_leads_from_the_prefecture_down() -> None:
    assert full_division_name("520626101").zh == "铜仁市德江县煎茶镇"
    assert full_division_name("520600").zh == "铜仁市"
    assert full_division_name(PROVINCE).zh == "贵州省"


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("522227", "520626"),
        ("522226", "520625"),
        ("522401", "520502"),
        ("520522", "520581"),
        ("520114", "520111"),
        ("520626", "520626"),
        ("520201", "520201"),
        ("110101", None),
        ("", None),
    ],
)
def test_a_code_of_any_year_leads_to_the_county_of_today(old: str, now: str | None) -> None:
    assert current_division(old) == now


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("德江", "520626"),
        ("德江县", "520626"),
        ("铜仁市德江县", "520626"),
        ("贵州省 铜仁市 德江县", "520626"),
        ("印江县", "520625"),
        ("印江自治县", "520625"),
        ("贵阳市云岩区", "520103"),
        ("黔西", "520581"),
        ("黔西南", "522300"),
        ("铜仁地区", "520600"),
        ("平坝县", "520403"),
        ("盘县", "520281"),
        ("522227", "520626"),
        ("成都市", None),
        ("", None),
    ],
)
def test_a_county_is_found_by_what_people_write(written: str, code: str | None) -> None:
    found = match_division(written)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("written", "county", "code"),
    [
        ("煎茶", "520626", "520626101"),
        ("德江县煎茶镇", "520626", "520626101"),
        ("德江煎茶镇", "520626", "520626101"),
        ("铜仁市德江县青龙街道", "520626", "520626001"),
        ("荆角乡", "520626", "520626200"),
        ("Nangan", "520626", "520626205"),
        ("520626101", "520626", "520626101"),
        ("520626101", "520625", None),
        ("木黄镇", "520626", None),
        ("木黄镇", "520625", "520625104"),
        ("", "520626", None),
    ],
)
def test_a_township_is_looked_for_in_its_county(
    written: str, county: str, code: str | None
) -> None:
    found = match_township(written, county)
    assert (found.code if found else None) == code


def test_every_township_is_found_by_its_name_in_its_county() -> None:
    for county in counties():
        for town in townships_of(county.code):
            assert match_township(town.label.zh, county.code) is town


def test_places_lie_in_one_another() -> None:
    assert parent_of("520626101") == "520626"
    assert parent_of("520626") == "520600"
    assert parent_of(PROVINCE) is None
    assert county_of("520626101") == county_of("520626") == "520626"
    assert county_of("520600") is None
    assert lies_in("520626101", "520600")
    assert lies_in("522227", "520626")
    assert not lies_in("520625", "520626")
    assert not lies_in("110101", PROVINCE)
