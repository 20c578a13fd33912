"""QR codes: black on a white plate with quiet zone, the address and the short code readable under them."""

from __future__ import annotations

from kit import qr
from kit.decks.author import pictures, text
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Layout, Slot, Style
from kit.decks.bindings import QrTarget
from kit.decks.fit import metrics
from kit.decks.module.blocks import QrCode, Run
from kit.i18n import N_, _, language

SCALE = 10
LINE = round(0.36 * INCH)


def target(canvas: Canvas, code: QrCode) -> QrTarget | None:
    """Return where a code leads: a bound name, or a web address as written."""
    if "://" in code.target:
        return QrTarget(code.target, code.target.split("://", 1)[1], "")
    bound = canvas.job.bindings.qr.get(code.target)
    if bound is None:
        sentence = N_("The QR code “{name}” has no address here: build the deck for an event.")
        canvas.job.note("author.qr-unbound", sentence, line=code.line, name=code.target)
    return bound


def draw(canvas: Canvas, slot: Slot | None, box: Box, code: QrCode, layout: Layout) -> None:
    """Draw a code into `box`: in the layout's own places for address and short code, else with both under it."""
    bound = target(canvas, code)
    address, short = layout.slot("address"), layout.slot("code")
    own = slot is not None and address is not None and short is not None
    room = box if own else Box(box.x, box.y, box.w, box.h - 2 * LINE)
    side = min(room.w, room.h)
    place = Box(room.x + (room.w - side) // 2, room.y, side, side)
    if bound is None:
        pictures.label(canvas, place, _label(canvas, code))
        return
    name = f"qr:{code.target}:{bound.code}" if bound.code else f"qr:{code.target}"
    pictures.put(canvas, slot, place, qr.picture(bound.payload, scale=SCALE, border=4, ecc="M"), bound.payload, name)
    if own and address is not None and short is not None:
        _say(canvas, address, address.box, bound.address)
        _say(canvas, short, short.box, _code(canvas, bound))
        return
    below = Box(box.x, place.bottom + LINE // 4, box.w, LINE)
    _say(canvas, _line(below, bold=True), below, bound.address)
    _say(canvas, _line(below, bold=False), below.part(LINE, LINE), _code(canvas, bound))


def _line(box: Box, *, bold: bool) -> Slot:
    return Slot("address", "free", 0, box, Style(14, 11, bold=bold, colour="tx1" if bold else "tx2", align="ctr", before=0))


def _say(canvas: Canvas, slot: Slot, box: Box, said: str) -> None:
    """Write one line in the largest size at which it fits its width."""
    if not said:
        return
    room = box.w / POINT
    sizes = [slot.style.size - step for step in range(int(slot.style.size - slot.style.floor) + 1)]
    size = next((size for size in sizes if metrics.width(said, size, bold=slot.style.bold) <= room), sizes[-1])
    if metrics.width(said, size, bold=slot.style.bold) > room:
        sentence = N_("The address {address} is too long for one line here: give the code more room.")
        canvas.job.note("author.overflow", sentence, address=said)
    canvas.write(slot, box, (text.Par((Run(said),)),), size)


def _code(canvas: Canvas, bound: QrTarget) -> str:
    if not bound.code:
        return ""
    with language(canvas.job.lang):
        return _("Code {code}").format(code=bound.code)


def _label(canvas: Canvas, code: QrCode) -> str:
    with language(canvas.job.lang):
        return _("QR code: {name}").format(name=code.alt or code.target)
