"""Backgrounds that text stays readable on, and transitions under every name."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kit.decks import scene
from kit.decks.author import Compiled, backgrounds, contrast

MAPPED = "{http://schemas.openxmlformats.org/drawingml/2006/main}overrideClrMapping"


def _codes(made: Compiled) -> set[str]:
    return {finding.code for finding in made.findings}


@pytest.mark.parametrize("name", ["lectern", "night"])
@pytest.mark.parametrize("layout", ["", "title"])
@pytest.mark.parametrize(
    "ground", ["ink", "surface", "black", "#fff", "accent", "102030, 0E3040", "linear-gradient(135deg, #0E766C, #13252C)"]
)
def test_text_is_readable_on_colours(compiled: Callable[..., Compiled], name: str, layout: str, ground: str) -> None:
    made = compiled(f"<!-- layout: {layout}; background: {ground} -->\n# 题\n\n甲\n\n乙 [丙](https://example.org)\n", name)
    (slide,) = scene.read(made.data).slides
    stops = [stop[1] for stop in slide.background_gradient.stops] if slide.background_gradient else [slide.background]
    for shape in slide.shapes:
        if shape.placeholder in ("title", "ctrTitle", "body", "subTitle"):
            for run in (run for par in shape.paragraphs for run in par.runs):
                assert min(contrast.ratio(run.colour, stop) for stop in stops) >= 4.5, (run.text, run.colour, stops)


def test_light_and_dark_are_exchanged_only_where_that_helps(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    dark, light = slides_of(compiled("<!-- background: ink -->\n# 题\n\n- 一\n\n---\n<!-- background: surface -->\n# 题\n\n- 一\n"))
    assert [node.get("tx1") for node in dark._element.iter(MAPPED)] == ["lt1"]
    assert list(light._element.iter(MAPPED)) == []


def test_a_ground_that_no_text_is_readable_on_is_said(compiled: Callable[..., Compiled]) -> None:
    assert "author.background-contrast" in _codes(compiled("<!-- background: black, white -->\n# 题\n\n- 一\n"))


@pytest.mark.parametrize("colours", [("#000000", "#ffffff"), ("#204050", "#e0a030"), ("#808080", "#808080")])
def test_a_picture_is_cut_and_veiled_as_far_as_text_needs(
    compiled: Callable[..., Compiled], slides_of: Any, pictures: Path, colours: tuple[str, str]
) -> None:
    picture = Image.new("RGB", (200, 400), colours[0])
    picture.paste(colours[1], (0, 200, 200, 400))
    picture.save(pictures / "back.png")
    made = compiled("<!-- background: back.png -->\n# 题\n\n- 一\n")
    assert made.findings == ()
    (slide,) = slides_of(made)
    (rel,) = slide._element.xpath("p:cSld/p:bg//a:blip/@r:embed")
    assert abs(Image.open(io.BytesIO(slide.part.related_part(rel).blob)).size[1] - 112) <= 1
    veil = next(iter(slide.shapes))
    assert veil.name.startswith("Veil")
    (share,) = veil._element.xpath(".//a:alpha/@val")
    worst = [backgrounds._through(bytes.fromhex(colour[1:]), "FFFFFF", int(share) / 100000) for colour in colours]
    assert min(contrast.ratio("13252C", one) for one in worst) >= 4.5


def test_a_clear_picture_has_no_veil_but_readable_text(compiled: Callable[..., Compiled], slides_of: Any, pictures: Path) -> None:
    Image.new("RGB", (160, 90), "#101820").save(pictures / "dark.png")
    (slide,) = slides_of(compiled("<!-- background: url(dark.png) clear -->\n# 题\n\n- 一\n"))
    assert not [shape for shape in slide.shapes if shape.name.startswith("Veil")]
    assert [node.get("tx1") for node in slide._element.iter(MAPPED)] == ["lt1"]


def test_what_is_no_ground_is_said(compiled: Callable[..., Compiled]) -> None:
    assert "author.background" in _codes(compiled("<!-- background: nice -->\n# 题\n\n- 一\n"))
    assert "author.picture-missing" in _codes(compiled("<!-- background: nowhere.png -->\n# 题\n\n- 一\n"))


@pytest.mark.parametrize(
    ("name", "effect"),
    [("fade", "fade"), ("slide-right", "push"), ("uncover", "pull"), ("dissolve", "dissolve"), ("morph", "morph"), ("zoom", "zoom")],
)
def test_transitions_are_native(compiled: Callable[..., Compiled], slides_of: Any, name: str, effect: str) -> None:
    made = compiled(f"<!-- transition: {name} -->\n# 题\n\n- 一\n")
    assert made.findings == ()
    (slide,) = slides_of(made)
    effects = [child.tag.rpartition("}")[2] for node in slide._element.iter("{*}transition") for child in node]
    assert effect in effects


def test_transitions_that_are_none(compiled: Callable[..., Compiled], slides_of: Any) -> None:
    assert "author.transition" in _codes(compiled("<!-- transition: spin -->\n# 题\n\n- 一\n"))
    (slide,) = slides_of(compiled("<!-- transition: none -->\n# 题\n\n- 一\n"))
    assert list(slide._element.iter("{*}transition")) == []
