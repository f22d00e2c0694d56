"""On paper, in every size, a document says what its content says, and nothing else."""

import pytest
from hypothesis import HealthCheck, given, settings

from desktop.printing.summary_pdf import make_pdf
from tests.forms_same import documents as given_documents
from tests.forms_same.every_form import PAPER
from tests.forms_same.on_paper import differences

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("form", PAPER)
@FEW
@given(document=given_documents.documents())
def test_any_document_is_read_back_as_its_content(document, form):
    assert differences(document, make_pdf(document, size=PAPER[form]).data) == []


@pytest.mark.parametrize("form", PAPER)
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
def test_documents_that_strain_paper_are_read_back_as_their_content(document, form):
    assert differences(document, make_pdf(document, size=PAPER[form]).data) == []
