"""The pages for authors: every example on them compiles, and nothing in it is amiss."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from kit import workspace
from kit.decks import author
from kit.decks.author import theme as themes
from kit.decks.bindings import Bindings, QrTarget
from kit.decks.module import read
from kit.decks.module.model import LAYOUTS
from tests.conftest import ROOT

PAGES = {"en": "modules.md", "zh": "modules.zh.md"}
TEXTS = {lang: (ROOT / "docs" / name).read_text("utf-8") for lang, name in PAGES.items()}
EXAMPLE = re.compile(r"^````markdown\n(.*?)^````$", re.DOTALL | re.MULTILINE)
EXAMPLES = [(lang, number, text) for lang, page in TEXTS.items() for number, text in enumerate(EXAMPLE.findall(page))]
BOUND = Bindings(
    {"speaker": "Wang", "event.date": "2026-12-03", "ev:delivery": "99.2%"}, {"feedback": QrTarget("HTTP://A.B/F/K7", "a.b/f/K7", "K7")}
)


@pytest.mark.parametrize(("lang", "number", "text"), EXAMPLES, ids=[f"{lang}-{number}" for lang, number, _ in EXAMPLES])
def test_every_example_compiles(tmp_path: Path, lang: str, number: int, text: str) -> None:
    Image.new("RGB", (160, 90), "#204050").save(tmp_path / "photo.png")
    (tmp_path / "diagram.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><rect width="9" height="9"/></svg>', "utf-8"
    )
    path = tmp_path / f"example.{lang}.md"
    path.write_text(text, "utf-8")
    module = read.read(path)
    assert [str(finding) for finding in module.findings] == []
    theme = themes.read(workspace.program() / "assets" / "themes" / "lectern")
    made = author.compile("Example", module.slides, theme, BOUND, base=tmp_path, lang=lang)
    assert [str(finding) for finding in made.findings] == []


@pytest.mark.parametrize("lang", PAGES)
def test_the_page_names_every_layout(lang: str) -> None:
    assert len(EXAMPLE.findall(TEXTS[lang])) == len(EXAMPLE.findall(TEXTS["en"]))
    assert [name for name in LAYOUTS if f"`{name}`" not in TEXTS[lang]] == []


@pytest.mark.parametrize("lang", PAGES)
def test_its_own_links_lead_somewhere(lang: str) -> None:
    heads = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^## (.+)$", TEXTS[lang], re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXTS[lang])) <= heads
