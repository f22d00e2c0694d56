"""The desk: one private desktop with Orca for each test module."""

import os
import sys
from collections.abc import Iterator

import pytest

from tests.screenreader.private_desktop import missing_programs
from tests.screenreader.session import Session


@pytest.fixture(scope="module")
def desk(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A running desktop; without its programs the test is skipped, and in CI it fails.

    The transcript is kept under the module's name when ``YIYI_TRANSCRIPTS`` names a folder.
    """
    missing = missing_programs() if sys.platform == "linux" else ["a Linux desktop"]
    if missing:
        reason = "screen-reader tests not run, missing: " + ", ".join(missing)
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with Session() as session:
        yield session
        session.transcript.keep(request.module.__name__.rpartition(".")[2])
