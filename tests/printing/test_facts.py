"""Labels and values stand beside each other without touching."""

import pytest

from db.fields.text import Language
from tests.printing.geometry import drawn
from tests.printing.judges import printed
from tests.printing.samples import a_document, facts

LABELS = (
    "Preferred document form",
    "Preferred form of docs",
    "Days counted",
    "Iiiiiiiiiiii form",
)


@pytest.mark.parametrize("label", LABELS)
def test_a_long_label_keeps_clear_of_its_value(tmp_path, label):
    document = a_document(facts((label, "Ordinary print")), language=Language.EN)
    [page] = drawn(printed(document, tmp_path))
    labels = [text.box.right for text in page.texts if text.tag == "TH"]
    values = [text.box.left for text in page.texts if text.tag == "TD"]
    assert labels
    assert min(values) - max(labels) >= 5.0
