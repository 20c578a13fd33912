"""A short tone for each scan: high for welcome, low for refused."""

from __future__ import annotations

import math
import struct
import sys
from functools import lru_cache

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

RATE = 22_050
NOTES = {"success": ((1319, 90),), "warning": ((880, 70), (880, 70)), "error": ((220, 260),)}
LOUDNESS = 9000


def play(kind: str) -> None:
    """Sound the tone of success, warning or error; where the system has no simple way to play one, its own signal."""
    if sys.platform == "win32":
        QThreadPool.globalInstance().start(lambda: _windows(wave(kind)))
    else:
        QApplication.beep()


@lru_cache
def wave(kind: str) -> bytes:
    """Return the tone as a WAV file, mono, 16 bit."""
    samples: list[int] = []
    for hertz, milliseconds in NOTES[kind]:
        count = RATE * milliseconds // 1000
        for n in range(count):
            edge = min(1.0, n / 200, (count - n) / 200)
            samples.append(round(LOUDNESS * edge * math.sin(2 * math.pi * hertz * n / RATE)))
        samples += [0] * (RATE // 25)
    data = struct.pack(f"<{len(samples)}h", *samples)
    head = struct.pack("<4sI8sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVEfmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", len(data))
    return head + data


def _windows(data: bytes) -> None:
    import winsound

    winsound.PlaySound(data, winsound.SND_MEMORY)  # type: ignore[attr-defined,unused-ignore]
