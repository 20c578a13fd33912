"""What the tests of the author share: themes, a gallery of all layouts, compiling Markdown, and telling a package as text."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from kit import workspace
from kit.decks import author
from kit.decks.author import Compiled
from kit.decks.author import theme as themes
from kit.decks.author.theme import Theme
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module import read
from kit.decks.module.model import SlideSource

HERE = Path(__file__).parent
QR = QrTarget("HTTP://192.168.1.20:8642/F/K7M2", "192.168.1.20:8642/f/K7M2", "K7M2")
BINDINGS = Bindings({"speaker": "王小明", "event.date": "2026-12-03", "footer": "统一通知平台"}, {"feedback": QR})


def _themed(name: str) -> Theme:
    """Return a shipped theme."""
    return themes.read(workspace.program() / "assets" / "themes" / name)


def opened(made: Compiled) -> Any:
    """Return the package of a compiled module as python-pptx sees it."""
    return Presentation(io.BytesIO(made.data))


def _slide(slide: Any) -> str:
    lines = [f"== {slide.slide_layout.name}"]
    lines += [f"{_name(shape)}: {_content(shape)}" for shape in slide.shapes]
    if slide.has_notes_slide:
        lines.append("notes: " + slide.notes_slide.notes_text_frame.text.replace("\n", " / "))
    return "\n".join(lines) + "\n"


def _name(shape: Any) -> str:
    if not shape.is_placeholder:
        return "free"
    held = shape.placeholder_format
    return f"{str(held.type).split()[0].rsplit('.', 1)[-1].lower()} {held.idx}"


def _content(shape: Any) -> str:
    if shape.shape_type is not None and shape.has_chart:
        plot = shape.chart.plots[0]
        return f"chart {list(plot.categories)} " + " ".join(f"{s.name}={list(s.values)}" for s in plot.series)
    if getattr(shape, "has_table", False) and shape.has_table:
        return "table " + " | ".join(" ; ".join(cell.text for cell in row.cells) for row in shape.table.rows)
    if not shape.has_text_frame:
        return f"picture {shape.name.split(' ')[0]} “{shape._element.xpath('.//p:cNvPr/@descr')[0]}”"
    return " / ".join("  " * par.level + par.text for par in shape.text_frame.paragraphs)


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder with two pictures, one wide and one tall."""
    Image.new("RGB", (160, 90), "#204050").save(tmp_path / "photo.png")
    Image.new("RGB", (90, 120), "#d0e0e0").save(tmp_path / "diagram.png")
    return tmp_path


@pytest.fixture
def compiled(pictures: Path) -> Callable[..., Compiled]:
    """Return a function that compiles Markdown text, or slide sources, with a shipped theme."""

    def run(text: str | Sequence[SlideSource], theme: str | Theme = "lectern", bindings: Bindings = BINDINGS, lang: str = "zh") -> Compiled:
        if isinstance(text, str):
            path = pictures / f"module.{lang}.md"
            path.write_text(text, "utf-8")
            text = read.read(path).slides
        chosen = _themed(theme) if isinstance(theme, str) else theme
        return author.compile("模块", text, chosen, bindings, base=pictures, lang=lang)

    return run


@pytest.fixture
def told() -> Callable[[Compiled], str]:
    """Return a function that tells slides as text: layout, shapes in reading order with their level-marked paragraphs, notes."""
    return lambda made: "\n".join(_slide(slide) for slide in opened(made).slides)


@pytest.fixture
def slides_of() -> Callable[[Compiled], list[Any]]:
    """Return a function that opens a compiled module's slides."""
    return lambda made: list(opened(made).slides)


@pytest.fixture
def themed() -> Callable[..., Theme]:
    """Return a function that reads a shipped theme, with tokens replaced."""
    return lambda name="lectern", **tokens: replace(_themed(name), **tokens)


@pytest.fixture
def gallery() -> str:
    """A module that uses every layout."""
    return (HERE / "gallery.zh.md").read_text("utf-8")
