"""Edits as functions: what is moved is never lost or doubled, and an edit and its opposite cancel out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.decks.spec import DeckSpec, Item, Section
from kit.gui.decks import edits

SPEC = DeckSpec("x", sections=(Section("A", (Item("a"), Item("b"))), Section("B", (Item("c"),)), Section("C")))


def names(spec: DeckSpec) -> list[list[str]]:
    return [[item.ref for item in section.items] for section in spec.sections]


def test_lines_go_where_they_are_put() -> None:
    assert edits.insert(SPEC, (0, 1), [Item("x"), Item("y")])[0].sections[0].items[1].module == "x"
    assert names(edits.insert(DeckSpec("x"), (5, 9), [Item("x")])[0]) == [["x"]]
    assert names(edits.remove(SPEC, [(0, 0), (1, 0)])) == [["b"], [], []]
    moved, place = edits.move(SPEC, [(0, 0)], (1, 1))
    assert (names(moved), place) == ([["b"], ["c", "a"], []], (1, 1))
    moved, place = edits.move(SPEC, [(0, 0), (1, 0)], (0, 2))
    assert (names(moved), place) == ([["b", "a", "c"], [], []], (0, 1))


def test_a_line_crosses_the_border_of_its_section() -> None:
    assert edits.shift(SPEC, (0, 1), 1) == (edits.move(SPEC, [(0, 1)], (1, 0))[0], (1, 0))
    assert edits.shift(SPEC, (1, 0), -1)[1] == (0, 2)
    assert edits.shift(SPEC, (0, 0), -1) == (SPEC, (0, 0))
    assert edits.shift(SPEC, (0, 0), 1)[1] == (0, 1)


def test_sections() -> None:
    assert [s.title for s in edits.shift_section(SPEC, 0, 1)[0].sections] == ["B", "A", "C"]
    assert edits.shift_section(SPEC, 2, 1) == (SPEC, 2)
    assert [s.title for s in edits.add_section(SPEC, "N", 0)[0].sections] == ["A", "N", "B", "C"]
    assert [s.title for s in edits.remove_section(SPEC, 1).sections] == ["A", "C"]
    assert edits.rename_section(SPEC, 1, "Z").sections[1].title == "Z"


def test_variants_and_switches() -> None:
    assert edits.at(edits.set_item(SPEC, (0, 0), depth="deep"), (0, 0)) == Item("a", "deep")
    assert edits.switch(edits.switch(SPEC, "agenda", False), "agenda", None) == SPEC
    assert edits.item_of("imported/q3.pptx#2-3") == Item(file="imported/q3.pptx", slides=(2, 3))
    assert edits.item_of("value/core") == Item("value/core")


PLACES = st.tuples(st.integers(0, 2), st.integers(0, 3))


@given(st.lists(PLACES, max_size=3), PLACES)
def test_moving_keeps_every_line(places: list[edits.Place], to: edits.Place) -> None:
    moved, _place = edits.move(SPEC, places, to)
    assert sorted(ref for refs in names(moved) for ref in refs) == ["a", "b", "c"]
