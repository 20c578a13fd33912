"""Too much of everything as LibreOffice shows it: every word there, inside the slide, none over another; and the package itself sound."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kit import workspace
from kit.content import office
from kit.decks import author, findings, invariants, scene
from kit.decks.author import Compiled
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings
from kit.decks.module import read

HERE = Path(__file__).parent
WORD, PAGE = "{http://www.w3.org/1999/xhtml}word", "{http://www.w3.org/1999/xhtml}page"
NEVER = {"deck.overflow", "deck.off-slide", "deck.table-high", "deck.small"}
SLACK = 2.0  # points
ODD = re.compile("[\u0590-\u06ff\U0001f000-\U0001faff]")  # other programs turn these round or have no sign for them


@dataclass(frozen=True)
class Word:
    """A word where LibreOffice put it, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: Word) -> bool:
        """Tell whether two words stand on one another: more than lines set close do."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and down > 0.35 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True)
class Rendered:
    """A compiled module of extremes, its text, its file, and the words on each page with the page's size."""

    text: str
    made: Compiled
    path: Path
    pages: tuple[tuple[float, float, tuple[Word, ...]], ...]


def _module(name: str) -> Any:
    """Load a module beside this file (tests have no packages here)."""
    import importlib.util

    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Rendered:
    """The extremes in both languages, compiled once and drawn once by LibreOffice."""
    folder = tmp_path_factory.mktemp("extremes")
    extremes = _module("extremes")
    extremes.pictures(folder)
    source = folder / "module.zh.md"
    source.write_text(extremes.module("zh") + "\n---\n" + extremes.module("en"), "utf-8")
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern")
    made = author.compile("Extremes", read.read(source).slides, theme, Bindings({"footer": "Foot"}), base=folder, lang="zh")
    path = folder / "deck.pptx"
    path.write_bytes(made.data)
    pdf = office.convert(path, "pdf", folder / "out", folder / "profile")
    told = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout
    root = etree.fromstring(told, etree.XMLParser(recover=True, resolve_entities=False))
    return Rendered(source.read_text("utf-8"), made, path, tuple(_page(node) for node in root.iter(PAGE)))


def _page(node: Any) -> tuple[float, float, tuple[Word, ...]]:
    words = (Word(word.text or "", *(float(word.get(key)) for key in ("xMin", "yMin", "xMax", "yMax"))) for word in node.iter(WORD))
    return float(node.get("width")), float(node.get("height")), tuple(word for word in words if word.text.strip())


def test_every_word_is_drawn(rendered: Rendered) -> None:
    assert len(rendered.pages) == len(rendered.made.slides)
    said = "".join(_letters(word.text) for _, _, words in rendered.pages for word in words)
    plain = [line for line in rendered.text.split("\n") if _plain(line)]
    assert not Counter("".join(_letters(line.lstrip("1. ")) for line in plain)) - Counter(said)
    for word in (word for line in plain for word in line.replace("|", " ").split() if len(word) < 40):
        assert _letters(word) in said, word


def _plain(line: str) -> bool:
    """Tell whether a line of the module is words that a program reads back as they were written."""
    return not line.startswith(("<!--", ":::", "```", "![", "| -", "$$", "> [!")) and not ODD.search(line)


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def test_nothing_leaves_the_slide_or_stands_on_something_else(rendered: Rendered) -> None:
    for number, (width, height, words) in enumerate(rendered.pages, 1):
        outside = [w for w in words if w.left < 0 or w.top < -SLACK or w.right > width + SLACK or w.bottom > height + SLACK]
        assert outside == [], number
        signs = [word for word in words if not ODD.search(word.text) and _letters(word.text)]
        touching = [(a.text, b.text) for i, a in enumerate(signs) for b in signs[i + 1 :] if a.over(b)]
        assert touching == [], number


def test_a_reader_of_the_file_finds_nothing_amiss(rendered: Rendered) -> None:
    assert invariants.check(rendered.path) == ()
    assert [str(f) for f in findings.check(scene.read(rendered.path)) if f.code in NEVER] == []
    assert {"author.split", "author.shrunk"} <= {finding.code for finding in rendered.made.findings}
    assert "author.overflow" not in {finding.code for finding in rendered.made.findings}


def test_the_validator_finds_nothing_in_extremes(rendered: Rendered, validator: Callable[..., tuple[str, ...]]) -> None:
    assert validator(rendered.path) == ()


@pytest.mark.parametrize("theme", ["lectern", "night"])
@pytest.mark.parametrize("name", ["everything", "gallery"])
def test_the_validator_finds_nothing_in_any_block(
    compiled: Callable[..., Compiled], pictures: Path, validator: Callable[..., tuple[str, ...]], name: str, theme: str
) -> None:
    (pictures / "vector.svg").write_text(_module("extremes").SVG, "utf-8")
    text = (HERE / f"{name}.zh.md").read_text("utf-8")
    made = compiled(text, theme)
    path = pictures / "deck.pptx"
    path.write_bytes(made.data)
    assert validator(path) == ()
    assert invariants.check(path) == ()
    assert [str(finding) for finding in made.findings if finding.severity == "error"] == []
    assert made.data == compiled(text, theme).data


def test_a_large_photo_stays_whole(rendered: Rendered) -> None:
    slide = next(slide for slide in scene.read(rendered.path).slides if slide.title == "4000 px")
    (shape,) = [shape for shape in slide.shapes if shape.kind == "picture"]
    assert abs(shape.w / shape.h - 3 / 4) < 0.01
    assert shape.crop == (0, 0, 0, 0)
