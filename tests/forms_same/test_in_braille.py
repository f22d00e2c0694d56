"""Braille says each syllable, digit and letter of the content, down to the embosser's file."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from pypinyin import Style, pinyin

from desktop.braille import braille_of, brf
from desktop.pinyin.because import Because
from desktop.pinyin.reader import Reader
from tests.forms_same import documents as given_documents
from tests.forms_same.in_braille import differences

SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(document=given_documents.documents())
def test_any_document_is_felt_as_its_content(document):
    pages = braille_of(document)

    assert differences(document, pages, brf(pages)) == []
    assert pages.unknown == ()


@pytest.mark.parametrize(("width", "height"), [(40, 25), (32, 25), (20, 10)])
@pytest.mark.parametrize(
    "document",
    [
        given_documents.one_of_each(),
        given_documents.two_hundred_services(),
        given_documents.a_document(),
    ],
    ids=["one of each", "two hundred services", "nothing"],
)
def test_documents_that_strain_it_are_felt_as_their_content(document, width, height):
    pages = braille_of(document, width=width, height=height)

    assert differences(document, pages, brf(pages)) == []


@SOME
@given(text=given_documents.texts())
def test_every_syllable_is_one_that_the_character_can_have(text):
    """Judged by pypinyin's list of all readings, without words and without our rules."""
    for word in Reader().words(text):
        for read in word.reads:
            if read.because is Because.REMEMBERED:
                continue
            every = pinyin(
                read.char, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True
            )
            heard = {re.sub("[üv]", "v", one) for one in every[0]}
            assert read.syllable in heard | {f"{read.syllable[:-1]}5"}, read
