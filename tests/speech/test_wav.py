"""Sound and WAV files: what is measured, what is written, and that a cut is noticed."""

import wave
from itertools import pairwise
from pathlib import Path

import pytest

from db.fields.problem import Problem
from desktop.speech import wav as wav_module
from desktop.speech.sound import Sound, loudness, silence, silences, trimmed
from desktop.speech.wav import NotWholeError, WavWriter, read_wav, sentences_in
from tests.speech.booths import RATE, tone


def sound(frames: bytes) -> Sound:
    return Sound(frames=frames, sample_rate=RATE)


def written(path: Path, *sentences: bytes) -> Path:
    writer = WavWriter(path, RATE)
    for frames in sentences:
        writer.begin_sentence()
        writer.put(frames)
    writer.finish()
    writer.close()
    return path


def test_loudness_is_of_one_for_the_loudest() -> None:
    assert loudness(sound(tone(1.0, 16384))) == pytest.approx(0.5, abs=0.001)
    assert loudness(sound(silence(1.0, RATE))) == 0.0
    assert loudness(sound(b"")) == 0.0


def test_silence_is_measured_before_inside_and_after() -> None:
    whole = silence(0.2, RATE) + tone(0.5) + silence(0.3, RATE) + tone(0.5) + silence(0.4, RATE)
    before, inside, after = silences(sound(whole))
    assert before == pytest.approx(0.2, abs=0.03)
    assert inside == pytest.approx(0.3, abs=0.03)
    assert after == pytest.approx(0.4, abs=0.03)


def test_trimming_leaves_a_little_silence_and_all_of_the_sound() -> None:
    whole = silence(0.5, RATE) + tone(1.0) + silence(0.5, RATE)
    less = trimmed(sound(whole), 0.1)
    assert less.seconds == pytest.approx(1.2, abs=0.05)
    assert tone(1.0) in less.frames
    assert trimmed(sound(silence(1.0, RATE)), 0.1).frames == b""


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    sentences = [tone(0.5), tone(0.25) + silence(0.1, RATE)]
    path = written(tmp_path / "a.wav", *sentences)
    found = read_wav(path)
    assert (found.sample_rate, found.samples) == (RATE, 850)
    assert found.starts == (0, 500)
    assert [each.frames for each in sentences_in(path, found)] == sentences


def test_the_standard_reader_agrees(tmp_path: Path) -> None:
    with wave.open(str(written(tmp_path / "a.wav", tone(0.5), tone(0.5)))) as told:
        assert told.getparams()[:4] == (1, 2, RATE, 1000)


def test_a_file_cut_anywhere_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav", tone(0.2), tone(0.2))
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(NotWholeError):
            read_wav(path)


def test_a_file_that_grew_or_lies_in_its_header_is_noticed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav", tone(0.2), tone(0.2))
    whole = path.read_bytes()
    for at in (0, 4, 8, 12, 16, 20, 22, 24, 28, 32, 34, 36, 40, len(whole) - 1):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        with pytest.raises(NotWholeError):
            read_wav(path)
    path.write_bytes(whole + b"\0\0")
    with pytest.raises(NotWholeError):
        read_wav(path)


def test_more_sound_than_a_file_can_hold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wav_module, "_MOST_BYTES", 1000)
    writer = WavWriter(tmp_path / "a.wav", RATE, "很长")
    writer.put(tone(0.4))
    with pytest.raises(Problem, match="too long"):
        writer.put(tone(0.4))
    writer.close()


def test_sentences_begin_in_order(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wav", *(tone(0.05) for _ in range(20)))
    assert all(first < second for first, second in pairwise(read_wav(path).starts))
