"""The ground of one slide: a colour, a gradient or a picture, with text that stays readable on it."""

from __future__ import annotations

import io
import re
from functools import lru_cache

from kit.decks.author import contrast, masters, pictures, relit, swapping, xml
from kit.decks.author.canvas import Canvas
from kit.decks.author.grid import grid
from kit.decks.author.layouts import Layout
from kit.decks.author.theme import Theme
from kit.decks.module.blocks import Picture
from kit.decks.module.model import SlideSource
from kit.i18n import N_

WORDS = {"paper": "bg1", "surface": "bg2", "ink": "tx1", "muted": "tx2", "accent": "accent1"}
PLAIN = {"white": "FFFFFF", "black": "000000"}
HEX = re.compile(r"#?(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\Z")
GRADIENT = re.compile(r"(?:linear-gradient\()?(.+?)\)?\Z", re.IGNORECASE)
URL = re.compile(r"""url\(\s*['"]?(.*?)['"]?\s*\)\Z""")
SIDES = {"to right": 0, "to bottom right": 45, "to bottom": 90, "to bottom left": 135, "to left": 180, "to top": 270}
SHOWN = re.compile(r"\.(png|jpe?g|gif|bmp|tiff?|webp|svgz?)\Z", re.IGNORECASE)
SWAP = {"bg1": "tx1", "tx1": "bg1", "bg2": "tx2", "tx2": "bg2"}
READABLE, QUIET = 4.5, 3.0  # contrast of running text, and of what is set muted
VEILS = (45, 50, 55, 60, 65, 70, 75, 80, 85, 90)  # per cent
CLEAR = "clear"
RUN = re.compile(r"(<a:rPr\b[^>]*[^/]>)(?!<a:solidFill>)")


def draw(canvas: Canvas, source: SlideSource, layout: Layout) -> None:
    """Paint the background that a slide asks for; what is none is a finding."""
    asked = source.background.strip()
    clear = asked.endswith(" " + CLEAR)
    asked = asked.removesuffix(CLEAR).strip() if clear else asked
    url = URL.match(asked)
    asked = url[1] if url else asked
    stops, angle = _gradient(asked)
    if stops:
        _colours(canvas, stops, angle, layout)
    elif SHOWN.search(asked):
        _picture(canvas, asked, layout, veiled=bool(source.title or source.blocks) and not clear)
    else:
        known = ", ".join(WORDS)
        sentence = N_("The background {name} is no colour, gradient or picture: write RRGGBB, one of {known}, two of them, or a file.")
        canvas.job.note("author.background", sentence, name=asked, known=known)


def plain(canvas: Canvas, value: str) -> None:
    """Paint one theme colour or RRGGBB."""
    canvas.sheet.background = swapping.swapped(masters.ground(value), canvas.job.theme)


def _gradient(asked: str) -> tuple[list[str], int]:
    """Return the colours named, one for a plain ground, and the direction in degrees clockwise from left to right."""
    inner = GRADIENT.match(asked)
    parts = [part.strip() for part in (inner[1] if inner else "").split(",")]
    angle = 90
    if found := re.fullmatch(r"(-?\d+)deg", parts[0]):
        angle, parts = (int(found[1]) - 90) % 360, parts[1:]
    elif parts[0].lower() in SIDES:
        angle, parts = SIDES[parts[0].lower()], parts[1:]
    stops = [_colour(re.sub(r"\s+\d+%\Z", "", part)) for part in parts]
    return (stops, angle) if stops and all(stops) else ([], 0)


def _colour(word: str) -> str:
    """Return a theme slot or RRGGBB, "" when the word is no colour."""
    if HEX.match(word):
        bare = word.lstrip("#").upper()
        return bare if len(bare) == 6 else "".join(c * 2 for c in bare)
    return WORDS.get(word.lower(), PLAIN.get(word.lower(), ""))


