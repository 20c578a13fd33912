"""Windows metafiles are played as pictures; broken and hostile ones cost little and hurt nobody."""

from __future__ import annotations

import gzip
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage

from kit.gui.preview import metafiles, pictures
from kit.gui.preview.metafiles import canvas

SIZE = QSize(200, 100)
RED, BLUE, CLEAR = QColor("#FF0000"), QColor("#0000FF"), QColor(0, 0, 0, 0)


def record(number: int, form: str = "", *values: float | bytes) -> bytes:
    body = struct.pack("<" + form, *values)
    return struct.pack("<II", number, len(body) + 8) + body


def emf(*records: bytes, size: tuple[int, int] = (1000, 500)) -> bytes:
    """Return an enhanced metafile of so many pixels, ten of which are a millimetre."""
    header = struct.pack("<8i", 0, 0, *size, 0, 0, size[0] * 10, size[1] * 10) + b" EMF"
    header += struct.pack("<IIIHHIIIIiiii", 0x10000, 0, 0, 0, 0, 0, 0, 0, 0, 1000, 1000, 100, 100)[: 44 - 12]
    return struct.pack("<II", 1, 108) + (header[:64] + struct.pack("<4i", 1000, 1000, 100, 100)).ljust(100, b"\0") + b"".join(records)


def brush(colour: int, style: int = 0) -> bytes:
    return record(39, "4I", 1, style, colour, 0) + record(37, "I", 1) + record(37, "I", 0x80000008)


