"""Easy reading holds every fact of the content, and on paper it says what it says."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.domain.easy.reading import SENTENCES, easy_read
from db.domain.papers.document import Fact
from db.fields.text import Language
from desktop.printing.rendering import EASY_SIZE
from desktop.printing.summary_pdf import make_pdf
from tests.forms_same import documents as given_documents
from tests.forms_same import on_paper
from tests.forms_same.easily import differences, keeps_its_value

SOME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@SOME
@given(document=given_documents.documents())
def test_the_easy_form_of_any_document_holds_every_fact(document):
    assert differences(document, easy_read(document)) == []


@settings(SOME, max_examples=8)
@given(document=given_documents.documents())
def test_the_easy_form_stands_on_paper_as_it_is(document):
    easy = easy_read(document)

    assert on_paper.differences(easy, make_pdf(easy, size=EASY_SIZE).data) == []


@pytest.mark.parametrize(
    "document",
    [given_documents.one_of_each(), given_documents.two_hundred_services()],
    ids=["one of each", "two hundred services"],
)
def test_documents_that_strain_it_are_whole_in_easy_reading(document):
    assert differences(document, easy_read(document)) == []


@settings(SOME, max_examples=300)
@given(key=st.sampled_from(["", *sorted(SENTENCES)]), value=given_documents.values())
def test_the_sentence_for_a_fact_holds_its_value_letter_for_letter(key, value):
    assert keeps_its_value(Fact(label="事项", value=value, key=key), Language.ZH)
