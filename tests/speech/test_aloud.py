"""Reading aloud: what it is doing, with voices that are not there."""

import os
import time
from multiprocessing.connection import Connection

import pytest

from db.fields.problem import Problem
from db.fields.text import Language
from desktop.speech import aloud as aloud_module
from desktop.speech.aloud import ReadAloud, State
from desktop.speech.booth import Casting, Done, Line, Ready, Refused, Serve
from desktop.speech.loudspeaker import NO_PLAYER, NO_SOUND, Loudspeaker, player_command
from desktop.speech.sound import Sound
from desktop.speech.studio import CRASHED, HUNG, Limits
from tests.speech import booths

TEXT = "第一句。第二句。第三句。"


def speaking(_casting: Casting, wire: Connection) -> None:
    """Say nothing at all, at once."""
    wire.send(Ready(voice=booths.VOICE))
    while True:
        try:
            line = wire.recv()
        except EOFError:
            return
        wire.send(Done(number=line.number))


def endless(_casting: Casting, wire: Connection) -> None:
    """Speak the first sentence for ever."""
    wire.send(Ready(voice=booths.VOICE))
    wire.recv()
    time.sleep(600)


def soundless(_casting: Casting, wire: Connection) -> None:
    """Find no loudspeaker."""
    wire.send(Ready(voice=booths.VOICE))
    wire.recv()
    wire.send(Refused(why=NO_SOUND))


@pytest.fixture
def reading(qapp):
    made: list[ReadAloud] = []

    def make(serve: Serve = speaking, limits: Limits | None = None) -> ReadAloud:
        made.append(ReadAloud(serve=serve, limits=limits))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def heard(voice: ReadAloud) -> list[int]:
    """Return the list that sentences are noted in as they begin."""
    begun: list[int] = []
    voice.began.connect(begun.append)
    return begun


def test_every_sentence_is_said_in_order_and_then_it_is_over(qtbot, reading) -> None:
    voice = reading()
    begun = heard(voice)
    with qtbot.waitSignal(voice.finished):
        assert voice.read(TEXT, Language.ZH)
        assert voice.state is State.SPEAKING
    assert begun == [0, 1, 2]
    assert voice.is_silent


def test_a_pause_comes_behind_the_sentence_and_it_goes_on_at_the_next(qtbot, reading) -> None:
    voice = reading()
    begun = heard(voice)
    voice.began.connect(lambda at: voice.pause() if at == 0 else None)
    voice.read(TEXT, Language.ZH)
    qtbot.waitUntil(lambda: voice.state is State.PAUSED)
    assert begun == [0]
    assert voice.at == 1
    with qtbot.waitSignal(voice.finished):
        voice.resume()
    assert begun == [0, 1, 2]


def test_a_pause_can_be_taken_back_before_it_begins(qtbot, reading) -> None:
    voice = reading()
    states: list[State] = []
    voice.changed.connect(states.append)

    def hesitate(at: int) -> None:
        if at == 1:
            voice.pause()
            voice.resume()

    voice.began.connect(hesitate)
    with qtbot.waitSignal(voice.finished):
        voice.read(TEXT, Language.ZH)
    assert states == [State.SPEAKING, State.PAUSING, State.SPEAKING, State.SILENT]


def test_stop_ends_the_process_in_the_middle_of_a_word(qtbot, reading) -> None:
    voice = reading(endless)
    with qtbot.waitSignal(voice.began):
        voice.read(TEXT, Language.ZH)
    pid = voice.pid
    assert is_alive(pid)
    voice.stop()
    assert voice.is_silent
    assert not is_alive(pid)


def test_another_text_ends_the_one_before(qtbot, reading) -> None:
    voice = reading(endless)
    with qtbot.waitSignal(voice.began):
        voice.read(TEXT, Language.ZH)
    pid = voice.pid
    with qtbot.waitSignal(voice.began):
        voice.read("别的。", Language.ZH)
    assert voice.pid != pid
    assert not is_alive(pid)


def test_the_process_is_used_again_for_the_next_text(qtbot, reading) -> None:
    voice = reading()
    with qtbot.waitSignal(voice.finished):
        voice.read(TEXT, Language.ZH)
    pid = voice.pid
    with qtbot.waitSignal(voice.finished):
        voice.read("别的。", Language.ZH)
    assert voice.pid == pid


