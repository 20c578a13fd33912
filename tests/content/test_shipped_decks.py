"""The shipped decks, PowerPoint files and forms: everything they name exists, and the minutes fit."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from kit.content import yamltext
from kit.decks import refs, scene, spec
from kit.decks.module import read
from kit.decks.spec import DeckSpec
from kit.forms import form
from kit.ops import decks

ROOT = Path(__file__).resolve().parent.parent.parent
SLIDES = ROOT / "slides"
DECKS = sorted(path.name for path in (SLIDES / "decks").glob("*.yaml"))
IMPORTED = sorted(path.name for path in (SLIDES / "imported").glob("*.pptx"))


def minutes(deck: DeckSpec) -> float:
    """Return the minutes of a deck's body: modules by their depth, slides of files by the sidecar entry that covers them."""
    total = 0.0
    for item in deck.items:
        if item.module:
            total += read.read(SLIDES / f"{item.module}.{deck.lang}.md", SLIDES).minutes[item.depth or "standard"]
        else:
            total += max(1.0, 4 / 3 * len(item.slides or ()))
    return total


def body(length: int) -> int:
    """Return the minutes a lecture of this length has between its opening and its questions."""
    opening, questions, feedback, buffer = 3, max(5, math.ceil(0.15 * length)), 2, math.ceil(0.05 * length)
    return length - opening - questions - feedback - buffer


def test_there_is_a_deck_for_management_and_one_for_tech_in_both_languages() -> None:
    assert DECKS == ["management-30.en.yaml", "management-30.yaml", "tech-60.en.yaml", "tech-60.yaml"]


@pytest.mark.parametrize("name", DECKS)
def test_a_deck_is_read_without_findings_and_fits_its_minutes(name: str) -> None:
    deck = spec.read(SLIDES / "decks" / name)
    assert [str(finding) for finding in deck.findings] == []
    assert deck.minutes in (30, 60)
    assert 0.8 * body(deck.minutes) <= minutes(deck) <= body(deck.minutes)
    assert all(section.title and section.items for section in deck.sections)


@pytest.mark.parametrize("name", DECKS)
def test_the_slides_a_deck_takes_exist_and_modules_come_after_what_they_need(name: str) -> None:
    deck = spec.read(SLIDES / "decks" / name)
    shown: list[str] = []
    files = [item for item in deck.items if item.file]
    assert files
    assert all(item.look == "source" for item in files)
    for item in files:
        assert item.slides is not None
        assert max(item.slides) <= len(scene.read(SLIDES / item.file).slides)
        assert (deck.lang == "en") == item.file.endswith(".en.pptx")
    for item in deck.items:
        if item.module:
            made = read.read(SLIDES / f"{item.module}.{deck.lang}.md", SLIDES)
            assert set(made.needs) <= set(shown), item.module
            shown.append(item.module)


def test_both_languages_of_a_deck_show_the_same() -> None:
    def shape(name: str) -> list[list[tuple[str, str, object]]]:
        deck = spec.read(SLIDES / "decks" / name)
        return [[(item.module, item.depth, item.slides) for item in section.items] for section in deck.sections]

    for name in ("management-30", "tech-60"):
        assert shape(f"{name}.yaml") == shape(f"{name}.en.yaml")


@pytest.mark.parametrize("name", IMPORTED)
def test_the_powerpoint_decks_have_six_slides_with_notes_and_alt_texts(name: str) -> None:
    deck = scene.read(SLIDES / "imported" / name)
    assert len(deck.slides) == 6
    assert all(slide.title and slide.notes for slide in deck.slides)
    assert len({slide.section for slide in deck.slides}) == 2
    assert all(picture.descr for slide in deck.slides for picture in slide.pictures)


@pytest.mark.parametrize("name", IMPORTED)
def test_the_sidecar_covers_every_slide_once(name: str) -> None:
    page = yamltext.plain(yamltext.read(SLIDES / "imported" / f"{name}.yaml"))
    covered = [number for entry in page["modules"] for number in refs.parse(f"x.pptx#{entry['slides']}").slides or ()]
    assert covered == [1, 2, 3, 4, 5, 6]
    assert all(entry["title"] and entry["minutes"] and entry["audience"] for entry in page["modules"])


def test_the_feedback_form_asks_three_things_and_has_a_short_form() -> None:
    made = form.read(ROOT / "workshops" / "forms" / "feedback.yaml")
    assert [str(finding) for finding in made.findings] == []
    assert [question.code for question in made.questions if question.required] == ["f1", "f3", "f5"]
    assert [question.code for question in made.questions if question.short] == ["f1", "f2", "f3", "f4", "f5", "f6"]
    assert [question.code for question in made.questions if question.apart] == ["f14c"]
    assert [question.code for question in made.questions if question.source == "modules"] == ["f7", "f8"]
    for question in made.questions:
        assert set(question.labels) == {"zh", "en"}
        assert all(set(choice.labels) == {"zh", "en"} for choice in question.choices)


@pytest.mark.parametrize("name", IMPORTED)
def test_the_powerpoint_decks_break_no_rule_of_the_format_and_hold_nothing_people_would_mind(name: str) -> None:
    assert [str(finding) for finding in decks.check([SLIDES / "imported" / name])] == []