def _colours(canvas: Canvas, stops: list[str], angle: int, layout: Layout) -> None:
    theme = canvas.job.theme
    if _fitted(canvas, [_shown(theme, stop) for stop in stops], layout):
        stops = [SWAP.get(stop, stop) for stop in stops]
    stops = [_shown(theme, stop) if canvas.sheet.mapping and stop.startswith("accent") else stop for stop in stops]
    if len(stops) == 1:
        plain(canvas, stops[0])
        return
    places = [round(100000 * i / (len(stops) - 1)) for i in range(len(stops))]
    listed = "".join(f'<a:gs pos="{at}">{xml.colour(stop)}</a:gs>' for at, stop in zip(places, stops, strict=True))
    fill = f'<a:gradFill rotWithShape="1"><a:gsLst>{listed}</a:gsLst><a:lin ang="{angle * 60000}" scaled="0"/></a:gradFill>'
    canvas.sheet.background = swapping.swapped(f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>", theme)


def _fitted(canvas: Canvas, grounds: list[str], layout: Layout) -> bool:
    """Exchange light and dark where text is easier to read so, and tell whether that was done; in a template words are recoloured."""
    theme, word = canvas.job.theme, _word(layout)
    if theme.template is not None:
        canvas.shapes[:] = relit.put(canvas.shapes, theme, layout, grounds, canvas.count + 1)
        canvas.count += len(canvas.shapes)
        return False
    other = SWAP.get(word, word)
    swapped = _least(_shown(theme, word), grounds) < min(READABLE, _least(_shown(theme, other), grounds))
    canvas.sheet.mapping = _mapping(theme, grounds, swapped=swapped)
    ink = _shown(theme, other if swapped else word)
    if _least(ink, grounds) < READABLE:
        closer = N_("Text is hard to read on parts of this background: take colours that are closer.")
        plain = N_("Text is hard to read on this background: take a lighter or a darker colour.")
        canvas.job.note("author.background-contrast", plain if len(grounds) == 1 else closer)
    for slot in layout.slots:
        if HEX.match(slot.style.colour) and _least(slot.style.colour, grounds) < READABLE <= _least(ink, grounds):
            _inked(canvas, slot.name, word)
    return swapped


def _mapping(theme: Theme, grounds: list[str], *, swapped: bool) -> str:
    """Return which of the theme's colours stand for which on this slide: accents and links that would sink into the ground are ink."""
    usual = masters.DARK if theme.dark else masters.LIGHT
    base = (masters.LIGHT if theme.dark else masters.DARK) if swapped else usual
    light, dark = (theme.colours.ink, theme.colours.paper) if theme.dark else (theme.colours.paper, theme.colours.ink)
    ink = "lt1" if _least(light, grounds) > _least(dark, grounds) else "dk1"
    sinks = {"accent1": _least(theme.colours.accents[0], grounds) < QUIET}
    sinks |= dict.fromkeys(("hlink", "folHlink"), _least(theme.colours.link, grounds) < READABLE)
    names = (*(f"accent{i}" for i in range(1, 7)), "hlink", "folHlink")
    listed = " ".join(f'{name}="{ink if sinks.get(name) else name}"' for name in names)
    return f"{base} {listed}" if swapped or any(sinks.values()) else ""


def _inked(canvas: Canvas, name: str, colour: str) -> None:
    """Give the words of one placeholder another colour than its layout does."""
    put = rf"\1{xml.fill(colour)}"
    canvas.shapes[:] = [RUN.sub(put, shape) if f'name="{name}"' in shape else shape for shape in canvas.shapes]


def _least(colour: str, grounds: list[str]) -> float:
    return min(contrast.ratio(colour, ground) for ground in grounds)


def _word(layout: Layout) -> str:
    title = layout.slot("title")
    return title.style.colour if title else "tx1"


def _shown(theme: Theme, name: str) -> str:
    """Return a theme slot as RRGGBB."""
    colours = theme.colours
    slots = {"bg1": colours.paper, "tx1": colours.ink, "bg2": colours.surface, "tx2": colours.muted}
    slots |= {f"accent{i}": value for i, value in enumerate(colours.accents, 1)}
    return slots.get(name, name)


def _picture(canvas: Canvas, path: str, layout: Layout, *, veiled: bool) -> None:
    """Paint a picture, cut to the slide's shape, under a veil in the layout's own ground that is as light as text allows."""
    theme, job = canvas.job.theme, canvas.job
    found = pictures.load(canvas, Picture(path, line=job.line))
    if found is None:
        return
    width, height = theme.size
    data = cut(found.data, width / height)
    rel = canvas.image(data)
    fill = f'<a:blipFill dpi="0" rotWithShape="1"><a:blip r:embed="{rel}"/><a:srcRect/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'
    canvas.sheet.background = f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"
    if not veiled:
        _fitted(canvas, [mean(data)], layout)
        return
    ground, number = layout.fill or "bg1", canvas.number()
    share = veil(data, _shown(theme, ground), _shown(theme, _word(layout)), theme.colours.muted if ground == "bg1" else "")
    paint = xml.fill(ground).replace("/></a:solidFill>", f'><a:alpha val="{share * 1000}"/></a:schemeClr></a:solidFill>')
    props = xml.frame(grid(theme).whole) + xml.geometry("rect") + paint + "<a:ln><a:noFill/></a:ln>"
    canvas.shapes.insert(0, xml.shape(number, f"Veil {number}", props, "", decorative=True))


@lru_cache(maxsize=64)
def cut(data: bytes, ratio: float) -> bytes:
    """Return a picture cut around its middle to a shape (width by height): programs differ in how they fit backgrounds."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        width, height = opened.size
        wide, high = min(width, round(height * ratio)), min(height, round(width / ratio))
        if abs(width - wide) <= 1 and abs(height - high) <= 1:
            return data
        left, top = (width - wide) // 2, (height - high) // 2
        buffer = io.BytesIO()
        kind = "JPEG" if opened.format == "JPEG" else "PNG"
        opened.crop((left, top, left + wide, top + high)).save(buffer, kind, quality=92)
        return buffer.getvalue()


@lru_cache(maxsize=64)
def mean(data: bytes) -> str:
    """Return the mean colour of a picture, RRGGBB."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        return opened.convert("RGB").resize((1, 1), Image.Resampling.BOX).tobytes().hex().upper()


@lru_cache(maxsize=64)
def veil(data: bytes, ground: str, word: str, muted: str) -> int:
    """Return how dense a veil must be, in per cent, for text to be readable on the hardest part of a picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        raw = opened.convert("RGBA").resize((32, 18)).convert("RGB").tobytes()
    pixels = [raw[i : i + 3] for i in range(0, len(raw), 3)]
    extremes = (min(pixels, key=sum), max(pixels, key=sum))
    for share in VEILS:
        shown = [_through(pixel, ground, share / 100) for pixel in extremes]
        easy = min(contrast.ratio(word, one) for one in shown) >= READABLE
        if easy and (not muted or min(contrast.ratio(muted, one) for one in shown) >= QUIET):
            return share
    return VEILS[-1]


def _through(pixel: bytes, ground: str, share: float) -> str:
    own = (int(ground[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{round(below * (1 - share) + above * share):02X}" for below, above in zip(pixel, own, strict=True))
