"""帮助 and 关于: words that can be read line by line."""

from desktop.screens.keeping.about import AboutPage
from desktop.screens.keeping.help import HelpPage, chapters
from tests.screens.records import Room, room

__all__ = ["room"]


def test_the_help_opens_at_the_chapter_of_the_page_one_came_from(room: Room) -> None:
    page = room.open(HelpPage, name="exchange" if "exchange" in chapters() else "index")
    assert page.first_focus() is page.text
    assert page.text.toPlainText()
    assert page.text.textCursor().position() == 0


def test_a_chapter_that_is_not_there_opens_the_overview(room: Room) -> None:
    page = room.open(HelpPage, name="没有这一章")
    assert page.table.record() == "index"


def test_the_text_has_no_marks_that_a_voice_would_stumble_over(room: Room) -> None:
    page = room.open(HelpPage)
    for name in chapters():
        page.table.go_to_key(name)
        text = page.text.toPlainText()
        assert "**" not in text
        assert "`" not in text
        assert not any(line.startswith("#") for line in text.splitlines())


def test_about_tells_version_licences_and_what_was_heard(room: Room) -> None:
    page = room.open(AboutPage)
    words = page.text.toPlainText()
    assert page.first_focus() is page.text
    for said in ("Apache-2.0", "Noto Sans SC", "Lucide", "Orca 43", "NVDA"):
        assert said in words
