"""What a slide can hold beside text comes along with all its parts, byte for byte where nothing in them names a slide or a person."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from kit.decks import link
from kit.decks.opc import Package
from tests.decks.invariants import seeds
from tests.decks.link import making, objects

RENAMED = ("comments+xml", "slide+xml", "tags+xml", "theme+xml")  # these name slides, people or other decks' numbers
ABOVE = ("slideLayout", "slideMaster", "slide", "notesSlide")
MARKS = {
    "ink": b"contentPart",
    "model": b"model3d",
    "morph": b"morph",
    "media": b"p14:media",
    "diagram": b"relIds",
    "waterfall": b"cx:chart",
}


def closure(package: Package, name: str) -> Counter[tuple[str, str]]:
    """Count the parts behind a slide by kind and content."""
    seen, todo = set(), [name]
    counted: Counter[tuple[str, str]] = Counter()
    while todo:
        for rel in package.rels(part := todo.pop()).values():
            if rel.external or rel.kind in ABOVE or rel.target in seen:
                continue
            seen.add(rel.target)
            todo.append(rel.target)
            kind = package.content_type(rel.target)
            content = "" if kind.endswith(RENAMED) else hashlib.sha256(package.read(rel.target)).hexdigest()
            counted[kind, content] += 1
    assert part
    return counted


@pytest.mark.parametrize("name", objects.OBJECTS)
def test_objects_come_along_with_all_their_parts(name: str, tmp_path: Path) -> None:
    plain = making.deck(tmp_path / "plain.pptx", ["plain"])
    deck = making.edit(seeds.sound(tmp_path / "deck.pptx"), objects.OBJECTS[name])
    first = link.join([link.Source(plain), link.Source(deck, slides=(1,))], tmp_path / "one.pptx")
    second = link.join([link.Source(first.path, slides=(2, 1)), link.Source(plain)], tmp_path / "two.pptx")
    with Package.open(deck) as before, Package.open(first.path) as once, Package.open(second.path) as twice:
        slides = [(before, "/ppt/slides/slide1.xml"), (once, "/ppt/slides/slide2.xml"), (twice, "/ppt/slides/slide1.xml")]
        wanted, *found = (closure(*one) for one in slides)
        assert found == [wanted, wanted]
        for package, part in slides:
            assert MARKS.get(name, b"") in package.read(part)


def test_answers_to_comments_keep_their_people(tmp_path: Path) -> None:
    deck = making.edit(seeds.sound(tmp_path / "deck.pptx"), objects.modern_comments)
    report = link.join([link.Source(making.deck(tmp_path / "plain.pptx", ["plain"])), link.Source(deck)], tmp_path / "out.pptx")
    found = making.parts(report.path)
    assert found["ppt/authors.xml"].count(b"<p188:author ") == 2
    comments = found[making.named(report.path, "modernComment")[0]]
    assert b"So</a:t>" in comments
    assert b'sldId="257"' in comments
