"""Records in, table out: a sound model, sorted and filtered, that keeps its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from kit.gui.records import Column, RecordsModel, RecordsProxy, RecordsTable


@dataclass(frozen=True)
class Thing:
    id: int
    name: str
    size: int


COLUMNS = (
    Column[Thing]("Name", lambda t: t.name),
    Column[Thing]("Size", lambda t: f"{t.size} kB", sort=lambda t: t.size, align="right", width=80),
)
THINGS = tuple(Thing(n, f"thing {n}", (n * 7) % 5) for n in range(12))


def test_the_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = RecordsModel(COLUMNS)
    proxy = RecordsProxy(model)
    qtmodeltester.check(proxy)
    model.show(THINGS)
    qtmodeltester.check(model)
    model.show(())
    proxy.keep(lambda thing: thing.size > 2)
    model.show(THINGS[:3])


def test_what_is_picked_stays_picked_when_records_change(qtbot: QtBot) -> None:
    table = RecordsTable(COLUMNS, "Things")
    qtbot.addWidget(table)
    table.show_records(THINGS)
    assert table.pick(4)
    table.show_records((Thing(99, "new", 1), *(Thing(t.id, t.name.upper(), t.size) for t in THINGS)))
    assert table.record() == Thing(4, "THING 4", THINGS[4].size)
    table.show_records(THINGS[:2])
    assert table.record() is None


def test_a_column_sorts_by_its_value_not_by_its_words(qtbot: QtBot) -> None:
    table = RecordsTable(COLUMNS, "Things")
    qtbot.addWidget(table)
    table.show_records((Thing(1, "b", 10), Thing(2, "a", 9)))
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert [table.proxy.index(row, 0).data() for row in range(2)] == ["a", "b"]


def test_enter_opens_and_typing_a_filter_narrows(qtbot: QtBot) -> None:
    table = RecordsTable(COLUMNS, "Things")
    qtbot.addWidget(table)
    table.show_records(THINGS)
    table.pick(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [THINGS[3]]
    table.proxy.keep(lambda thing: thing.id in (3, 5))
    assert table.proxy.rowCount() == 2
    table.proxy.keep(None)
    assert table.proxy.rowCount() == 12
