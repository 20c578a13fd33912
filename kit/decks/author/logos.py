"""A logo: read, made small enough for a template, its colours counted, and where it stands on a page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from kit.content import files
from kit.decks.author import contrast, vectors, xml
from kit.decks.author.grid import INCH, Box
from kit.decks.author.theme import Logo
from kit.errors import KitError
from kit.i18n import N_

LIMIT = 30_000_000  # bytes
PIXELS = 60_000_000
SIDE = 1200  # pixels of the longer side on a slide
COUNTED = 64  # pixels of the longer side when colours are counted
FAINT, MOST = 1.8, 0.35  # a logo is lost where more than this share of it has less contrast than this
SEEN = 128  # opacity from which a pixel counts


@lru_cache(maxsize=16)
def read(logo: Logo) -> Mark:
    """Return a logo as it is drawn; raises KitError when it is too large or no picture."""
    from PIL import Image, UnidentifiedImageError

    data, path = files.read_bytes(Path(logo.path), LIMIT), logo.path
    try:
        drawn = vectors.read(data).png if Path(path).suffix.lower() in (".svg", ".svgz") else data
        with Image.open(io.BytesIO(drawn)) as opened:
            if opened.width * opened.height > PIXELS:
                raise KitError("theme.logo-large", "The logo {path} has too many pixels: save it no wider than 2000.", path=path)
            whole = _trimmed(opened.convert("RGBA"))
    except (ValueError, OSError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        text = N_("The logo {path} cannot be read as a picture: save it as PNG or SVG.")
        raise KitError("theme.logo-broken", text, path=path) from error
    whole.thumbnail((SIDE, SIDE))
    buffer = io.BytesIO()
    whole.save(buffer, "PNG")
    colours, clear = _counted(whole)
    return Mark(buffer.getvalue(), whole.width, whole.height, colours, clear)


def faint(mark: Mark, ground: str) -> bool:
    """Tell whether a logo would be lost on a ground (RRGGBB), so that it needs a plate."""
    return mark.clear and sum(share for colour, share in mark.colours if contrast.ratio(colour, ground) < FAINT) > MOST


def plate(mark: Mark, ground: str) -> str:
    """Return the colour of the plate on which a logo is seen best, "" where it needs none."""
    if not faint(mark, ground):
        return ""
    return max(("FFFFFF", "1A2228"), key=lambda one: sum(share * min(contrast.ratio(colour, one), 5) for colour, share in mark.colours))


def fitted(mark: Mark, box: Box, align: str) -> Box:
    """Return where a logo stands inside a box: whole, at its left or right edge, in the middle of its height."""
    scale = min(box.w / mark.width, box.h / mark.height)
    w, h = round(mark.width * scale), round(mark.height * scale)
    return Box(box.x if align == "l" else box.right - w, box.y + (box.h - h) // 2, w, h)


def markup(mark: Mark, box: Box, ground: str, rel: str, number: int) -> str:
    """Return the shapes of a logo on a ground: a plate where it needs one, and the picture, passed over by screen readers."""
    under = plate(mark, ground)
    made = ""
    if under:
        edge = round(0.09 * INCH)
        around = Box(box.x - edge, box.y - edge, box.w + 2 * edge, box.h + 2 * edge)
        props = xml.frame(around) + xml.geometry("roundRect") + xml.fill(under) + "<a:ln><a:noFill/></a:ln>"
        made = xml.shape(number, "Logo plate", props, "", decorative=True)
    return made + (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number + 1}" name="Logo" descr="">{xml.DECORATIVE}</p:cNvPr>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{xml.frame(box)}{xml.geometry('rect')}</p:spPr></p:pic>"
    )


def _trimmed(whole: Any) -> Any:
    """Return a picture without the empty space around what is seen in it; raises ValueError when that is nothing."""
    seen = whole.getchannel("A").point(lambda value: 255 if value > 8 else 0).getbbox()
    if seen is None:
        raise ValueError("nothing is seen in it")
    return whole.crop(seen)


def _counted(whole: Any) -> tuple[tuple[tuple[str, float], ...], bool]:
    """Return the colours that are seen with their shares, the commonest first, and whether the ground shows through."""
    small = whole.copy()
    small.thumbnail((COUNTED, COUNTED))
    pixels = list(zip(*(iter(small.tobytes()),) * 4, strict=True))
    seen: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
    for pixel in pixels:
        if pixel[3] >= SEEN:
            seen.setdefault(tuple(part // 32 for part in pixel[:3]), []).append(pixel[:3])
    total = sum(map(len, seen.values())) or 1
    ordered = sorted(seen.values(), key=lambda one: (-len(one), one))[:24]
    clear = sum(1 for pixel in pixels if pixel[3] < SEEN) > 0.03 * len(pixels)
    return tuple((_mean(one), round(len(one) / total, 4)) for one in ordered), clear


def _mean(pixels: list[tuple[int, ...]]) -> str:
    """Return the colour that most of the pixels have, which smooth edges do not change."""
    commonest = max(set(pixels), key=lambda one: (pixels.count(one), one))
    return "".join(f"{part:02X}" for part in commonest)


@dataclass(frozen=True)
class Mark:
    """A logo ready for a template: its PNG and pixels, its colours with their shares; `clear` lets the ground through."""

    data: bytes
    width: int
    height: int
    colours: tuple[tuple[str, float], ...] = ()
    clear: bool = True
