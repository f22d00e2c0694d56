"""Numbers and names in free text: found however they are written, and left where harmless."""

import pytest

from db.domain.papers.disclosure import Audience
from db.domain.papers.private_words import given_away, private, without_numbers

SECRETS = private(
    numbers=["520626199005170024", "520626198803020014" + "43B1"],
    phones=["13985001234；0856-6123456", None],
    relatives=["潘小满", "潘阿妹", None],
    dialable=["0856-8521234"],
    known=["潘阿妹"],
)


@pytest.mark.parametrize(
    ("written", "for_client", "for_employer"),
    [
        ("证520626199005170024。", "证5206＊＊＊＊＊＊＊＊＊＊0024。", f"证{'＊' * 18}。"),
        ("5206 2619 9005 1700 24", "5206＊＊＊＊＊＊＊＊＊＊0024", "＊" * 18),
        ("５２０６２６１９９００５１７００２４", "5206＊＊＊＊＊＊＊＊＊＊0024", "＊" * 18),
        ("电话139-8500-1234", "电话139＊＊＊＊1234", f"电话{'＊' * 11}"),
        ("0856 6123456", "085＊＊＊＊3456", "＊" * 11),
        ("52062619880302001443", "5206＊＊＊＊＊＊＊＊＊＊＊＊1443", "＊" * 20),
        ("5206 2619 8803 0200 1443", "5206＊＊＊＊＊＊＊＊＊＊＊＊1443", "＊" * 20),
        ("5206-2619-8803-0200-14", "5206＊＊＊＊＊＊＊＊＊＊0014", "＊" * 18),
    ],
)
def test_a_known_number_is_hidden_however_it_is_written(
    written: str, for_client: str, for_employer: str
) -> None:
    assert without_numbers(written, Audience.CLIENT, SECRETS) == for_client
    assert without_numbers(written, Audience.EMPLOYER, SECRETS) == for_employer


def test_two_numbers_in_one_run_of_digits_are_both_hidden() -> None:
    text = without_numbers("13985001234 0856-6123456", Audience.EMPLOYER, SECRETS)
    assert not any(sign.isdigit() for sign in text)


def test_a_strangers_identity_number_is_hidden_too() -> None:
    assert "19800101" not in without_numbers("110101198001010014", Audience.CLIENT, SECRETS)


@pytest.mark.parametrize(
    "harmless",
    [
        "2026-11-23 2026-11-24 2026-12-01",
        "打办公室电话 0856-8521234",
        "单位电话 13700001111",
        "每月 2,600 元，第 3 组 12 号",
        "520626-2026-ABCDEF",
    ],
)
def test_days_amounts_and_other_peoples_telephones_stay(harmless: str) -> None:
    assert without_numbers(harmless, Audience.CLIENT, SECRETS) == harmless


def test_a_number_the_paper_gives_out_stays_even_when_it_is_hers() -> None:
    secrets = private(phones=["0856-8521234"], dialable=["0856 8521234"])
    assert without_numbers("0856-8521234", Audience.EMPLOYER, secrets) == "0856-8521234"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("哥哥潘小满接送", "潘小满"),
        ("因为视力残疾要读屏", "视力残疾"),
        ("听障，要手语", "听障"),
        ("有癫痫，不能登高", "癫痫"),
        ("二级残疾", "级残疾"),
        ("He has epilepsy", "epilep"),
        ("会看盲文，走盲道", None),
        ("潘阿妹要坐着做", None),
        ("精神面貌好，综合能力强，电工一级", None),
        ("需要保障接送", None),
    ],
)
def test_what_gives_away_family_or_health_to_an_employer_is_found(
    text: str, word: str | None
) -> None:
    assert given_away(text, Audience.EMPLOYER, SECRETS) == word


def test_to_the_client_her_own_words_give_nothing_away() -> None:
    assert given_away("潘小满有癫痫", Audience.CLIENT, SECRETS) is None
