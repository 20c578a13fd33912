"""The camera as a scanner, fed with frames as a camera gives them."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from kit import qr
from kit.context import Kit
from kit.errors import KitError
from kit.events import event as events
from kit.gui.events import work
from kit.gui.events.camera import Eye, devices
from kit.gui.events.door import DoorTab
from kit.ops import attendance, rosters
from kit.ops import events as ops


def frame(*texts: str, tilt: float = 12.0) -> QImage:
    """Return a camera's picture of badges held a little askew in a dim room."""
    image = QImage(1600, 900, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGray)
    painter = QPainter(image)
    for n, text in enumerate(texts):
        code = QImage.fromData(qr.picture(text, scale=9))
        painter.save()
        painter.translate(350 + 550 * n, 300)
        painter.rotate(tilt)
        painter.drawImage(0, 0, code)
        painter.restore()
    painter.end()
    return image


def show(eye: Eye, image: QImage, qtbot: QtBot) -> None:
    """Let the camera see a picture and wait until it was read."""
    from PySide6.QtMultimedia import QVideoFrame

    eye._frame.invalidate()
    eye.sink.setVideoFrame(QVideoFrame(image))
    qtbot.waitUntil(lambda: not eye.view.image.isNull() and not eye._reading, timeout=20_000)


@pytest.fixture
def eye(qtbot: QtBot) -> Eye:
    made = Eye(None, ())
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_badge_held_before_it_is_told_once(eye: Eye, qtbot: QtBot) -> None:
    heard: list[str] = []
    eye.scanned.connect(heard.append)
    for _n in range(3):
        show(eye, frame("LB23456789ABCDEF"), qtbot)
    assert heard == ["LB23456789ABCDEF"]
    show(eye, frame("LBZZZZZZZZZZZZZZ", "HTTP://192.0.2.1:8642/C/ABC234", tilt=math.degrees(0.2)), qtbot)
    assert heard == ["LB23456789ABCDEF", "LBZZZZZZZZZZZZZZ"]  # the code on the wall is no badge
    show(eye, frame(), qtbot)
    assert len(heard) == 2


def test_a_computer_without_a_camera_says_so() -> None:
    with pytest.raises(KitError, match="no camera"):
        devices()


def test_the_door_lets_in_whom_the_camera_sees(kit: Kit, eye: Eye, qtbot: QtBot, tmp_path: object) -> None:
    code = ops.create(kit, events.Draft("T", kit.now(), form="none")).code
    path = kit.workspace.root / "list.csv"
    path.write_text("姓名,工号\n张三,001\n", "utf-8")
    rosters.import_(kit, code, path)
    (entry,) = rosters.all(kit, code)
    door = DoorTab(kit)
    qtbot.addWidget(door)
    door.show_seen(work.look(kit, code))
    eye.scanned.connect(door.scan)
    show(eye, frame(entry.badge), qtbot)
    qtbot.waitUntil(lambda: attendance.all(kit, code)[0].present, timeout=20_000)
    door.open_camera()
    assert "no camera" in door.card.told.text()
