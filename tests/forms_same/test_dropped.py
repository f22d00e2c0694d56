"""A form of a document that lost or exchanged one thing never passes for the document."""

import pytest

from db.domain.easy.reading import easy_read
from desktop.braille import braille_of, brf
from desktop.printing.summary_pdf import make_pdf
from tests.forms_same import aloud, documents, easily, in_braille, on_paper
from tests.forms_same.aloud import heard_of
from tests.forms_same.every_form import PAPER
from tests.forms_same.parts import (
    with_each_digit_wrong,
    with_neighbours_exchanged,
    without_each_part,
)
from tests.papers.family import family
from tests.papers.memory import made

DOCUMENT = documents.one_of_each()
FAMILY = family()
DROPPED = [*without_each_part(DOCUMENT)]
SPOILT = [
    *DROPPED,
    *with_neighbours_exchanged(DOCUMENT),
    *with_each_digit_wrong(DOCUMENT),
]


def test_every_part_of_the_document_is_dropped_once():
    assert len(SPOILT) > 50
    assert len({spoilt.document for spoilt in SPOILT}) == len(SPOILT)
    assert DOCUMENT not in {spoilt.document for spoilt in SPOILT}


@pytest.mark.parametrize("form", PAPER)
def test_what_is_dropped_is_missed_on_paper(form):
    planted = SPOILT if form == "print" else DROPPED
    unseen = [
        spoilt.what
        for spoilt in planted
        if not on_paper.differences(DOCUMENT, make_pdf(spoilt.document, size=PAPER[form]).data)
    ]

    assert unseen == []


def test_what_is_dropped_or_exchanged_is_missed_in_easy_reading():
    unseen = [
        spoilt.what
        for spoilt in SPOILT
        if not easily.differences(DOCUMENT, easy_read(spoilt.document))
    ]

    assert unseen == []


def test_what_is_dropped_or_exchanged_is_missed_in_braille():
    unseen = []
    for spoilt in SPOILT:
        pages = braille_of(spoilt.document)
        if not in_braille.differences(DOCUMENT, pages, brf(pages)):
            unseen.append(spoilt.what)

    assert unseen == []


def test_what_is_dropped_or_exchanged_is_missed_aloud():
    unseen = [
        spoilt.what
        for spoilt in SPOILT
        if not aloud.differences(DOCUMENT, heard_of(spoilt.document))
    ]

    assert unseen == []


def test_what_a_summary_of_a_client_loses_is_missed_in_easy_reading_braille_and_aloud():
    """Two hundred parts and values of a summary as it is made from a record."""
    summary = made(FAMILY.records, "case_summary", FAMILY.client)
    planted = [*without_each_part(summary), *with_neighbours_exchanged(summary)]
    unseen = []
    for spoilt in planted:
        pages = braille_of(spoilt.document)
        found = (
            easily.differences(summary, easy_read(spoilt.document)),
            in_braille.read_back_differences(summary, pages.running),
            aloud.differences(summary, heard_of(spoilt.document)),
        )
        if not all(found):
            unseen.append(spoilt.what)

    assert len(planted) > 150
    assert unseen == []