def test_the_process_ends_with_its_owner(qtbot, reading) -> None:
    voice = ReadAloud(serve=endless)
    with qtbot.waitSignal(voice.began):
        voice.read(TEXT, Language.ZH)
    pid = voice.pid
    with qtbot.waitSignal(voice.destroyed):
        voice.deleteLater()
    assert not is_alive(pid)


@pytest.mark.parametrize(
    ("serve", "sentence"),
    [
        (endless, HUNG),
        (booths.never_ready, HUNG),
        (booths.crashing, CRASHED),
        (booths.lacking, booths.NO_VOICE),
        (soundless, NO_SOUND),
    ],
)
def test_what_goes_wrong_is_told_and_it_falls_silent(qtbot, reading, serve, sentence) -> None:
    beginning = 0.3 if serve is booths.never_ready else 20.0
    voice = reading(serve, Limits(beginning=beginning, sentence=-1.0))
    voice.set_rate(400)
    with qtbot.waitSignal(voice.problem) as told:
        voice.read(TEXT, Language.ZH)
    problem = told.args[0]
    assert isinstance(problem, Problem)
    assert problem.text == sentence
    assert voice.is_silent
    assert voice.pid is None


def test_after_a_failure_it_can_be_tried_again(qtbot, reading) -> None:
    voice = reading(booths.crashing)
    for _ in range(2):
        with qtbot.waitSignal(voice.problem):
            voice.read(TEXT, Language.ZH)


def test_nothing_is_said_of_nothing(reading) -> None:
    voice = reading()
    assert not voice.read("……", Language.ZH)
    assert voice.is_silent
    assert voice.pid is None


def test_it_is_silent_when_a_screen_reader_runs_unless_it_was_asked_for(
    qtbot, reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aloud_module, "screen_reader_runs", lambda: True)
    voice = reading()
    assert not voice.read(TEXT, Language.ZH, asked=False)
    assert voice.is_silent
    assert voice.read(TEXT, Language.ZH)
    monkeypatch.setattr(aloud_module, "screen_reader_runs", lambda: False)
    assert voice.read(TEXT, Language.ZH, asked=False)


def test_the_rate_stays_within_what_can_be_followed(reading) -> None:
    voice = reading()
    for asked, kept in ((10, 80), (200, 200), (9000, 400)):
        voice.set_rate(asked)
        assert voice.rate == kept


# Where the sound goes.

SOUND = Sound(frames=booths.tone(0.2), sample_rate=booths.RATE)


def test_a_program_that_plays_is_given_the_samples(tmp_path) -> None:
    taken = tmp_path / "taken"
    script = f"cat > {taken}; exec sleep 0.2"
    Loudspeaker(lambda _rate: ("/bin/sh", "-c", script)).play(SOUND)
    assert taken.read_bytes() == SOUND.frames


@pytest.mark.parametrize("script", ["exit 1", "cat > /dev/null"])
def test_sound_that_was_not_heard_is_noticed(script: str) -> None:
    with pytest.raises(Problem) as refused:
        Loudspeaker(lambda _rate: ("/bin/sh", "-c", script)).play(SOUND)
    assert refused.value.text is NO_SOUND


def test_a_computer_without_a_player_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(Problem) as refused:
        player_command(22050)
    assert refused.value.text is NO_PLAYER
    with pytest.raises(Problem) as refused:
        Loudspeaker(lambda _rate: ("/nowhere/aplay",)).play(SOUND)
    assert refused.value.text is NO_PLAYER


def test_an_engine_that_is_through_too_soon_was_not_heard() -> None:
    line = Line(number=0, said="这一句话至少要说一秒钟才对。", rate=180)
    with pytest.raises(Problem) as refused:
        Loudspeaker().listen(line, lambda: None)
    assert refused.value.text is NO_SOUND


def test_here_without_a_loudspeaker_the_real_voice_says_so(qtbot) -> None:
    """Where there is one, it is heard instead."""
    voice = ReadAloud()
    told: list[object] = []
    voice.problem.connect(told.append)
    voice.finished.connect(lambda: told.append(None))
    voice.set_rate(400)
    voice.read("好。", Language.ZH)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    voice.stop()
    assert told[0] is None or told[0].text in (NO_PLAYER, NO_SOUND)  # type: ignore[attr-defined]
