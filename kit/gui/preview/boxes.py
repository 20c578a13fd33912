"""The honest grey box: where something stands that cannot be painted here, with what it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from kit.decks.scene.values import Paragraph, Run, Shape
from kit.gui.preview import words
from kit.gui.preview.stage import Stage
from kit.i18n import N_, _

GROUND, RIM, INK = QColor("#ECEEEF"), QColor("#B8BFC2"), "5B6C73"
NAMES = {
    "picture": N_("Picture"),
    "media": N_("Video or sound"),
    "chart": N_("Chart"),
    "diagram": N_("Diagram"),
    "object": N_("Embedded object"),
    "text": N_("Picture"),
}


def draw(stage: Stage, rect: QRectF, shape: Shape) -> None:
    """Draw a grey box that says what is there."""
    painter = stage.painter
    painter.setBrush(GROUND)
    painter.setPen(QPen(RIM, 1))
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    name = _(NAMES[shape.kind]) if shape.kind in NAMES else shape.name or _("Object")
    ending = shape.picture.rsplit(".", 1)[-1].upper() if "." in shape.picture else ""
    said = f"{name} ({ending})" if ending else name
    size = min(max(rect.height() / stage.points(1) / 5, 4), 14)
    if rect.height() > stage.points(8) and rect.width() > stage.points(24):
        words.write(stage, rect, (Paragraph((Run(said, size, colour=INK),), align="ctr"),), (0, 0, 0, 0), "ctr")
