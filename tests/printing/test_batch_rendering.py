"""Every form through one door: bytes, names, settings, remarks."""

from pathlib import Path

import pytest

from db.domain.papers.document import Paragraph
from db.fields.codes import code_list
from db.fields.problem import Problem
from db.fields.text import Language
from desktop.printing.colours import Colours
from desktop.printing.rendering import (
    FORMS,
    RenderSettings,
    file_name,
    numbered,
    remove_parts,
    render,
    safe,
    suffix_of,
)
from tests.printing.samples import a_document, case_summary

SILENT = [form for form in FORMS if form != "audio"]


def test_the_forms_are_those_of_the_code_list() -> None:
    assert set(FORMS) == {entry.code for entry in code_list("document_forms")}


@pytest.mark.parametrize("form", SILENT)
def test_the_same_document_and_settings_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    first = render(case_summary(), form, tmp_path / f"1{suffix_of(form)}")
    again = render(case_summary(), form, tmp_path / f"2{suffix_of(form)}")
    assert first.sha256 == again.sha256
    assert first.paths[0].read_bytes() == again.paths[0].read_bytes()
    assert first.pages == again.pages >= 1


def test_settings_survive_being_kept() -> None:
    settings = RenderSettings(
        braille_width=32, braille_height=20, colours=Colours.YELLOW_ON_BLACK, rate=120
    )
    assert RenderSettings.from_json(settings.to_json()) == settings
    assert RenderSettings.from_json(None) == RenderSettings()
    assert RenderSettings.from_json('{"rate":90,"later":1}').rate == 90
    with pytest.raises(ValueError, match="object"):
        RenderSettings.from_json("[]")


def test_settings_change_what_is_made(tmp_path: Path) -> None:
    yellow = RenderSettings(colours=Colours.YELLOW_ON_BLACK, braille_width=32)
    for form in ("large18", "braille"):
        usual = render(case_summary(), form, tmp_path / "a")
        other = render(case_summary(), form, tmp_path / "b", yellow)
        assert usual.sha256 != other.sha256


def test_a_character_without_a_font_is_remarked_before_the_paper_is_given_away(
    tmp_path: Path,
) -> None:
    made = render(
        a_document(Paragraph(text="名字里有\U00031350。")), "print", tmp_path / "a.pdf"
    )
    (remark,) = made.remarks
    assert "\U00031350" in remark.zh
    assert "手写" in remark.zh


def test_an_unknown_form_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="no form"):
        render(case_summary(), "papyrus", tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_a_file_name_says_who_what_number_and_form() -> None:
    document = a_document(title="潘·阿妹的就业服务小结", case_number="DJ-7")
    assert file_name(document, "print") == "潘·阿妹的就业服务小结 DJ-7.pdf"
    assert file_name(document, "large24") == "潘·阿妹的就业服务小结 DJ-7（大字24磅）.pdf"
    assert file_name(document, "braille") == "潘·阿妹的就业服务小结 DJ-7（盲文）.brf"
    assert file_name(document, "audio") == "潘·阿妹的就业服务小结 DJ-7（录音）"
    english = a_document(title="Summary", case_number="", language=Language.EN)
    assert file_name(english, "pef") == "Summary (Braille).pef"
    names = {file_name(document, form) for form in FORMS}
    assert len(names) == len(FORMS)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f＂g＜h＞i｜j"),
        ("潘\x00阿\u202e妹\u200b", "潘阿妹"),
        ("一\t二\n三  四", "一 二 三 四"),
        (" 末尾. . ", "末尾"),
        ("con", "_con"),
        ("LPT1.小结", "_LPT1.小结"),
        ("console", "console"),
        ("..", "_"),
        ("", "_"),
        ("欧阳𬱖", "欧阳𬱖"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_a_name_can_be_kept_by_both_systems_and_stays_readable(written: str, kept: str) -> None:
    assert safe(written) == kept


@pytest.mark.parametrize("title", ["阿" * 500, "𬱖" * 500, "a" * 500])
def test_a_long_title_keeps_its_number_and_leaves_room_for_endings(title: str) -> None:
    name = file_name(a_document(title=title, case_number="DJ-2026-00017"), "large28")
    assert "… DJ-2026-00017（大字28磅）.pdf" in name
    assert len(f"{numbered(name, 99)}.0a1b2c3d.part".encode()) <= 255


def test_a_copy_is_numbered_before_its_ending() -> None:
    assert numbered("小结 v1.2.pdf", 2) == "小结 v1.2 (2).pdf"
    assert numbered("小结 v1.2", 3) == "小结 v1.2 (3)"


def test_only_the_halves_of_this_file_are_taken_away(tmp_path: Path) -> None:
    for name in ("a[1].pdf.0a1b2c3d.part", "a1.pdf.0a1b2c3d.part", "a[1].pdf"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "a[1].pdf.1111aaaa.part").mkdir()
    remove_parts(tmp_path / "a[1].pdf")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "a1.pdf.0a1b2c3d.part",
        "a[1].pdf",
    ]
