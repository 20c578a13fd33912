"""The shipped slide modules: both languages say the same in the same shape, and every figure is marked or bound."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kit.decks.module import Chart, Columns, Module, Picture, QrCode, SlideSource, blocks, read
from kit.decks.module.model import DEPTHS

ROOT = Path(__file__).resolve().parent.parent.parent
SLIDES = ROOT / "slides"
WORDS = (
    "title section agenda claim-text two-content three-cards comparison big-number quote picture-full picture-text table chart code "
    "steps timeline people qr closing blank"
)
LAYOUTS = frozenset(WORDS.split())
NAMED = (
    "title checkin agenda speaker guest divider values compare roadmap poll discuss dialogue synthesis debrief questions feedback close "
    "sources"
)
ROLES = frozenset(NAMED.split())
MODULES = sorted((path.parent.name, path.name.split(".")[0]) for path in SLIDES.rglob("*.zh.md"))
TOPICS = [(folder, name) for folder, name in MODULES if folder != "structure"]
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
MARKS = ("示例", "sample", "Sample")


def module(folder: str, name: str, lang: str) -> Module:
    return read.read(SLIDES / folder / f"{name}.{lang}.md", SLIDES)


def width(text: str) -> int:
    """Return how wide a text is in Latin letters; a Chinese character counts as two."""
    return sum(2 if WIDE.match(char) else 1 for char in text)


def texts(slide: SlideSource) -> list[str]:
    """Return every run of text a slide shows, without code."""
    found: list[str] = [slide.heading]

    def walk(value: object) -> None:
        if isinstance(value, blocks.Run):
            found.append(value.text)
        elif isinstance(value, blocks.Code):
            return
        elif isinstance(value, tuple):
            for inner in value:
                walk(inner)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                walk(getattr(value, name))

    walk(slide.blocks)
    return found


def test_at_least_twelve_topics_are_shipped() -> None:
    assert len(TOPICS) >= 12
    assert {module(*each, "zh").phase for each in TOPICS} >= {"why", "what", "how", "proof", "next"}
    assert {module(*each, "zh").track for each in TOPICS} == {"architecture", "value", "rollout", "future"}


def test_every_module_exists_in_both_languages() -> None:
    assert sorted((path.parent.name, path.name.split(".")[0]) for path in SLIDES.rglob("*.en.md")) == MODULES


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), MODULES)
def test_a_module_is_read_without_findings(folder: str, name: str, lang: str) -> None:
    made = module(folder, name, lang)
    assert [str(finding) for finding in made.findings] == []
    assert {slide.layout for slide in made.slides} <= LAYOUTS


@pytest.mark.parametrize(("folder", "name"), MODULES)
def test_both_languages_have_the_same_shape(folder: str, name: str) -> None:
    zh, en = module(folder, name, "zh"), module(folder, name, "en")
    for field in (
        "role",
        "track",
        "phase",
        "minutes",
        "audience",
        "formats",
        "needs",
        "after",
        "group",
        "label",
        "reviewed",
        "review_days",
    ):
        assert getattr(zh, field) == getattr(en, field), field
    assert [(s.layout, s.depth) for s in zh.slides] == [(s.layout, s.depth) for s in en.slides]
    shapes = [[[type(block).__name__ for block in slide.blocks] for slide in made.slides] for made in (zh, en)]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), TOPICS)
def test_a_topic_is_whole(folder: str, name: str, lang: str) -> None:
    made = module(folder, name, lang)
    assert [made.minutes[depth] for depth in DEPTHS] == sorted(made.minutes[depth] for depth in DEPTHS)
    assert [len(made.at(depth)) for depth in DEPTHS] == sorted({len(made.at(depth)) for depth in DEPTHS}), "each depth adds slides"
    assert set(made.audience) == {"tech", "product", "business", "management", "newcomer"}
    assert set(made.formats) == {"lecture", "workshop", "roundtable", "case", "expert"}
    assert all((made.title, made.tags, made.label, made.owner, made.review_days))
    assert made.reviewed == date(2026, 11, 1)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), TOPICS)
def test_every_slide_makes_a_claim_and_has_notes(folder: str, name: str, lang: str) -> None:
    for slide in module(folder, name, lang).slides:
        assert 8 <= width(slide.heading) <= 66, slide.heading
        assert width(slide.notes) >= 60, slide.heading


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), TOPICS)
def test_every_chart_says_that_its_figures_are_samples(folder: str, name: str, lang: str) -> None:
    for slide in module(folder, name, lang).slides:
        if any(isinstance(block, Chart) for block in slide.blocks):
            assert any(mark in text for mark in MARKS for text in texts(slide)), slide.heading


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), TOPICS)
def test_a_source_line_is_one_short_line(folder: str, name: str, lang: str) -> None:
    text = (SLIDES / folder / f"{name}.{lang}.md").read_text(encoding="utf-8")
    sources = [line for line in text.splitlines() if line.startswith(("来源：", "Source:"))]
    assert all(width(line) <= 80 for line in sources), sources


@pytest.mark.parametrize(("folder", "name"), MODULES)
def test_the_english_side_holds_no_chinese(folder: str, name: str) -> None:
    text = (SLIDES / folder / f"{name}.en.md").read_text(encoding="utf-8")
    assert not WIDE.findall(text)


@pytest.mark.parametrize(("folder", "name"), MODULES)
def test_needs_and_after_name_modules_that_exist(folder: str, name: str) -> None:
    known = {"/".join(each) for each in MODULES}
    made = module(folder, name, "zh")
    assert {*made.needs, *made.after} <= known


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("folder", "name"), MODULES)
def test_every_picture_has_words_for_those_who_cannot_see_it(folder: str, name: str, lang: str) -> None:
    for slide in module(folder, name, lang).slides:
        parts = [
            block
            for each in slide.blocks
            for block in (sum((c.blocks for c in each.columns), ()) if isinstance(each, Columns) else (each,))
        ]
        assert all(len(block.alt) >= 5 for block in parts if isinstance(block, Picture | QrCode))


def test_the_structure_has_every_role_once() -> None:
    roles = [module(folder, name, "zh").role for folder, name in MODULES if folder == "structure"]
    assert sorted(roles) == sorted(ROLES)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_structure_slides_bind_what_the_outline_gives(lang: str) -> None:
    wanted = {"title": "{{title}}", "agenda": "{{agenda}}", "sources": "{{sources}}", "divider": "{{section}}", "speaker": "{{speaker}}"}
    wanted |= {"guest": "{{guest}}", "discuss": "{{page.minutes}}"}
    for name, binding in wanted.items():
        assert binding in (SLIDES / "structure" / f"{name}.{lang}.md").read_text(encoding="utf-8")
    for name in ("checkin", "feedback"):
        assert [block.target for block in module("structure", name, lang).slides[0].blocks if isinstance(block, QrCode)] == [name]


def test_content_holds_no_program_and_no_heavy_picture() -> None:
    for folder in ("slides", "workshops", "assets"):
        assert not list((ROOT / folder).rglob("*.py"))
    assert all(path.stat().st_size < 150_000 for path in SLIDES.rglob("*.png"))
