"""Paint one slide of a scene: background, what shows through from layout and master, then its own shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from kit.decks.scene.values import Deck, Shape, Slide
from kit.gui.preview import boxes, charts, geometry, paints, pictures, tables, warped, words
from kit.gui.preview.stage import Media, Stage, colour

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.SmoothPixmapTransform
SCREEN = QColor("#434343")  # what LibreOffice shows films and sounds on
ONE_POINT = 2835  # dots a metre at which a point is a pixel, so that fonts are set in pixels with fractions


def paint(deck: Deck, slide: Slide, width: int, media: Media) -> QImage:
    """Return the picture of a slide, `width` pixels wide; `media(part, width, height)` gives the deck's pictures."""
    wide, high = deck.width or 12192000, deck.height or 6858000
    image = QImage(width, max(1, min(round(width * high / wide), width * 4)), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(ONE_POINT)
    image.setDotsPerMeterY(ONE_POINT)
    image.fill(colour(slide.background or "FFFFFF"))
    painter = QPainter(image)
    try:
        draw(painter, image, deck, slide, media)
    finally:
        painter.end()
    return image


def draw(painter: QPainter, image: QImage, deck: Deck, slide: Slide, media: Media) -> None:
    """Draw a slide with a painter on anything, in the pixels of `image`, which letters are measured by."""
    painter.setRenderHints(HINTS)
    stage = Stage(painter, image, image.width() / (deck.width or 12192000), media, slide.number, slide.natural, slide.background)
    _background(stage, slide)
    for shape in (*slide.behind, *slide.shapes):
        _shape(stage, replace(shape, fill=slide.background or "FFFFFF", gradient=None) if shape.ground else shape)


def _background(stage: Stage, slide: Slide) -> None:
    rect = QRectF(stage.image.rect())
    if slide.background_gradient is not None and slide.background_gradient.stops:
        stage.painter.fillRect(rect, paints.gradient(slide.background_gradient, rect))
    if slide.background_picture:
        pictures.draw(stage, rect, slide.background_picture)


def _shape(stage: Stage, shape: Shape) -> None:
    """Draw a shape turned and mirrored as it is, whatever it is."""
    if shape.hidden or not shape.placed:
        return
    rect = stage.box(shape.x, shape.y, shape.w, shape.h)
    if not rect.adjusted(-2, -2, 2, 2).intersects(QRectF(stage.image.rect())) and not shape.rotation and not shape.inside:
        return
    painter = stage.painter
    painter.save()
    painter.translate(rect.center())
    painter.rotate(shape.rotation)
    painter.translate(-rect.width() / 2, -rect.height() / 2)
    own = QRectF(0, 0, rect.width(), rect.height())
    DRAWN.get(shape.kind, _other)(stage, shape, own, rect)
    painter.restore()


def _text(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    path = _form(stage, shape, own)
    if shape.picture:
        _inside(stage, shape, own, path)
    _words(stage, shape, own)


def _form(stage: Stage, shape: Shape, own: QRectF) -> QPainterPath:
    """Draw fill and line of a shape; returns its outline."""
    painter, whole = stage.painter, QPainterPath()
    painter.save()
    if any(shape.flip):
        painter.translate(own.width() if shape.flip[0] else 0, own.height() if shape.flip[1] else 0)
        painter.scale(-1 if shape.flip[0] else 1, -1 if shape.flip[1] else 1)
    brush, pen = paints.brush(shape, own), paints.pen(shape, stage)
    for path, filled, drawn in geometry.outline(shape, own.width(), own.height()):
        if shape.shadow is not None and filled and (shape.fill or shape.gradient is not None):
            paints.shadow(stage, shape.shadow, path, pen.widthF() if drawn and shape.line else 0.0)
        painter.setBrush(brush if filled else Qt.BrushStyle.NoBrush)
        painter.setPen(pen if drawn else QPen(Qt.PenStyle.NoPen))
        if shape.fill or shape.gradient is not None or shape.line:
            painter.drawPath(path)
        if drawn and shape.line:
            paints.heads(stage, shape, path)
        whole.addPath(path)
    painter.restore()
    return whole


def _words(stage: Stage, shape: Shape, own: QRectF) -> None:
    if not shape.paragraphs:
        return
    painter, turn = stage.painter, {"vert": 90, "vert270": -90}.get(shape.vertical, 0)
    paragraphs = shape.paragraphs
    if turn:
        painter.translate(own.center())
        painter.rotate(turn)
        own = QRectF(-own.height() / 2, -own.width() / 2, own.height(), own.width())
    elif shape.vertical:
        paragraphs = tuple(p._replace(runs=tuple(run._replace(text="\v".join(run.text)) for run in p.runs)) for p in paragraphs)
    if shape.flip[1] and shape.kind == "text":
        painter.translate(own.center())
        painter.rotate(180)
        painter.translate(-own.center())
    if warped.stretches(shape.warp):
        warped.write(stage, own, paragraphs)
        return
    shrink, room = shape.autofit == "shrink", _room(shape, own)
    words.write(
        stage,
        room,
        paragraphs,
        shape.insets,
        shape.anchor,
        wrap=shape.wrap,
        shrink=shrink,
        columns=shape.columns,
        gap=shape.gap,
        centred=shape.centred,
        natural=shrink and stage.natural,
    )
    stage.natural = stage.natural and (shrink or not shape.text.strip())


def _room(shape: Shape, own: QRectF) -> QRectF:
    """Return where text may be inside a shape that is no rectangle."""
    w, h = own.width(), own.height()
    match shape.geometry:
        case "ellipse" | "flowChartConnector":
            return own.adjusted(w * 0.146, h * 0.146, -w * 0.146, -h * 0.146)
        case "diamond" | "flowChartDecision":
            return own.adjusted(w / 4, h / 4, -w / 4, -h / 4)
        case "triangle":
            return own.adjusted(w / 4, h / 2, -w / 4, 0)
        case "chevron" | "homePlate":
            d = min(w, h) * dict(shape.adjust).get("adj", 50_000) / 100_000
            left = min(d, w / 2) if shape.geometry == "chevron" else 0.0
            return own.adjusted(left, 0, -min(d, w / 2) * (1.0 if left else 0.5), 0)
        case "roundRect":
            d = min(w, h) * min(dict(shape.adjust).get("adj", 16667), 50_000) / 100_000 * 0.293
            return own.adjusted(d, d, -d, -d)
        case "can":
            return own.adjusted(0, min(w, h) * 0.25, 0, 0)
    return own


def _picture(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    if shape.kind == "picture" and pictures.lost(stage, own, shape.picture, shape.crop):
        return
    if shape.shadow is not None and not shape.fill:
        edge = QPainterPath()
        edge.addRect(own)
        paints.shadow(stage, shape.shadow, edge)
    if shape.fill or shape.gradient is not None:
        _form(stage, replace(shape, line=""), own)
    _inside(stage, shape, own, None)
    if shape.line:
        _form(stage, replace(shape, fill="", gradient=None), own)


def _inside(stage: Stage, shape: Shape, own: QRectF, path: QPainterPath | None) -> None:
    """Draw the picture of a shape within its outline."""
    painter = stage.painter
    painter.save()
    if path is None and shape.geometry != "rect":
        path = QPainterPath()
        for part, _filled, _drawn in geometry.outline(shape, own.width(), own.height()):
            path.addPath(part)
    if path is not None and not path.isEmpty():
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    if any(shape.flip):
        painter.translate(own.width() if shape.flip[0] else 0, own.height() if shape.flip[1] else 0)
        painter.scale(-1 if shape.flip[0] else 1, -1 if shape.flip[1] else 1)
    painter.setOpacity(shape.opacity)
    if shape.kind == "media":
        painter.fillRect(own, SCREEN)
    if not pictures.draw(stage, own, shape.picture, shape.crop):
        boxes.draw(stage, own, shape)
    painter.restore()


def _table(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    stage.painter.translate(-rect.left(), -rect.top())
    tables.draw(stage, shape)
    stage.natural = True


def _chart(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    if shape.chart is None or not charts.draw(stage, own, shape.chart):
        boxes.draw(stage, own, shape)
    _insides(stage, shape, rect)


def _diagram(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    if not shape.inside:
        boxes.draw(stage, own, shape)
    _insides(stage, shape, rect)


def _insides(stage: Stage, shape: Shape, rect: QRectF) -> None:
    stage.painter.translate(-rect.left(), -rect.top())
    for part in shape.inside:
        _shape(stage, part)


def _line(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    _form(stage, shape, own)


def _object(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    if not shape.picture or not pictures.draw(stage, own, shape.picture):
        boxes.draw(stage, own, shape)


def _other(stage: Stage, shape: Shape, own: QRectF, rect: QRectF) -> None:
    boxes.draw(stage, own, shape)


Draw = Callable[[Stage, Shape, QRectF, QRectF], None]
DRAWN: dict[str, Draw] = {
    "text": _text,
    "picture": _picture,
    "media": _picture,
    "table": _table,
    "chart": _chart,
    "diagram": _diagram,
    "line": _line,
    "object": _object,
}
