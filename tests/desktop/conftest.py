"""A program dressed as it is when it runs."""

from collections.abc import Callable, Iterator

import pytest

from db.fields.text import Language
from desktop import announce, focus, language
from desktop.theme.look import look


@pytest.fixture
def dressed(qapp) -> Iterator[Callable[[str, int], None]]:
    announce.begin(qapp)
    focus.begin(qapp)
    language.use(Language.ZH)
    look().wear("light", 100)
    yield look().wear
    look().wear("light", 100)
    language.use(Language.ZH)
