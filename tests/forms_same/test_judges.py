"""Each kind of document before judges that are not ours.

The judges of paper in every size and colour are in ``tests/printing/test_every_form.py``, those
of single characters in Braille in ``tests/braille``.
"""

import shutil
import wave
from functools import cache
from pathlib import Path

import pytest

from db.domain.easy.reading import NEVER_EASY, easy_read
from db.domain.papers.document import Document
from db.fields.problem import Problem
from db.usecases.papers.kinds import CLIENT_KINDS
from desktop.printing.rendering import EASY_SIZE
from desktop.printing.summary_pdf import make_pdf
from desktop.speech.chapters import chapters_of
from desktop.speech.recording import Recording, record_document
from tests.forms_same import documents
from tests.forms_same.judges import pdf_ua_failures, sound, square_codes
from tests.forms_same.test_clients import FAMILY, document
from tests.printing.judges import heard as judged_by_ear

SHORTEST_SYLLABLE, LONGEST_SYLLABLE = 0.09, 0.55
"""Seconds at the usual rate; slower than the one or faster than the other is no speech."""

SILENT = 0.01
"""Loudness below which sox hears nothing; voices have 0.05 and more."""


@cache
def papers(kind: str) -> dict[str, bytes]:
    """Return a kind of document in print, large print and easy reading."""
    made = document(FAMILY.records, kind, FAMILY.client)
    found = {"print": make_pdf(made).data, "large": make_pdf(made, size=24.0).data}
    if kind not in NEVER_EASY:
        found["easy"] = make_pdf(easy_read(made), size=EASY_SIZE).data
    return found


@pytest.mark.parametrize("kind", CLIENT_KINDS)
def test_each_kind_is_pdf_ua_in_print_large_print_and_easy_reading(kind):
    assert {form: pdf_ua_failures(pdf) for form, pdf in papers(kind).items()} == {
        form: [] for form in papers(kind)
    }


def test_the_other_judges_have_nothing_against_any_kind(tmp_path):
    paths = []
    for kind in CLIENT_KINDS:
        for form, pdf in papers(kind).items():
            paths.append(tmp_path / f"{kind}-{form}.pdf")
            paths[-1].write_bytes(pdf)

    judged_by_ear(*paths)


@pytest.mark.parametrize("form", ["print", "large", "easy"])
def test_the_square_code_of_every_form_holds_the_case_number_alone(tmp_path, form):
    path = tmp_path / "a.pdf"
    path.write_bytes(papers("employment_plan")[form])

    assert square_codes(path, tmp_path) == ["YIYI:520626-2026-ABCDEF"]


# ---- sound -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, Recording]:
    """A document of a few chapters, recorded by the voice of this computer."""
    said = documents.one_of_each()
    try:
        return said, record_document(said, tmp_path_factory.mktemp("sound") / "录音")
    except Problem as problem:
        if shutil.which("espeak-ng"):
            raise
        pytest.skip(str(problem))


def faults_of_sound(path: Path, syllables: int) -> list[str]:
    """Return what sox has against a recording of so many syllables."""
    seconds, loud = sound(path)
    faults = []
    if loud < SILENT:
        faults.append(f"as good as silent: {loud}")
    if not SHORTEST_SYLLABLE * syllables < seconds < LONGEST_SYLLABLE * syllables + 5:
        faults.append(f"{seconds} s for {syllables} syllables")
    return faults


def syllables_of(said: Document) -> list[int]:
    """Return how many syllables each chapter has."""
    return [
        sum(character.isalnum() for one in chapter.sentences for character in one.said)
        for chapter in chapters_of(said)
    ]


def test_sox_hears_every_chapter_as_long_and_as_loud_as_it_has_to_be(recording):
    said, recorded = recording

    assert len(recorded.files) == len(chapters_of(said)) > 2
    for path, count in zip(recorded.files, syllables_of(said), strict=True):
        assert faults_of_sound(path, count) == []


def test_the_playlist_plays_every_chapter_in_order(recording):
    said, recorded = recording
    lines = recorded.playlist.read_text("utf-8").splitlines()

    assert [line for line in lines if not line.startswith("#")] == [
        path.name for path in recorded.files
    ]
    titles = [line.partition(",")[2] for line in lines if line.startswith("#EXTINF")]
    assert titles == [chapter.title for chapter in chapters_of(said)]


def test_sox_hears_a_recording_that_was_cut_or_is_silent(recording, tmp_path):
    said, recorded = recording
    for path, count in zip(recorded.files, syllables_of(said), strict=True):
        with wave.open(str(path)) as whole:
            form, frames = whole.getparams(), whole.readframes(whole.getnframes())
        for name, left in (("cut", frames[: len(frames) // 4]), ("silent", bytes(len(frames)))):
            with wave.open(str(tmp_path / f"{name}.wav"), "wb") as planted:
                planted.setparams(form)
                planted.writeframes(left)
            assert faults_of_sound(tmp_path / f"{name}.wav", count), f"{name}: {path.name}"
