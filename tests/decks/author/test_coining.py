"""Themes made from a logo or colours: every text in contrast whatever the colours, the logo on every page, bad ones refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pptx import Presentation

from kit.decks import author
from kit.decks.author import coining, contrast, logos, theme
from kit.decks.author.theme import Logo, Theme
from kit.errors import KitError

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="120"><circle cx="60" cy="60" r="50" fill="#0B5FA5"/>'
    '<rect x="130" y="40" width="200" height="20" fill="#E07A1F"/></svg>'
)
COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"{value:06X}")


def _logo(path: Path) -> Logo:
    return Logo(str(path), "x" + path.name)


@given(COLOURS, COLOURS | st.just(""), st.booleans())
def test_every_text_can_be_read_whatever_the_colours(first: str, second: str, dark: bool) -> None:
    made = coining.tokens(first, second, dark=dark)
    accents = made["accents"]
    assert isinstance(accents, list)
    for ground in (str(made["paper"]), str(made["surface"])):
        for ink in (made["ink"], made["muted"], made["link"], accents[0], accents[2], accents[3]):
            assert contrast.ratio(str(ink), ground) >= 4.5
        assert contrast.ratio(str(accents[1]), ground) >= 3
    cover = coining.cover(made, first, dark=dark)
    ground = str(accents[0] if cover["fill"] == "accent1" else made[cover["fill"]])
    assert contrast.ratio(str(made[cover["text"]]), ground) >= 4.5
    assert contrast.ratio(cover["soft"], ground) >= 4.5


@given(COLOURS, COLOURS | st.just(""), st.booleans())
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, first: str, second: str, dark: bool) -> None:
    path = tmp_path_factory.getbasetemp() / "theme.yaml"
    path.write_text(coining.page('A "theme"', first, second, dark=dark), "utf-8")
    made = theme.read(path)
    assert (made.name, made.dark, made.colours.paper) == ('A "theme"', dark, coining.tokens(first, second, dark=dark)["paper"])


def test_colours_are_read_from_a_logo_the_loudest_first(tmp_path: Path) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG, "utf-8")
    assert coining.colours((), logos.read(_logo(path))) == ("0B5FA5", "E07A1F")
    assert coining.colours(("#8A1538",), logos.read(_logo(path))) == ("8A1538",)


@pytest.mark.parametrize(
    ("asked", "code"), [(("red",), "theme.colour"), ((), "theme.no-colours"), (("#FF0000", "#00FF00", "#0000FF"), "theme.colours")]
)
def test_no_colour_is_refused(tmp_path: Path, asked: tuple[str, ...], code: str) -> None:
    path = tmp_path / "grey.png"
    Image.new("RGB", (50, 50), "#777777").save(path)
    with pytest.raises(KitError) as caught:
        coining.colours(asked, logos.read(_logo(path)))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", b"no picture", "theme.logo-broken"),
        ("a.svg", b"<svg", "theme.logo-broken"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "theme.logo-broken"),
        ("big.png", b"", "theme.logo-large"),
    ],
)
def test_a_logo_that_is_none_is_refused_in_a_sentence(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    if name == "big.png":
        Image.new("1", (9000, 9000)).save(path)
    with pytest.raises(KitError) as caught:
        logos.read(Logo(str(path), code + name + str(len(data))))
    assert caught.value.code == code
    assert len(str(caught.value).splitlines()) == 1


def test_a_theme_without_its_logo_says_so(tmp_path: Path) -> None:
    (tmp_path / "theme.yaml").write_text("name: X\nlogo: gone.png\n", "utf-8")
    with pytest.raises(KitError, match="logo"):
        theme.read(tmp_path)


@pytest.mark.parametrize("ratio", ["16:9", "4:3"])
def test_the_logo_stands_on_every_page_but_full_pictures(
    themed: Callable[..., Theme], tmp_path: Path, validator: Callable[..., tuple[str, ...]], ratio: str
) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG, "utf-8")
    data = author.template(themed(logo=_logo(path), ratio=ratio))
    master = Presentation(io.BytesIO(data)).slide_masters[0]
    assert [shape.name for shape in master.shapes if shape.shape_type == 13] == ["Logo"]
    own = {layout.name: _pictures(layout) for layout in master.slide_layouts if layout._element.get("showMasterSp") == "0"}
    assert own == {"title": 1, "section": 1, "closing": 1, "picture-full": 0}
    (tmp_path / "t.pptx").write_bytes(data)
    assert validator(tmp_path / "t.pptx") == ()
    assert author.template(themed(logo=_logo(path), ratio=ratio)) == data


def _pictures(layout: Any) -> int:
    return sum(shape.shape_type == 13 for shape in layout.shapes)


def test_a_dark_logo_gets_a_plate_on_a_dark_ground(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    image = Image.new("RGBA", (200, 80), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 150, 70), fill="#102030")
    image.save(path)
    mark = logos.read(_logo(path))
    assert (logos.plate(mark, "0F171B"), logos.plate(mark, "FFFFFF")) == ("FFFFFF", "")
    assert (mark.width, mark.height) == (141, 61), "the empty space around it is gone"


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("first", "second"), [("3366CC", "3366CD"), ("808080", "7F7F7F"), ("000000", "000080"), ("FFD400", "FFFFFF"), ("FF0000", "E00000")]
)
def test_two_colours_that_are_one_are_told_apart(first: str, second: str, dark: bool) -> None:
    made = coining.tokens(first, second, dark=dark)
    one, other = made["accents"][:2]  # type: ignore[index]
    assert contrast.ratio(one, other) > 1.7
    for ground in (made["paper"], made["surface"]):
        assert contrast.ratio(other, str(ground)) >= 3


def test_a_colour_too_light_for_words_stays_itself_as_a_mark() -> None:
    yellow = coining.cover(coining.tokens("FFD400"), "FFD400")
    assert (yellow["fill"], yellow["text"], yellow["mark"]) == ("ink", "paper", "FFD400")
    assert coining.cover(coining.tokens("1F5FA8"), "1F5FA8")["fill"] == "accent1"


def test_short_colours_are_understood() -> None:
    assert coining.colours(("#f00", "#036"), None) == ("FF0000", "003366")
