"""QR codes: black on a white plate with quiet zone, the address and the short code readable under them."""

from __future__ import annotations

import io
import re
from functools import cache

from kit import qr
from kit.decks.author import pictures, text, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import INCH, POINT, Box
from kit.decks.author.layouts import Layout, Slot, Style
from kit.decks.bindings import QrTarget
from kit.decks.fit import metrics
from kit.decks.module.blocks import QrCode, Run
from kit.i18n import N_, _, language

SCALE = 10
GREY, PALE = 200, 226
BLANK = "\u00a0"
NAME = re.compile(r"[a-z]+\Z")  # of what an event knows: checkin, feedback
NAMED = re.compile(r'(<p:cNvPr id="\d+") name="[^"]*"')
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
    """Draw a code into `box`: in the layout's own places for address and short code, else with both under it.

    One that leads nowhere yet keeps its place, so that it can be filled when the deck is finished.
    """
    bound = target(canvas, code)
    address, short = layout.slot("address"), layout.slot("code")
    own = slot is not None and address is not None and short is not None
    room = box if own else Box(box.x, box.y, box.w, box.h - 2 * LINE)
    side = min(room.w, room.h)
    place = Box(room.x + (room.w - side) // 2, room.y, side, side)
    if bound is None and not NAME.match(code.target):
        pictures.label(canvas, place, _label(canvas, code))
        return
    _picture(canvas, slot, place, code, bound)
    above = Box(box.x, place.bottom + LINE // 4, box.w, LINE)
    first, second = _line(above, bold=True), _line(above.part(LINE, LINE), bold=False)
    if own and address is not None and short is not None:
        first, second = address, short
    name = "" if "://" in code.target else code.target
    _say(canvas, first, bound.address if bound else _later(canvas), name and f"qr-address:{name}")
    _say(canvas, second, _code(canvas, bound) if bound else BLANK, name and f"qr-code:{name}")


def _picture(canvas: Canvas, slot: Slot | None, place: Box, code: QrCode, bound: QrTarget | None) -> None:
    if bound is None:
        pictures.put(canvas, slot, place, vacant(code.target), _label(canvas, code), f"qr:{code.target}:")
        return
    name = f"qr:{code.target}:{bound.code}" if bound.code else f"qr:{code.target}"
    pictures.put(canvas, slot, place, qr.picture(bound.payload, scale=SCALE, border=4, ecc="M"), bound.payload, name)


@cache
def vacant(name: str) -> bytes:
    """Return the picture that stands for a code which is not there yet: the three corners of one in grey and a frame, nothing to scan.

    Each name has a picture of its own, so that no two codes share the part that is to become theirs.
    """
    from PIL import Image, ImageDraw, PngImagePlugin

    image = Image.new("L", (37 * SCALE, 37 * SCALE), 255)
    pen = ImageDraw.Draw(image)
    pen.rectangle((SCALE, SCALE, 36 * SCALE - 1, 36 * SCALE - 1), outline=PALE, width=SCALE // 3)
    for x, y in ((4, 4), (26, 4), (4, 26)):
        pen.rectangle((x * SCALE, y * SCALE, (x + 7) * SCALE - 1, (y + 7) * SCALE - 1), outline=GREY, width=SCALE // 2)
    buffer = io.BytesIO()
    told = PngImagePlugin.PngInfo()
    told.add_text("Title", f"qr:{name}")
    image.save(buffer, "PNG", pnginfo=told)
    return buffer.getvalue()


def _line(box: Box, *, bold: bool) -> Slot:
    return Slot("address", "free", 0, box, Style(14, 11, bold=bold, colour="tx1" if bold else "tx2", align="ctr", before=0))


def _say(canvas: Canvas, slot: Slot, said: str, name: str) -> None:
    """Write one line in the largest size at which it fits its width, in a shape that is found by its name when the code changes."""
    if not said:
        return
    room = slot.box.w / POINT
    sizes = [slot.style.size - step for step in range(int(slot.style.size - slot.style.floor) + 1)]
    size = next((size for size in sizes if metrics.width(said, size, bold=slot.style.bold) <= room), sizes[-1])
    if metrics.width(said, size, bold=slot.style.bold) > room:
        sentence = N_("The address {address} is too long for one line here: give the code more room.")
        canvas.job.note("author.overflow", sentence, address=said)
    canvas.write(slot, slot.box, (text.Par((Run(said),)),), size)
    if name:
        canvas.shapes[-1] = NAMED.sub(lambda found: f"{found[1]} name={xml.attribute(name)}", canvas.shapes[-1], count=1)


def _later(canvas: Canvas) -> str:
    with language(canvas.job.lang):
        return _("Code appears when the deck is built for an event")


def _code(canvas: Canvas, bound: QrTarget) -> str:
    if not bound.code:
        return ""
    with language(canvas.job.lang):
        return _("Code {code}").format(code=bound.code)


def _label(canvas: Canvas, code: QrCode) -> str:
    with language(canvas.job.lang):
        return _("QR code: {name}").format(name=code.alt or code.target)
