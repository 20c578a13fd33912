"""Events in the window, by mouse and keys: list, new event, door, roster, feedback, sheets, projector."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kit import qr
from kit.context import Kit
from kit.events import event as events
from kit.gui import theme
from kit.gui.events import asking, tones
from kit.gui.events.asking import Reason, WalkIn
from kit.gui.events.page import EventsPage
from kit.gui.events.plate import Plate
from kit.gui.events.work import Code
from kit.ops import attendance, feedback, sharing
from kit.ops import events as ops
from kit.settings import Settings

Make = Callable[..., EventsPage]
ENTER = Qt.Key.Key_Return


def typed(qtbot: QtBot, view: EventsPage, text: str) -> None:
    """Type into the scan field as a scanner does, Enter at the end."""
    qtbot.keyClicks(view.view.door.field, text)
    qtbot.keyClick(view.view.door.field, ENTER)


def at_door(view: EventsPage) -> EventsPage:
    view.view.turn("door")
    return view


def card(view: EventsPage) -> tuple[str, str]:
    return view.view.door.card.name.text(), view.view.door.card._kind


# --- the list


def test_an_empty_list_offers_the_first_step_and_the_try_out(make: Make, qtbot: QtBot) -> None:
    view = make()
    assert view.listing.stack.currentWidget() is view.listing.empty
    qtbot.mouseClick(view.listing.empty.tryout, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.seen is not None and view.badge.text() == "Try-out")
    assert view.view.roster.table.proxy.rowCount() == 8


def test_a_new_event_is_asked_for_and_opened(make: Make, kit: Kit, qtbot: QtBot) -> None:
    view = make()
    qtbot.mouseClick(view.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hasattr(view, "dialog"))
    assert not view.dialog.do.isEnabled()
    qtbot.keyClicks(view.dialog.title, "New talk")
    view.dialog.minutes.setValue(45)
    qtbot.keyClicks(view.dialog.place, "Room 3")
    qtbot.keyClick(view.dialog.title, ENTER)
    qtbot.waitUntil(lambda: view.seen is not None)
    (row,) = ops.all(kit)
    assert (row.event.title, row.event.minutes, row.event.place) == ("New talk", 45, "Room 3")
    assert row.event.local(row.event.starts_at).hour == 10
    assert view.title.text() == "New talk"


def test_events_are_searched_and_chosen_by_state(make: Make, kit: Kit, code: str, qtbot: QtBot) -> None:
    ops.create(kit, events.Draft("Old talk", kit.now().replace(year=2020)))
    view = make()
    qtbot.waitUntil(lambda: view.listing.table.proxy.rowCount() == 2)
    qtbot.mouseClick(view.listing.choices["over"], Qt.MouseButton.LeftButton)
    assert view.listing.count.text() == "1 event"
    qtbot.mouseClick(view.listing.choices["all"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(view.listing.field, code.lower())
    qtbot.waitUntil(lambda: view.listing.table.proxy.rowCount() == 1)
    view.listing.table.selectRow(0)
    qtbot.keyClick(view.listing.table, ENTER)
    qtbot.waitUntil(lambda: view.title.text() == "平台介绍")
    qtbot.mouseClick(view.back, Qt.MouseButton.LeftButton)
    assert (view.title.text(), view.stack.currentIndex()) == ("Events", 0)


def test_an_event_is_changed_closed_and_opened_again(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    view.change.trigger()
    qtbot.waitUntil(lambda: hasattr(view, "dialog"))
    view.dialog.title.setText("Another title")
    qtbot.mouseClick(view.dialog.do, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.title.text() == "Another title")
    view.shut.trigger()
    qtbot.waitUntil(lambda: view.badge.text() == "Closed")
    assert ops.show(kit, code).closed_at is not None
    view.shut.trigger()
    qtbot.waitUntil(lambda: view.badge.text() == "Now")
    assert not view.delete.isVisible()


def test_a_try_out_is_deleted_after_one_question(make: Make, kit: Kit, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = make(ops.try_out(kit, "en").code)
    monkeypatch.setattr(asking, "sure", lambda *_words: False)
    view.delete.trigger()
    assert len(ops.all(kit)) == 1
    monkeypatch.setattr(asking, "sure", lambda *_words: True)
    view.delete.trigger()
    qtbot.waitUntil(lambda: ops.all(kit) == ())
    qtbot.waitUntil(lambda: view.listing.stack.currentIndex() == 0)


# --- the door


def test_a_scan_shows_the_name_in_green_then_yellow(view: EventsPage, qtbot: QtBot) -> None:
    badge = next(entry.badge for entry in view.seen.entries if entry.person.emp_no == "002")  # type: ignore[union-attr]
    typed(qtbot, at_door(view), badge)
    qtbot.waitUntil(lambda: card(view) == ("李四", "success"))
    qtbot.waitUntil(lambda: view.view.overview.inside.value.text() == "1")
    typed(qtbot, view, badge)
    qtbot.wait(50)
    assert card(view) == ("李四", "success"), "a scanner that says everything twice is heard once"
    typed(qtbot, view, "002")
    qtbot.waitUntil(lambda: card(view) == ("李四", "warning"))
    assert "In already since" in view.view.door.card.told.text()


def test_a_scanner_may_end_with_tab(view: EventsPage, qtbot: QtBot) -> None:
    badge = view.seen.entries[0].badge  # type: ignore[union-attr]
    qtbot.keyClicks(at_door(view).view.door.field, badge)
    qtbot.keyClick(view.view.door.field, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: card(view)[1] == "success")


def test_an_unknown_code_never_stops_the_next(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    typed(qtbot, at_door(view), "LB23456789ABCDEF")
    qtbot.waitUntil(lambda: card(view)[1] == "error")
    typed(qtbot, view, "001")
    qtbot.waitUntil(lambda: card(view) == ("张三", "success"))
    assert len(attendance.log(kit, code)) == 2


def test_pinyin_finds_people_and_keys_let_them_in(view: EventsPage, qtbot: QtBot) -> None:
    door = at_door(view).view.door
    qtbot.keyClicks(door.field, "zs")
    qtbot.waitUntil(lambda: door.below.currentIndex() == 1 and door.matches.proxy.rowCount() == 2)
    qtbot.keyClick(door.field, Qt.Key.Key_Down)
    qtbot.keyClick(door.matches, Qt.Key.Key_Down)
    qtbot.keyClick(door.matches, ENTER)
    qtbot.waitUntil(lambda: card(view) == ("张三", "success"))


def test_several_people_are_asked_about(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    typed(qtbot, at_door(view), "zhangsan")
    qtbot.waitUntil(lambda: card(view)[1] == "warning")
    assert view.view.door.below.currentIndex() == 1
    assert attendance.log(kit, code) == ()


def test_a_walk_in_is_let_in_from_the_card(view: EventsPage, kit: Kit, code: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(qtbot, at_door(view), "Grace Hopper")
    qtbot.waitUntil(lambda: card(view) == ("Grace Hopper", "error"))
    asked: list[str] = []

    def fill(dialog: WalkIn) -> int:
        asked.append(dialog.field.text())
        dialog.fields["dept"].setText("Navy")
        return 1

    monkeypatch.setattr(WalkIn, "exec", fill)
    qtbot.mouseClick(view.view.door.card.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card(view) == ("Grace Hopper", "success"))
    assert asked == ["Grace Hopper"]
    assert ops.overview(kit, code).counts.walk_ins == 1
    qtbot.waitUntil(lambda: view.view.overview.walk_ins.value.text() == "1")


def test_a_check_in_is_taken_back_with_a_reason(
    view: EventsPage, kit: Kit, code: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(qtbot, at_door(view), "002")
    qtbot.waitUntil(lambda: card(view)[1] == "success" and view.view.door.lines.records.rowCount() == 1)

    def fill(dialog: Reason) -> int:
        assert not dialog.do.isEnabled()
        qtbot.keyClicks(dialog.field, "wrong badge")
        return 1

    monkeypatch.setattr(Reason, "exec", fill)
    door = view.view.door
    door.lines.setCurrentIndex(door.lines.records.index(0, 0))
    qtbot.waitUntil(door.take_back.isEnabled)
    qtbot.mouseClick(door.take_back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ops.overview(kit, code).counts.voided == 1)
    qtbot.waitUntil(lambda: "wrong badge" in door.card.told.text())
    qtbot.waitUntil(lambda: view.view.overview.inside.value.text() == "0")


def test_a_scan_while_a_list_has_the_focus_lands_in_the_field(view: EventsPage, qtbot: QtBot) -> None:
    door = at_door(view).view.door
    door.lines.setFocus()
    qtbot.keyClicks(door.lines, "0")
    assert door.field.text() == "0"


def test_arrivals_from_phones_appear_by_themselves(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    attendance.check_in(kit, code, name="李四")
    qtbot.waitUntil(lambda: view.view.overview.lines.records.rowCount() == 1)
    assert "李四" in view.view.overview.lines.records.index(0, 0).data()


def test_what_another_process_writes_appears_too(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    other = Kit(kit.workspace)
    view._feel()
    qtbot.waitUntil(lambda: view._pulse != ())
    attendance.check_in(other, code, name="李四")
    other.close()
    qtbot.waitUntil(lambda: view.view.overview.inside.value.text() == "1", timeout=6000)


def test_the_code_on_the_door_can_be_read(view: EventsPage, kit: Kit, code: str, tmp_path: Path) -> None:
    at_door(view)
    path = tmp_path / "plate.png"
    view.view.door.plate.grab().save(str(path))
    assert qr.read(path.read_bytes()) == (sharing.targets(kit, code)["checkin"].payload,)
    view.view.door.choose("feedback")
    view.view.door.plate.grab().save(str(path))
    assert qr.read(path.read_bytes())[0].endswith(f"/F/{code}")


def test_phones_off_is_said_and_offered(view: EventsPage, kit: Kit, qtbot: QtBot) -> None:
    assert view.view.overview.notice.isVisibleTo(view)
    asked: list[str] = []
    view.asks.connect(asked.append)
    qtbot.mouseClick(at_door(view).view.door.turn_on, Qt.MouseButton.LeftButton)
    assert asked == ["sharing"]
    sharing.start(kit, ["http://192.168.7.7:8642"])
    qtbot.waitUntil(lambda: not view.view.door.turn_on.isVisibleTo(view))
    assert view.view.door.address.text().startswith("192.168.7.7:8642/c/")
    sharing.stop(kit)


# --- roster


def test_the_roster_is_searched_and_checks_in(view: EventsPage, qtbot: QtBot) -> None:
    view.view.turn("roster")
    roster = view.view.roster
    assert roster.table.proxy.rowCount() == 5
    qtbot.keyClicks(roster.field, "ls")
    qtbot.waitUntil(lambda: roster.table.proxy.rowCount() == 1)
    roster.table.selectRow(0)
    qtbot.mouseClick(roster.in_, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(roster.back.isEnabled)
    assert roster.table.record().status == "present"


def test_a_dropped_list_is_looked_at_before_it_is_taken(view: EventsPage, kit: Kit, code: str, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "more.csv"
    path.write_text("名单,,\n姓名,工号,部门\n王五,005,法务\n赵六,,法务\n赵六,,法务\n,,x\n", encoding="gb18030")
    view.view.turn("roster")
    roster = view.view.roster
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    roster.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))
    qtbot.waitUntil(lambda: hasattr(roster, "preview"))
    preview = roster.preview
    assert [verdict.kind for verdict in preview.table.records.records] == ["new", "new", "error", "error"]
    assert preview.badges["error"].text() == "2 left out"
    preview.table.pick(5)
    assert preview.two.isVisibleTo(preview)
    qtbot.mouseClick(preview.two, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: preview.take.text() == "Take 3 rows")
    told: list[str] = []
    view.says.connect(lambda text, *_more: told.append(text))
    qtbot.mouseClick(preview.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: roster.table.proxy.rowCount() == 8)
    assert told == ["3 people were taken into the roster."]


def test_a_column_can_be_chosen_otherwise(view: EventsPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "more.csv"
    path.write_text("姓名,昵称,工号\n王五,小五,005\n", encoding="utf-8")
    view.view.roster.bring_in(path)
    qtbot.waitUntil(lambda: hasattr(view.view.roster, "preview"))
    preview = view.view.roster.preview
    box = preview.columns["name"]
    box.setCurrentIndex(box.findData("B"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: preview.table.records.records[0].draft.name == "小五")
    preview.reject()


def test_a_list_without_names_is_refused_in_the_message_bar(view: EventsPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    told: list[tuple[str, str]] = []
    view.says.connect(lambda text, kind, *_more: told.append((text, kind)))
    view.view.roster.bring_in(path)
    qtbot.waitUntil(lambda: bool(told))
    assert "no column of names" in told[0][0]
    assert told[0][1] == "error"


# --- feedback, sheets, projector


def test_feedback_shows_scores_with_their_intervals(view: EventsPage, kit: Kit, code: str, qtbot: QtBot) -> None:
    view.view.turn("feedback")
    tab = view.view.feedback
    qtbot.waitUntil(lambda: tab.stack.currentWidget() is tab.empty)
    attendance.check_in(kit, code, name="李四")
    feedback.submit(kit, code, {"f1": ["5"], "f3": ["4"], "f5": ["9"], "f6": ["<b>clear</b>"]}, nonce="n")
    qtbot.waitUntil(lambda: tab.answers.value.text() == "1")
    assert (tab.rate.value.text(), tab.nps.value.text()) == ("100 %", "+100")
    texts = [label.text() for label in tab.inside.findChildren(QWidget) if hasattr(label, "text")]
    assert "“<b>clear</b>”" in texts
    assert any(text.startswith("NPS +100 (95 %: ") for text in texts)


@pytest.mark.parametrize("what", ["attendance", "feedback", "template"])
def test_workbooks_are_written_and_offered_to_open(view: EventsPage, kit: Kit, qtbot: QtBot, what: str) -> None:
    view.view.turn("sheets")
    told: list[tuple[str, str]] = []
    view.says.connect(lambda text, _kind, action, _call: told.append((text, action)))
    qtbot.mouseClick(view.view.sheets.buttons[what], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert told[0][1] == "Open"
    assert Path(told[0][0].removeprefix("Written: ")).is_file()


@pytest.mark.parametrize("what", ["poster", "badges", "calibration", "signin", "certificates"])
def test_prints_are_written_and_offered_to_open(view: EventsPage, kit: Kit, code: str, qtbot: QtBot, what: str) -> None:
    tab = view.view.prints
    view.view.turn("prints")
    attendance.check_in(kit, code, name="李四")
    ops.close(kit, code)
    told: list[tuple[str, str]] = []
    view.says.connect(lambda text, kind, action, _call: told.append((text, action or kind)))
    qtbot.waitUntil(tab.buttons[what].isEnabled)
    tab.wifi.setText("Guest")
    tab.least.setValue(1)
    qtbot.mouseClick(tab.buttons[what], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told[0][1] == "Open", told
    written = Path(told[0][0].removeprefix("Written: "))
    assert written.parent == kit.workspace.out
    assert written.read_bytes().startswith(b"%PDF")


def test_a_false_certificate_is_told(view: EventsPage, code: str, qtbot: QtBot) -> None:
    tab = view.view.prints
    view.view.turn("prints")
    told: list[str] = []
    view.says.connect(lambda text, _kind, _action, _call: told.append(text))
    tab.number.setText(f"{code}-22222222")
    qtbot.keyClick(tab.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(told), timeout=15_000)
    assert told[0].startswith("No certificate of ")


def test_labels_begin_where_the_sheet_has_one(view: EventsPage) -> None:
    tab = view.view.prints
    tab.stock.setCurrentIndex(tab.stock.findData("label-3x8"))
    assert tab.first.maximum() == 24
    tab.stock.setCurrentIndex(tab.stock.findData("card"))
    assert tab.order("badges").first == 1
    assert not tab.first.isVisibleTo(view)


def test_an_event_without_a_form_says_so(make: Make, kit: Kit, qtbot: QtBot) -> None:
    view = make(ops.create(kit, events.Draft("T", kit.now(), form="none")).code)
    view.view.turn("feedback")
    qtbot.waitUntil(lambda: view.view.feedback.stack.currentWidget() is view.view.feedback.none)
    assert not view.view.sheets.buttons["feedback"].isEnabled()
    assert not view.view.door.feedback.isVisibleTo(view)


def test_the_projector_shows_a_code_that_reads_from_its_picture(
    view: EventsPage, kit: Kit, code: str, tmp_path: Path, qtbot: QtBot
) -> None:
    view.show_projector()
    projector = view.view.projector
    assert projector is not None
    qtbot.addWidget(projector)
    projector.resize(1280, 720)
    path = tmp_path / "screen.png"
    projector.grab().save(str(path))
    assert qr.read(path.read_bytes()) == (sharing.targets(kit, code)["checkin"].payload,)
    attendance.check_in(kit, code, name="李四")
    qtbot.waitUntil(lambda: "1" in projector.count.text())
    qtbot.keyClick(projector, Qt.Key.Key_F)
    assert "/f/" in projector.address.text()
    qtbot.keyClick(projector, Qt.Key.Key_Escape)
    assert view.view.projector is None


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_plate_is_black_on_white_in_every_look(qtbot: QtBot, qapp: QApplication, look: str, tmp_path: Path) -> None:
    theme.apply(qapp, Settings(theme=look))
    plate = Plate()
    qtbot.addWidget(plate)
    plate.resize(200, 200)
    plate.show_(
        Code("HTTP://10.0.0.1:8642/C/ABCDEF", "http://10.0.0.1:8642/c/abcdef", "ABCDEF", qr.matrix("HTTP://10.0.0.1:8642/C/ABCDEF"))
    )
    image = plate.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(20, 180, 3) for y in range(20, 180, 3)}
    assert colours == {"#000000", "#ffffff"}
    theme.apply(qapp, Settings(theme="light"))


def test_the_page_comes_back_in_another_language(view: EventsPage, make: Make, qtbot: QtBot) -> None:
    view.view.turn("roster")
    kept = view.keep()
    again = make()
    again.bring_back(kept)
    qtbot.waitUntil(lambda: again.seen is not None and again.view.tab() == "roster")


def inner(control: QWidget) -> bool:
    """Whether it is a part of another control, such as the list of a combo box."""
    parent = control.parentWidget()
    return parent is not None and (isinstance(parent, QComboBox | QLineEdit | QAbstractItemView) or inner(parent))


def test_every_control_has_a_name(view: EventsPage) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    controls = [control for kind in kinds for control in (*view.findChildren(kind), *view.header.findChildren(kind))]
    inside = ("qt_", "ScrollLeftButton", "ScrollRightButton")
    unnamed = [
        control
        for control in controls
        if not (control.accessibleName() or getattr(control, "text", str)() or control.objectName().startswith(inside))
        and not inner(control)
        and not control.isHidden()
    ]
    assert [(type(control).__name__, control.parent(), control.objectName()) for control in unnamed] == []


def test_tones_are_sound_files() -> None:
    assert all(tones.wave(kind)[:4] == b"RIFF" for kind in ("success", "warning", "error"))
