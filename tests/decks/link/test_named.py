"""Links from one module to another: live in the finished deck, text where the other module is absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from kit import workspace
from kit.decks import author, invariants, link
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings
from kit.decks.module.blocks import Paragraph, Run
from kit.decks.module.model import SlideSource


def _module(name: str, *slides: tuple[str, str]) -> link.Source:
    """Return a compiled module of slides, each a title and where its link leads ("" none)."""
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern")
    words = [SlideSource((Run(title),), blocks=(Paragraph((Run("see", link=to),)),)) for title, to in slides]
    made = author.compile(name, words, theme, Bindings(), base=Path(), lang="en")
    assert made.findings == ()
    stamps = tuple({"LECTERN.MODULE": name, "LECTERN.SLIDE": str(number)} for number in range(1, len(slides) + 1))
    return link.Source(data=made.data, name=name, stamps=stamps)


@pytest.mark.parametrize(
    ("to", "title"), [("slide:value/core", "Core"), ("slide:value/core#2", "Second"), ("slide:#1", "Here"), ("slide:intro", "Here")]
)
@pytest.mark.parametrize("strip", [frozenset(), frozenset({"tags"})])
def test_a_link_by_name_leads_to_the_slide(tmp_path: Path, to: str, title: str, strip: frozenset[str]) -> None:
    out = tmp_path / "deck.pptx"
    sources = [_module("intro", ("Here", to)), _module("value/core", ("Core", ""), ("Second", ""))]
    report = link.join(sources, out, link.Options(strip=strip))
    assert [finding for finding in report.everything if finding.severity != "note"] == []
    assert invariants.check(out) == ()
    slides = list(Presentation(str(out)).slides)
    (click,) = slides[0]._element.iter("{*}hlinkClick")
    assert click.get("action") == "ppaction://hlinksldjump"
    target = slides[0].part.related_part(next(value for key, value in click.attrib.items() if key.endswith("}id")))
    assert target.slide.shapes.title.text_frame.text == title


@pytest.mark.parametrize("to", ["slide:nowhere", "slide:value/core#9"])
def test_a_link_to_an_absent_module_leaves_its_text(tmp_path: Path, to: str) -> None:
    out = tmp_path / "deck.pptx"
    report = link.join([_module("intro", ("Here", to)), _module("value/core", ("Core", ""))], out)
    assert "link.module-absent" in {finding.code for finding in report.everything}
    slide = Presentation(str(out)).slides[0]
    assert slide.placeholders[1].text_frame.text == "see"
    assert list(slide._element.iter("{*}hlinkClick")) == []
    assert invariants.check(out) == ()
