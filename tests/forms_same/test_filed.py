"""What was filed with the case is made again as it was, in every form but sound."""

import pytest

from db.domain.papers.document_archive import read_document, written
from db.usecases.papers.kinds import CLIENT_KINDS
from desktop.printing.rendering import AUDIO, FORMS, make
from tests.forms_same import documents
from tests.forms_same.aloud import heard_of
from tests.forms_same.test_clients import FAMILY, document


@pytest.mark.parametrize("form", [form for form in FORMS if form != AUDIO])
def test_filed_content_gives_the_same_bytes_again(form):
    made = documents.one_of_each()

    assert make(read_document(written(made)), form).data == make(made, form).data


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_every_kind_is_filed_whole(kind):
    made = document(FAMILY.records, kind, FAMILY.client)
    again = read_document(written(made))

    assert again == made
    assert heard_of(again) == heard_of(made)


def test_a_filed_word_that_changed_changes_every_form():
    made = documents.one_of_each()
    other = read_document(written(made).replace("1990-05-17", "1990-05-18"))

    assert other != made
    for form in FORMS:
        if form != AUDIO:
            assert make(other, form).data != make(made, form).data, form
    assert heard_of(other) != heard_of(made)
