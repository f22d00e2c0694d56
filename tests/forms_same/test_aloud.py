"""What is heard is the content, in words."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.forms_same import documents as given_documents
from tests.forms_same.aloud import differences, heard_of

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(document=given_documents.documents())
def test_any_document_is_heard_as_its_content(document):
    assert differences(document, heard_of(document)) == []


@pytest.mark.parametrize(
    "document",
    [
        given_documents.one_of_each(),
        given_documents.two_hundred_services(),
        given_documents.with_easy_pictures(),
        given_documents.a_document(),
    ],
    ids=["one of each", "two hundred services", "easy pictures", "nothing"],
)
def test_documents_that_strain_it_are_heard_as_their_content(document):
    assert differences(document, heard_of(document)) == []


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("2026-08-15", "二零二六年八月十五日"),
        ("138 0013 8000", "幺三八零零幺三八零零零"),
        ("98.5%", "百分之九十八点五"),
        ("6,800 元", "六千八百元"),
        ("5206＊＊＊＊＊＊＊＊＊＊4412", "五二零六中间十位已遮盖四四幺二"),
        ("520626-2026-ABCDEF", "五二零六二六二零二六ABCDEF"),
    ],
)
def test_a_number_is_heard_as_people_say_it(written, heard):
    fact = given_documents.a_document(given_documents.Paragraph(text=f"号码：{written}。"))

    assert f"号码{heard}" in heard_of(fact)
