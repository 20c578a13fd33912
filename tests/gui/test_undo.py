"""Undo of frozen documents: back and forth, typing merged, a new document without a past."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kit.gui.undo import Document


def test_edits_go_back_and_forth() -> None:
    document = Document(("a",))
    seen: list[tuple[str, ...]] = []
    document.changed.connect(lambda: seen.append(document.value))
    document.edit(("a", "b"), "add")
    document.edit(("a", "b"), "nothing")
    document.stack.undo()
    document.stack.redo()
    assert seen == [("a", "b"), ("a",), ("a", "b")]
    assert document.stack.count() == 1


def test_typing_in_one_field_is_one_step() -> None:
    document = Document("")
    for text in ("K", "Ki", "Kit"):
        document.edit(text, "title", field="title")
    document.edit("Kit!", "other", field="note")
    document.stack.undo()
    assert document.value == "Kit"
    document.stack.undo()
    assert document.value == ""


def test_another_document_has_no_past() -> None:
    document = Document(1)
    document.edit(2, "x")
    document.reset(7)
    assert document.value == 7
    assert not document.stack.canUndo()


@given(st.lists(st.integers(), max_size=20), st.data())
def test_undoing_everything_gives_the_first_value(values: list[int], data: st.DataObject) -> None:
    document: Document[int] = Document(0)
    for value in values:
        document.edit(value, "step")
    steps = document.stack.count()
    for _n in range(data.draw(st.integers(0, steps))):
        document.stack.undo()
    document.stack.setIndex(0)
    assert document.value == 0
    document.stack.setIndex(steps)
    assert document.value == (values[-1] if values else 0)
