"""The enrolment sheet: the card of a workspace on paper."""

import pytest

from db.domain.papers.document import Code, Facts, Items, texts_of
from db.fields.text import Language
from db.sync.card import fingerprint, new_workspace_keys
from db.usecases.papers.enrolment_sheet import enrolment_sheet
from tests.builders import TODAY
from tests.papers.memory import OWNER

CARD = new_workspace_keys().card(
    name=OWNER.name, county=OWNER.county, role=OWNER.role, device=OWNER.device
)
GROUPS = tuple(fingerprint(CARD).split())


@pytest.mark.parametrize("language", list(Language))
def test_the_sheet_holds_the_ten_groups_of_the_card_and_whose_it_is(
    language: Language,
) -> None:
    sheet = enrolment_sheet(OWNER, GROUPS, language, organisation="德江县残联", today=TODAY)
    (code,) = (block for block in sheet.blocks if isinstance(block, Code))
    assert code.groups == GROUPS
    (facts,) = (block for block in sheet.blocks if isinstance(block, Facts))
    said = {row.key: row.value for row in facts.rows}
    assert said["staff.name"] == OWNER.name
    assert said["card.device"].replace(" ", "") == OWNER.device
    assert said["staff.county"] != OWNER.county
    assert sheet.kind == "enrolment_sheet"
    assert all(block.key for block in sheet.blocks if isinstance(block, Items))
    assert not any("{" in text for text in texts_of(sheet))


def test_without_an_organisation_nothing_is_made_up() -> None:
    sheet = enrolment_sheet(OWNER, GROUPS, Language.ZH, organisation="", today=TODAY)
    keys = {row.key for b in sheet.blocks if isinstance(b, Facts) for row in b.rows}
    assert "staff.organisation" not in keys


@pytest.mark.parametrize(
    "groups", [GROUPS[:9], (*GROUPS[:9], "12"), (*GROUPS[:9], "12a"), (*GROUPS[:9], "１２３")]
)
def test_anything_but_ten_groups_of_three_digits_is_a_fault(groups: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="ten groups"):
        enrolment_sheet(OWNER, groups, Language.ZH, organisation="", today=TODAY)
