"""What is written into a code is what a reader reads, in every form it is drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kit import qr
from kit.errors import KitError

ADDRESS = "HTTP://192.168.1.7:8642/C/K7Q2MX"


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=80).filter(lambda t: t == t.strip()))
def test_reads_what_it_wrote(text: str) -> None:
    assert qr.read(qr.picture(text, scale=4)) == (text,)


def test_capitals_make_a_smaller_code() -> None:
    assert len(qr.matrix(ADDRESS)) == 25
    assert len(qr.matrix(ADDRESS.lower())) == 29


def test_picture_is_one_bit_and_always_the_same() -> None:
    data = qr.picture(ADDRESS, scale=3)
    with Image.open(BytesIO(data)) as image:
        assert (image.mode, image.size) == ("1", (33 * 3, 33 * 3))
        assert image.getpixel((0, 0)) == 255
    qr.matrix.cache_clear()
    assert qr.picture(ADDRESS, scale=3) == data


@pytest.mark.parametrize("scale", [1, 2, 7])
@pytest.mark.parametrize("ecc", ["L", "M", "Q", "H"])
def test_reads_at_every_size_and_correction(scale: int, ecc: str) -> None:
    with Image.open(BytesIO(qr.picture(ADDRESS, scale=scale, ecc=ecc))) as image:
        larger = image.convert("L").resize((image.width * 3, image.height * 3), Image.Resampling.NEAREST)
    out = BytesIO()
    larger.save(out, "PNG")
    assert qr.read(out.getvalue()) == (ADDRESS,)


def test_terminal_blocks_read_back() -> None:
    lines = qr.blocks(ADDRESS).splitlines()
    light = {"█": (255, 255), "▀": (255, 0), "▄": (0, 255), " ": (0, 0)}
    image = Image.new("L", (len(lines[0]), 2 * len(lines)))
    for y, line in enumerate(lines):
        for x, sign in enumerate(line):
            for half, value in enumerate(light[sign]):
                image.putpixel((x, 2 * y + half), value)
    out = BytesIO()
    image.resize((image.width * 6, image.height * 6), Image.Resampling.NEAREST).save(out, "PNG")
    assert qr.read(out.getvalue()) == (ADDRESS,)


def test_path_covers_exactly_the_dark_modules() -> None:
    path, side = qr.path(ADDRESS)
    rows = qr.matrix(ADDRESS)
    assert side == len(rows) + 8
    drawn = set()
    for run in path.split("M")[1:]:
        x, y = run.split("h")[0].split()
        drawn |= {(int(x) + i, int(y)) for i in range(int(run.split("h")[1].split("v")[0]))}
    assert drawn == {(x + 4, y + 4) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_refuses_what_is_no_picture_and_what_is_too_long() -> None:
    with pytest.raises(KitError, match="not a picture"):
        qr.read(b"no picture")
    with pytest.raises(KitError, match="too long"):
        qr.matrix("x" * 5000)


def test_a_picture_without_a_code_has_none() -> None:
    out = BytesIO()
    Image.new("L", (200, 200), 255).save(out, "PNG")
    assert qr.read(out.getvalue()) == ()


def test_codes_use_only_the_alphabet() -> None:
    assert len(qr.ALPHABET) == 31
    assert not set("0O1IL") & set(qr.ALPHABET)
    assert qr.code(6, bytes(range(14))) == qr.code(6, bytes(range(14)))
    assert qr.code(6, bytes(14)) == "222222"
    assert set("".join(qr.code(8, bytes([n, 255 - n] * 8)) for n in range(256))) <= set(qr.ALPHABET)
    with pytest.raises(ValueError, match="random bytes"):
        qr.code(6, b"short")


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_a_see_through_picture_reads_as_on_paper(mode: str) -> None:
    with Image.open(BytesIO(qr.picture(ADDRESS, scale=5))) as image:
        plain = image.convert("L")
    clear = Image.new("RGBA", plain.size, (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), mask=plain.point(lambda value: 255 - value))
    out = BytesIO()
    clear.quantize(4).save(out, "PNG") if mode == "P" else clear.convert(mode).save(out, "PNG")
    assert qr.read(out.getvalue()) == (ADDRESS,)
