"""The twenty layouts, made from a theme's tokens on the twelve-column grid."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kit.decks.author.grid import INCH, Box, Grid, grid
from kit.decks.author.layouts import Layout, Ornament, Slot, Style
from kit.decks.author.theme import Theme

TOP, LOW, FLOOR = 1.9, 2.55, 6.4  # inches: where content begins, where it begins below a lead line, where it ends
SIDE = 13  # idx of the first object placeholder


@lru_cache(maxsize=16)
def layouts(theme: Theme) -> dict[str, Layout]:
    """Return the layouts of a theme by name, in the order of the template."""
    made = (make(theme, grid(theme)) for make in _MAKERS)
    return {layout.name: layout for layout in made}


def title_style(theme: Theme) -> Style:
    """Return how slide titles are set."""
    return Style(theme.sizes.title, 28.0, bold=True, major=True, spacing=0.95, before=0)


def body_style(theme: Theme) -> Style:
    """Return how running text and lists are set."""
    return Style(theme.sizes.body, bullets="dot")


def _heading(t: Theme, g: Grid, last: int = 12, h: float = 1.25) -> Slot:
    return Slot("title", "title", 0, g.box(1, last, 0.5, h), title_style(t), "标题 Title")


def _source(t: Theme, g: Grid) -> Slot:
    style = Style(t.sizes.source, 10.0, colour="tx2", anchor="b", before=0)
    return Slot("source", "body", 20, g.box(1, 12, 6.5, 0.32), style, "来源 Source")


def _lead(t: Theme, g: Grid) -> Slot:
    style = Style(20, 14, colour="tx2", before=4)
    return Slot("lead", "body", 1, g.box(1, 12, 1.85, 0.62), style, "一句话 Lead")


def _body(t: Theme, role: str, idx: int, box: Box) -> Slot:
    return Slot(role, "body", idx, box, body_style(t), "文字 Text")


def _content(t: Theme, role: str, idx: int, box: Box) -> Slot:
    return Slot(role, "", idx, box, body_style(t), "内容 Content")


def _mark(t: Theme, g: Grid, y: float, colour: str) -> Ornament:
    return Ornament(Box(g.margin, round(y * INCH), round(0.9 * INCH), round(0.08 * INCH)), colour)


def _cover(t: Theme, g: Grid, name: str, kind: str, title: str) -> Layout:
    big = Style(t.sizes.cover, 28, bold=True, major=True, colour=t.cover.text, anchor="b", spacing=0.95, before=0)
    sub = Style(22, 16, colour=t.cover.soft, before=6)
    meta = Style(16, 14, colour=t.cover.soft, anchor="b", before=2)
    slots = (
        Slot("title", title, 0, g.box(1, 11, 1.2, 2.9), big, "标题 Title"),
        Slot("subtitle", "subTitle" if name == "title" else "body", 1, g.box(1, 10, 4.62, 1.2), sub, "副标题 Subtitle"),
        Slot("meta", "body", 2, g.box(1, 10, 6.0, 0.8), meta, "讲者 · 日期 Speaker · date"),
    )
    return Layout(name, slots, kind, t.cover.fill, (_mark(t, g, 4.32, t.cover.mark),), marked=False, numbered=False)


def _title(t: Theme, g: Grid) -> Layout:
    return _cover(t, g, "title", "title", "ctrTitle")


def _closing(t: Theme, g: Grid) -> Layout:
    return _cover(t, g, "closing", "", "title")


def _section(t: Theme, g: Grid) -> Layout:
    big = Style(t.sizes.section, 28, bold=True, major=True, anchor="b", spacing=0.95, before=0)
    slots = (
        Slot("title", "title", 0, g.box(1, 10, 1.2, 2.9), big, "标题 Title"),
        Slot("subtitle", "body", 1, g.box(1, 9, 4.62, 1.5), Style(20, 14, colour="tx2", before=6), "说明 Subtitle"),
    )
    return Layout("section", slots, "secHead", "bg2", (_mark(t, g, 4.32, "accent1"),), marked=False)


def _agenda(t: Theme, g: Grid) -> Layout:
    style = Style(t.sizes.body, 14, bullets="number", before=14)
    rule = g.box(5, 5, 0.66, 5.7)
    slots = (_heading(t, g, 3, 3.0), Slot("body", "body", 1, g.box(5, 12, 0.56, 5.8), style, "议程 Agenda"))
    line = Ornament(Box(rule.x - round(0.45 * INCH), rule.y, round(0.012 * INCH), rule.h), t.colours.line)
    return Layout("agenda", slots, ornaments=(line,))


def _claim_text(t: Theme, g: Grid) -> Layout:
    return Layout("claim-text", (_heading(t, g), _body(t, "body", 1, g.box(1, 10, TOP, FLOOR - TOP)), _source(t, g)), "tx")


def _two_content(t: Theme, g: Grid) -> Layout:
    left, right = _content(t, "left", 1, g.box(1, 6, TOP, FLOOR - TOP)), _content(t, "right", 2, g.box(7, 12, TOP, FLOOR - TOP))
    return Layout("two-content", (_heading(t, g), left, right, _source(t, g)), "twoObj")


def _three_cards(t: Theme, g: Grid) -> Layout:
    style = Style(t.sizes.card, 14, before=8, inset=(0.32, 0.3, 0.3, 0.28), head="accent1")
    boxes = (g.box(1, 4, TOP, 4.2), g.box(5, 8, TOP, 4.2), g.box(9, 12, TOP, 4.2))
    cards = tuple(Slot(f"card{i}", "body", i, box, style, "要点 Point", fill="bg2") for i, box in enumerate(boxes, 1))
    return Layout("three-cards", (_heading(t, g), *cards, _source(t, g)))


def _comparison(t: Theme, g: Grid) -> Layout:
    before = Style(20, 14, bold=True, colour="tx2", anchor="b", before=0)
    after = Style(20, 14, bold=True, colour="accent1", anchor="b", before=0)
    body = Style(t.sizes.body - 2, 14, bullets="dot")
    boxes = (g.box(1, 5, 1.9, 0.5), g.box(8, 12, 1.9, 0.5))
    slots = (
        Slot("head1", "body", 1, boxes[0], before, "之前 Before"),
        Slot("body1", "", 2, g.box(1, 5, LOW + 0.05, FLOOR - LOW - 0.05), body, "内容 Content"),
        Slot("head2", "body", 3, boxes[1], after, "之后 After"),
        Slot("body2", "", 4, g.box(8, 12, LOW + 0.05, FLOOR - LOW - 0.05), body, "内容 Content"),
    )
    rules = tuple(
        Ornament(Box(box.x, round(2.46 * INCH), box.w, round(0.025 * INCH)), colour)
        for box, colour in zip(boxes, (t.colours.line, "accent1"), strict=True)
    )
    middle = g.box(6, 7, 2.28, 0.36)
    arrow = Ornament(Box(middle.x + middle.w // 2 - round(0.18 * INCH), middle.y, round(0.36 * INCH), middle.h), "accent1", "chevron")
    return Layout("comparison", (_heading(t, g), *slots, _source(t, g)), "twoTxTwoObj", ornaments=(*rules, arrow))


def _big_number(t: Theme, g: Grid) -> Layout:
    number = Style(t.sizes.number, 54, bold=True, colour="accent1", major=True, anchor="b", spacing=0.9, before=0)
    slots = (
        Slot("number", "body", 1, g.box(1, 12, 1.95, 2.2), number, "99 %"),
        Slot("body", "body", 2, g.box(1, 9, 4.4, 1.9), Style(26, 14, before=8), "说明 What it means"),
    )
    return Layout("big-number", (_heading(t, g), *slots, _source(t, g)))


def _quote(t: Theme, g: Grid) -> Layout:
    small = Style(18, 14, colour="tx2", major=True, spacing=1.0, before=0)
    slots = (
        Slot("title", "title", 0, g.box(1, 12, 0.6, 0.7), small, "标题 Title"),
        Slot("quote", "body", 1, g.box(2, 11, 1.75, 3.3), Style(t.sizes.quote, 20, before=10, spacing=1.15), "引文 Quote"),
        Slot("by", "body", 2, g.box(2, 11, 5.3, 0.8), Style(18, 14, colour="tx2", before=2), "出处 Who said it"),
    )
    mark = Ornament(g.box(1, 1, 1.55, 1.5), "accent1", text="“", size=96)
    return Layout("quote", (*slots, _source(t, g)), ornaments=(mark,))


def _picture_full(t: Theme, g: Grid) -> Layout:
    side = g.margin / INCH
    band = Style(
        t.sizes.title, 28, bold=True, major=True, colour="FFFFFF", anchor="ctr", spacing=0.95, before=0, inset=(side, 0.1, side, 0.1)
    )
    slots = (
        Slot("picture", "pic", SIDE, g.whole, Style(16), "图片 Picture"),
        Slot("title", "title", 0, Box(0, round(5.95 * INCH), g.width, g.height - round(5.95 * INCH)), band, "标题 Title", fill="scrim"),
    )
    return Layout("picture-full", slots, marked=False, numbered=False)


def _picture_text(t: Theme, g: Grid) -> Layout:
    caption = Style(t.sizes.caption, 11, colour="tx2", before=0)
    slots = (
        _body(t, "body", 1, g.box(1, 5, TOP, FLOOR - TOP)),
        Slot("picture", "pic", SIDE, g.box(6, 12, TOP, 4.1), Style(16), "图片 Picture"),
        Slot("caption", "body", 14, g.box(6, 12, 6.1, 0.32), caption, "图注 Caption"),
    )
    return Layout("picture-text", (_heading(t, g), *slots, _source(t, g)), "picTx")


def _led(t: Theme, g: Grid, name: str, kind: str, role: str, standard: str = "") -> Layout:
    thing = Slot(role, kind, SIDE, g.box(1, 12, LOW, FLOOR - LOW), Style(t.sizes.table), "内容 Content")
    return Layout(name, (_heading(t, g), _lead(t, g), thing, _source(t, g)), standard)


def _table(t: Theme, g: Grid) -> Layout:
    return _led(t, g, "table", "tbl", "table", "tbl")


def _chart(t: Theme, g: Grid) -> Layout:
    return _led(t, g, "chart", "chart", "chart", "chart")


def _steps(t: Theme, g: Grid) -> Layout:
    return _led(t, g, "steps", "", "figure")


def _timeline(t: Theme, g: Grid) -> Layout:
    return _led(t, g, "timeline", "", "figure")


def _code(t: Theme, g: Grid) -> Layout:
    style = Style(t.sizes.code, 12, mono=True, spacing=1.1, before=0, inset=(0.3, 0.22, 0.3, 0.22))
    code = Slot("code", "body", SIDE, g.box(1, 12, LOW, FLOOR - LOW), style, "代码 Code", fill="bg2")
    return Layout("code", (_heading(t, g), _lead(t, g), code, _source(t, g)))


def _people(t: Theme, g: Grid) -> Layout:
    style = Style(20, 14, before=4, head="tx1", align="ctr")
    slots: list[Slot] = []
    for i in range(4):
        column = g.box(1 + 3 * i, 3 + 3 * i, TOP, 2.0)
        face = Box(column.x + (column.w - column.h) // 2, column.y, column.h, column.h)
        words = g.box(1 + 3 * i, 3 + 3 * i, TOP + 2.16, FLOOR - TOP - 2.16)
        slots.append(Slot(f"picture{i + 1}", "pic", SIDE + i, face, Style(14), "照片 Photo", shape="ellipse"))
        slots.append(Slot(f"person{i + 1}", "body", i + 1, words, style, "姓名 · 职责 Name · role"))
    return Layout("people", (_heading(t, g), *slots, _source(t, g)))


def _qr(t: Theme, g: Grid) -> Layout:
    right = g.box(8, 12, 0.75, 4.75)
    side = min(right.w, right.h)
    plate = Box(right.right - side, right.y, side, side)
    below = Box(plate.x, plate.bottom + round(0.14 * INCH), plate.w, round(0.42 * INCH))
    address = Style(16, 12, bold=True, align="ctr", anchor="ctr", before=0)
    code = Style(16, 12, colour="tx2", align="ctr", before=0)
    slots = (
        _heading(t, g, 7),
        _body(t, "body", 1, g.box(1, 7, TOP, FLOOR - TOP)),
        Slot("picture", "pic", SIDE, plate.inset(round(0.08 * INCH)), Style(14), "二维码 QR code"),
        Slot("address", "body", 14, below, address, "网址 Address"),
        Slot("code", "body", 15, Box(below.x, below.bottom, below.w, round(0.4 * INCH)), code, "短码 Code"),
    )
    return Layout("qr", slots, ornaments=(Ornament(plate, "FFFFFF", "roundRect"),))


def _blank(t: Theme, g: Grid) -> Layout:
    return Layout("blank", (), "blank", page=(g.width, g.height))


_MAKERS: tuple[Callable[[Theme, Grid], Layout], ...] = (
    _title,
    _section,
    _agenda,
    _claim_text,
    _two_content,
    _three_cards,
    _comparison,
    _big_number,
    _quote,
    _picture_full,
    _picture_text,
    _table,
    _chart,
    _code,
    _steps,
    _timeline,
    _people,
    _qr,
    _closing,
    _blank,
)
