"""Pictures: what a crop keeps, the size that is asked for; and paragraphs read from right to left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kit.decks import scene
from kit.decks.author import Compiled, pictures


@pytest.mark.parametrize(
    ("said", "point"),
    [
        ("", (0.5, 0.5)),
        ("left", (0, 0.5)),
        ("top-right", (1, 0)),
        ("bottom", (0.5, 1)),
        ("30% 70%", (0.3, 0.7)),
        ("0.25,0.5", (0.25, 0.5)),
        ("900% 5%", (1, 0.05)),
    ],
)
def test_a_focus_is_a_point(said: str, point: tuple[float, float]) -> None:
    assert pictures.focus(said) == point


@pytest.mark.parametrize(("focus", "cut"), [("left", (0.0, True)), ("right", (True, 0.0)), ("50% 50%", (True, True))])
def test_a_crop_keeps_its_focus(compiled: Callable[..., Compiled], slides_of: Any, focus: str, cut: tuple[object, object]) -> None:
    (slide,) = slides_of(compiled(f'# 图\n\n- 字\n\n![图](photo.png){{fit=cover focus="{focus}"}}\n'))
    picture = next(shape for shape in slide.shapes if "Picture" in shape.name)
    assert (picture.crop_left > 0, picture.crop_right > 0) == (bool(cut[0]), bool(cut[1]))
    shown = 160 * (1 - picture.crop_left - picture.crop_right) / (90 * (1 - picture.crop_top - picture.crop_bottom))
    assert abs(shown - picture.width / picture.height) < 0.01


@pytest.mark.parametrize(("size", "inches"), [("width=96px", 1), ("width=2in", 2), ("height=1in", 16 / 9), ("width=50%", 5.7)])
def test_a_picture_may_be_asked_smaller(compiled: Callable[..., Compiled], slides_of: Any, size: str, inches: float) -> None:
    (slide,) = slides_of(compiled(f"# 图\n\n![图](photo.png){{{size}}}\n"))
    picture = next(shape for shape in slide.shapes if "Picture" in shape.name)
    assert abs(picture.width / 914400 - inches) < 0.2
    assert abs(picture.width / picture.height - 160 / 90) < 0.01


def test_paragraphs_read_from_right_to_left(compiled: Callable[..., Compiled]) -> None:
    made = compiled("# שלום עולם\n\n- العربية أولاً\n- Latin first שלום\n\n| שם | 1 |\n| - | - |\n| ערך | 2 |\n", lang="en")
    (slide,) = scene.read(made.data).slides
    paragraphs = {par.text: par for shape in slide.shapes for par in (*shape.paragraphs, *(p for c in shape.cells for p in c.paragraphs))}
    turned = {text: (par.rtl, par.align) for text, par in paragraphs.items() if text}
    assert turned["שלום עולם"] == (True, "r")
    assert turned["العربية أولاً"] == (True, "r")
    assert turned["Latin first שלום"] == (False, "l")
    assert turned["ערך"] == (True, "r")
