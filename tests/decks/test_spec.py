"""Deck specs: references are read wherever people write them, a spec survives writing and reading, comments stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.decks import refs, spec
from kit.decks.module import front
from kit.decks.module.model import ROLES
from kit.decks.outline import formats
from kit.decks.refs import Ref
from kit.decks.spec import DeckSpec, Item, Section
from kit.errors import KitError


@pytest.mark.parametrize(
    ("text", "file", "slides"),
    [
        ("imported/q3.pptx#3-5", "imported/q3.pptx", (3, 4, 5)),
        ("B.pptx:3-5", "B.pptx", (3, 4, 5)),
        ("B.pptx#2-4,7", "B.pptx", (2, 3, 4, 7)),
        (r"C:\x\B.pptx", r"C:\x\B.pptx", None),
        (r"C:\x\B.pptx:2", r"C:\x\B.pptx", (2,)),
        (r"C:\x\B.pptx#2,4", r"C:\x\B.pptx", (2, 4)),
        ("季度 汇报 #1.pptx#3,3,1", "季度 汇报 #1.pptx", (3, 3, 1)),
        ("B.PPTX#4-2", "B.PPTX", (4, 3, 2)),
        ("template.potx", "template.potx", None),
        ("no-extension", "no-extension", None),
        (r"C:\no-extension", r"C:\no-extension", None),
        ("odd#2", "odd", (2,)),
    ],
)
def test_references(text, file, slides):
    assert refs.parse(text) == Ref(file, slides)


@pytest.mark.parametrize("text", ["B.pptx#", "B.pptx#0", "B.pptx#a", "B.pptx#2-", "B.pptx:1,,2", "B.pptx#1-99999,1-99999", ""])
def test_a_reference_without_slides_is_refused(text):
    with pytest.raises(KitError):
        refs.parse(text)


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
def test_ranges_round_trip(slides):
    assert refs.numbers(refs.ranges(tuple(slides))) == tuple(slides)


TEXT = """# what it is for
title: 值不值   # asked by Q3
minutes: 030
audience: management
structure: {agenda: off}
sections:
  - title: 为什么
    modules:
      - value/core   # always first
      - {module: value/cost, depth: short}
      - {file: "imported/q3.pptx#3-5", look: deck}
      - imported/q4.pptx#2
"""


def test_a_spec_is_read_with_lines():
    made = spec.parse(TEXT)
    assert (made.title, made.minutes, made.audience, made.structure) == ("值不值", 30, "management", {"agenda": "off"})
    assert [(i.ref, i.depth, i.look, i.line) for i in made.items] == [
        ("value/core", "", "", 9),
        ("value/cost", "short", "", 10),
        ("imported/q3.pptx#3-5", "", "deck", 11),
        ("imported/q4.pptx#2", "", "", 12),
    ]
    assert made.findings == ()


def test_writing_back_keeps_what_the_person_wrote(tmp_path):
    path = tmp_path / "deck.yaml"
    path.write_text(TEXT, "utf-8")
    made = spec.read(path)
    first, second, *rest = made.sections[0].items
    changed = DeckSpec(**{**vars(made), "sections": (Section("为什么", (second, first, *rest)), Section("怎么做", (Item("x/y"),)))})
    spec.write(path, changed)
    text = path.read_text("utf-8")
    assert spec.read(path) == changed
    assert "title: 值不值   # asked by Q3" in text
    assert "- value/core   # always first" in text
    assert text.startswith("# what it is for\n")


def test_mistakes_are_found_with_their_line():
    made = spec.parse(
        "title: a\nminuts: 3\nformat: lectur\nstructure: {agenda: maybe}\n"
        "sections:\n  - title: x\n    modules:\n      - {modul: x}\n      - B.pptx#0\n  - y\n"
    )
    assert sorted((f.line, f.code) for f in made.findings) == [
        (2, "yaml.unknown-near"),
        (3, "yaml.choice"),
        (4, "deck.switch"),
        (8, "deck.item"),
        (9, "ref.slides"),
        (10, "deck.section"),
    ]


def test_what_is_no_deck_is_refused():
    with pytest.raises(KitError, match="no deck"):
        spec.parse("name: x\n")


NAMES = st.from_regex(r"[a-z\u4e00-\u4e20][a-z0-9/ .#:'-]{0,12}[a-z]", fullmatch=True)
TITLES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp")), max_size=12).map(str.strip)
MODULES = st.builds(Item, module=NAMES.filter(lambda n: ".p" not in n), depth=st.sampled_from(("", *spec.DEPTHS)))
SLIDES = st.none() | st.lists(st.integers(1, 99), min_size=1, max_size=4).map(tuple)
FILES = st.builds(Item, file=NAMES.map(lambda n: n + ".pptx"), slides=SLIDES, look=st.sampled_from(("", "source", "deck")))
SECTIONS = st.lists(st.builds(Section, title=TITLES, items=st.lists(MODULES | FILES, max_size=4).map(tuple)), max_size=3).map(tuple)
SPECS = st.builds(
    DeckSpec,
    title=TITLES.filter(bool),
    lang=st.sampled_from(("zh", "en")),
    audience=TITLES,
    format=st.sampled_from(spec.FORMATS),
    minutes=st.integers(0, 300),
    speaker=TITLES,
    structure=st.dictionaries(st.sampled_from(("agenda", "title")), st.sampled_from(spec.SWITCHES), max_size=2),
    sections=SECTIONS,
)


@given(SPECS, SPECS)
def test_specs_round_trip(one, other):
    text = spec.dumps(one)
    assert spec.parse(text) == one
    assert spec.parse(spec.dumps(other, text)) == other


def test_unknown_words_are_found_with_the_nearest_name_and_kept():
    made = spec.parse("title: x\nlang: english\naudience: managment\nlabel: intern\n")
    assert [(f.line, f.fields["near"]) for f in made.findings] == [(2, "en"), (3, "management"), (4, "internal")]
    assert (made.lang, made.audience, made.label) == ("english", "managment", "intern")
    assert spec.parse("title: x\nlang: de\n").findings == ()
    assert front.AUDIENCES == spec.AUDIENCES == tuple(formats.AUDIENCES)
    assert front.FORMATS == spec.FORMATS == tuple(formats.FORMATS)
    assert set(ROLES) == set(formats.NAMES)