def wmf(*records: tuple[int, bytes]) -> bytes:
    """Return an old metafile whose units are those of the window that it sets."""
    head = struct.pack("<HHHIHIH", 1, 9, 0x300, 0, 8, 0, 0)
    return head + b"".join(struct.pack("<IH", len(body) // 2 + 3, number) + body for number, body in records) + struct.pack("<IH", 3, 0)


def played(data: bytes, size: QSize = SIZE) -> QImage:
    image = metafiles.drawn(data, size)
    assert image is not None
    return image


def text(words: str) -> bytes:
    data = words.encode("utf-16-le")
    return record(84, f"4iIff2i3I4iI{len(data)}s", 0, 0, 0, 0, 1, 1.0, 1.0, 100, 100, len(words), 76, 0, 0, 0, 0, 0, 0, data)


def test_a_box_stands_where_the_frame_puts_it() -> None:
    image = played(emf(brush(0x0000FF), record(43, "4i", 0, 0, 500, 250)))
    assert image.pixelColor(50, 25) == RED
    assert image.pixelColor(150, 75) == CLEAR


def test_window_viewport_and_world_lead_to_the_picture() -> None:
    window = record(17, "I", 8) + record(9, "2i", 100, 50) + record(11, "2i", 1000, 500)
    moved = record(35, "6f", 1.0, 0.0, 0.0, 1.0, 50.0, 0.0)
    image = played(emf(window, moved, brush(0xFF0000), record(43, "4i", 0, 0, 50, 50)))
    assert image.pixelColor(150, 50) == BLUE
    assert image.pixelColor(50, 50) == CLEAR


def test_a_path_is_filled_and_a_saved_clip_comes_back() -> None:
    clipped = record(33) + record(30, "4i", 0, 0, 500, 500) + brush(0x0000FF)
    path = record(59) + record(86, "4iI8h", 0, 0, 0, 0, 4, 0, 0, 1000, 0, 1000, 500, 0, 500) + record(60) + record(62, "4i", 0, 0, 0, 0)
    image = played(emf(clipped, path))
    assert (image.pixelColor(50, 50), image.pixelColor(150, 50)) == (RED, CLEAR)
    image = played(emf(clipped, record(34, "i", -1), brush(0x0000FF), path))
    assert image.pixelColor(150, 50) == RED


def test_words_bitmaps_and_lines_are_drawn() -> None:
    dib = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 32, 0, 4, 0, 0, 0, 0)
    placed = (0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 80, 40, 120, 4, 0, 0xCC0020, 1000, 500)
    image = played(emf(record(81, "4i6i6I2i44s", *placed, dib + b"\xff\0\0\0")))
    assert image.pixelColor(100, 50) == BLUE
    assert played(emf(text("Words"))) != played(emf(text("Other")))
    lines = record(38, "IIiiI", 1, 0, 50, 0, 0xFF0000) + record(37, "I", 1) + record(27, "2i", 0, 250) + record(54, "2i", 1000, 250)
    assert played(emf(lines)).pixelColor(100, 50) == BLUE


def test_an_old_metafile_is_drawn_and_one_that_wraps_a_new_one_gives_it_out() -> None:
    window = (0x20B, struct.pack("<2h", 0, 0)), (0x20C, struct.pack("<2h", 100, 200))
    red = (0x2FC, struct.pack("<HIH", 0, 0x0000FF, 0)), (0x12D, struct.pack("<H", 0))
    box = (0x41B, struct.pack("<4h", 50, 100, 0, 0))
    image = played(wmf(*window, *red, box))
    assert (image.pixelColor(50, 25), image.pixelColor(150, 75)) == (RED, CLEAR)
    inner = emf(brush(0xFF0000), record(43, "4i", 0, 0, 1000, 500))
    wrapped = struct.pack(
        "<HHIIIHIIII",
        15,
        len(inner) + 34,
        0x43464D57,
        1,
        0x10000,
        0,
        0,
        1,
        len(inner),
        0,
    ) + struct.pack("<I", len(inner))
    assert played(wmf(*window, (0x626, wrapped + inner), *red, box)).pixelColor(150, 75) == BLUE


def test_a_packed_one_is_unpacked_and_a_picture_of_a_deck_like_any_other() -> None:
    data = gzip.compress(emf(brush(0x0000FF), record(43, "4i", 0, 0, 1000, 500)))
    image = pictures.decoded(data, SIZE)
    assert image is not None
    assert image.pixelColor(100, 50) == RED


def test_an_empty_one_shows_nothing_and_one_that_cannot_be_drawn_is_none() -> None:
    assert played(emf(record(14, "3I", 0, 0, 0))).pixelColor(100, 50) == CLEAR
    assert metafiles.drawn(emf(record(118, "4i", 0, 0, 0, 0)), SIZE) is None
    assert metafiles.drawn(gzip.compress(b"\0" * 1000), SIZE) is None


@pytest.mark.parametrize(
    "records",
    [
        record(43, "4i", 0, 0, 1000, 500) * 50_000,
        record(33) * 50_000,
        record(86, "4iI", 0, 0, 0, 0, 20_000) + b"",
        record(86, "4iI40000h", 0, 0, 0, 0, 20_000, *[n * 7919 % 65536 - 32768 for n in range(40_000)]),
        record(35, "6f", 1e38, 1e38, float("nan"), 1e38, 1e38, -1e38) + record(43, "4i", 0, 0, 10, 10) * 10,
        record(
            81, "4i6i6I2i40s", 0, 0, 0, 0, 0, 0, 0, 0, 9**8, 9**8, 80, 40, 120, 0, 0, 0xCC0020, 9, 9, struct.pack("<Iii", 40, 9**8, 9**8)
        ),
        struct.pack("<II", 43, 0xFFFFFFFF) + b"\0" * 8,
    ],
)
def test_what_asks_for_too_much_is_cut_short(records: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "BUDGET", 50_000)
    metafiles.drawn(emf(brush(0x0000FF), records), QSize(10**9, 10**9))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 400), st.booleans())
def test_broken_ones_hurt_nobody(noise: bytes, at: int, old: bool) -> None:
    whole = emf(brush(0x0000FF), text("a"), record(43, "4i", 0, 0, 9, 9))
    whole = wmf((0x20C, b"\1\0\1\0"), (0x325, b"\2\0" + b"\1\0" * 4), (0xA32, b"\0" * 12)) if old else whole
    metafiles.drawn(whole[:at] + noise + whole[at + len(noise) :], SIZE)
