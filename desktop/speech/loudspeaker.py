"""The way from sound to the ear, and whether anything can be heard at all."""

import shutil
import subprocess
import time
from collections.abc import Callable
from typing import Final, Protocol

from db.fields.problem import Problem
from db.fields.text import Text
from desktop.speech.sound import Sound
from desktop.speech.syllables import least_seconds

NO_PLAYER: Final = Text(
    "这台电脑没有播放声音的程序。请安装软件包 alsa-utils 或 pulseaudio-utils，再试一次。"
    "也可以先存成录音，在别处听。",
    "There is no program on this computer that plays sound. Install the package alsa-utils or "
    "pulseaudio-utils and try again, or save a recording and listen to it elsewhere.",
)
NO_SOUND: Final = Text(
    "没有声音：找不到可用的扬声器或耳机。请检查是否插好、是否被关掉，再试一次。"
    "也可以先存成录音，在别处听。",
    "Nothing can be heard: no loudspeaker or headphones were found. See that they are plugged "
    "in and switched on and try again, or save a recording and listen to it elsewhere.",
)
_LEAST_OF_TIME: Final = 0.5
"""A player that is through in less than this part of the time has played nothing."""


class _Timed(Protocol):
    @property
    def said(self) -> str: ...
    @property
    def rate(self) -> int: ...


def player_command(sample_rate: int) -> tuple[str, ...]:
    """Return the program that plays samples from its standard input.

    Raises:
        Problem: There is none.
    """
    pulse, alsa = shutil.which("paplay"), shutil.which("aplay")
    if pulse is not None:
        return (pulse, "--raw", f"--rate={sample_rate}", "--channels=1", "--format=s16le")
    if alsa is not None:
        return (alsa, "-q", "-t", "raw", "-f", "S16_LE", "-c", "1", "-r", str(sample_rate), "-")
    raise Problem(NO_PLAYER)


class Loudspeaker:
    """Plays sound and notices when it was not heard."""

    def __init__(self, command: Callable[[int], tuple[str, ...]] = player_command) -> None:
        self._command = command

    def play(self, sound: Sound) -> None:
        """Play a sound and return when it is over.

        Raises:
            Problem: There is nothing to play it with, or it was not played.
        """
        begun = time.monotonic()
        try:
            ended = subprocess.run(  # noqa: S603 - one of two programs, found by name
                self._command(sound.sample_rate),
                input=sound.frames,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
        except OSError as error:
            raise Problem(NO_PLAYER) from error
        if ended.returncode or time.monotonic() - begun < _LEAST_OF_TIME * sound.seconds:
            raise Problem(NO_SOUND)

    def listen(self, line: _Timed, say: Callable[[], None]) -> None:
        """Let an engine play a line by itself.

        Raises:
            Problem: It was through faster than anybody can speak.
        """
        begun = time.monotonic()
        say()
        if time.monotonic() - begun < least_seconds(line.said, line.rate):
            raise Problem(NO_SOUND)
