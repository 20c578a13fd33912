"""Pictures: whole or cropped to their place, with alt text and caption; one that is missing leaves a labelled box and a finding."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kit.content import files
from kit.decks.author import levels, text, vectors, xml
from kit.decks.author.canvas import Canvas, Job
from kit.decks.author.grid import INCH, Box
from kit.decks.author.layouts import Layout, Slot, Style
from kit.decks.module.blocks import Block, Columns, Picture, Run
from kit.errors import KitError
from kit.i18n import N_

KEPT = {"PNG", "JPEG", "GIF", "BMP", "TIFF"}
LIMIT = 60_000_000
LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(px|pt|cm|mm|in|%)?\s*\Z")
UNITS = {"px": INCH / 96, "pt": INCH / 72, "in": INCH, "cm": INCH / 2.54, "mm": INCH / 25.4}
ENDLESS = 1e9
VECTORS = (".svg", ".svgz")
CAPTION = round(0.34 * INCH)


def draw(canvas: Canvas, slot: Slot | None, box: Box, picture: Picture, layout: Layout) -> None:
    """Draw a picture into `box`, its caption under it."""
    if picture.caption:
        box = Box(box.x, box.y, box.w, box.h - CAPTION)
    image = load(canvas, picture)
    place, crop = _placed(image, box, picture, centred=box.w > 0.7 * canvas.job.theme.size[0]) if image else (box, (0, 0, 0, 0))
    if image:
        put(canvas, slot, place, image.data, picture.alt, "", crop, image.vector)
    else:
        label(canvas, box, picture.alt or Path(picture.path).name)
    if picture.caption:
        below = Box(place.x, place.bottom + CAPTION // 4, box.right - place.x, CAPTION)
        style = Style(canvas.job.theme.sizes.caption, 11, colour="tx2", before=0)
        own = layout.slot("caption") if slot is not None else None
        canvas.write(own or Slot("caption", "free", 0, below, style), below, (text.Par((Run(picture.caption),)),), style.size)


def present(blocks: tuple[Block, ...], job: Job) -> tuple[Block, ...]:
    """Return blocks without pictures that would be an empty box: those that name no file, and backgrounds whose file is missing.

    Each is a finding.
    """
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Picture) and _vacant(block, job):
            missing = N_("The picture {path} was not found.")
            job.note("author.picture-missing", missing, line=block.line, path=block.path, severity="error")
        elif isinstance(block, Columns):
            kept = [replace(column, blocks=present(column.blocks, job)) for column in block.columns]
            full = tuple(column for column in kept if column.blocks)
            same = all(new.blocks == old.blocks for new, old in zip(kept, block.columns, strict=True))
            made += (block,) if same else full[0].blocks if len(full) == 1 else (replace(block, columns=full),)
        else:
            made.append(block)
    return tuple(made)


def _vacant(picture: Picture, job: Job) -> bool:
    """Tell whether nothing can be shown for a picture, not even its name."""
    if not picture.path.strip("./ "):
        return True
    return "bg" in picture.options and "://" not in picture.path and not (job.base / picture.path).is_file()


def put(
    canvas: Canvas,
    slot: Slot | None,
    box: Box,
    data: bytes,
    alt: str,
    name: str,
    crop: tuple[int, int, int, int] = (0, 0, 0, 0),
    vector: bytes = b"",
) -> None:
    """Add a picture shape at `box`; `crop` is left, top, right, bottom in thousandths of a per cent; `vector` its SVG."""
    rel, number = canvas.image(data), canvas.number()
    inner = vectors.extension(canvas.vector(vector)) if vector else ""
    filling = slot is not None and slot.kind in ("pic", "")
    held = xml.held(slot.kind, slot.idx) if slot is not None and filling else "<p:nvPr/>"
    locks = '<a:picLocks noGrp="1" noChangeAspect="1"/>' if filling else '<a:picLocks noChangeAspect="1"/>'
    sides = "".join(f' {side}="{cut}"' for side, cut in zip("ltrb", crop, strict=True) if cut)
    cut = f"<a:srcRect{sides}/>" if sides else ""
    shape = slot.shape if slot else "rect"
    canvas.add(
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name={xml.attribute(name or f"Picture {number}")} descr={xml.attribute(alt)}/>'
        f"<p:cNvPicPr>{locks}</p:cNvPicPr>{held}</p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{rel}">{inner}</a:blip>{cut}<a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f"<p:spPr>{xml.frame(box)}{xml.geometry(shape)}</p:spPr></p:pic>"
    )


def label(canvas: Canvas, box: Box, said: str) -> None:
    """Draw a dashed box that names what should stand here."""
    style = Style(14, 12, colour="tx2", align="ctr", anchor="ctr", before=0, inset=(0.2, 0.1, 0.2, 0.1))
    line = f'<a:ln w="12700">{xml.fill("tx2")}<a:prstDash val="dash"/></a:ln>'
    inner = text.markup((text.Par((Run(said),)),), style, style.size, canvas.pen)
    body = f"<p:txBody>{levels.body(style)}<a:lstStyle>{levels.styles(style, 1)}</a:lstStyle>{inner}</p:txBody>"
    number = canvas.number()
    canvas.add(xml.shape(number, f"Missing {number}", xml.frame(box) + xml.geometry("rect") + xml.fill("bg2") + line, body))


def load(canvas: Canvas, picture: Picture) -> Image | None:
    """Return the picture's bytes and size, or None with a finding that says why there is none."""
    path = canvas.job.base / picture.path
    job, line = canvas.job, picture.line
    if "://" in picture.path:
        job.note("author.picture-remote", N_("The picture {path} is on the web: save it beside the module."), line=line, path=picture.path)
        return None
    try:
        made = image(path, path.stat().st_mtime_ns)
        _tell(canvas, picture, made)
        return made
    except (OSError, KitError):
        job.note("author.picture-missing", N_("The picture {path} was not found."), line=line, path=picture.path, severity="error")
    except ValueError:
        job.note(
            "author.picture-broken", N_("The picture {path} cannot be read as a picture."), line=line, path=picture.path, severity="error"
        )
    return None


def size(job: Job, picture: Picture) -> tuple[int, int]:
    """Return a picture's size in its own units; one that cannot be read counts as four by three."""
    path = job.base / picture.path
    try:
        made = image(path, path.stat().st_mtime_ns)
    except (OSError, KitError, ValueError):
        return 4, 3
    return max(made.width, 1), max(made.height, 1)


def _tell(canvas: Canvas, picture: Picture, made: Image) -> None:
    """Say what was taken out of an SVG."""
    if made.outside:
        sentence = N_("The picture {path} loads something from outside ({address}): that was taken out.")
        canvas.job.note("author.picture-outside", sentence, line=picture.line, path=picture.path, address=made.outside[0])
    if made.html:
        sentence = N_("The picture {path} holds text as HTML, which slides cannot show: export it with plain text.")
        canvas.job.note("author.picture-html", sentence, line=picture.line, path=picture.path)


@lru_cache(maxsize=64)
def image(path: Path, changed: int) -> Image:
    """Return a picture ready for a slide: upright, in a format slides show. Raises ValueError when it is no picture."""
    from PIL import Image as pillow
    from PIL import ImageOps, UnidentifiedImageError

    data = files.read_bytes(path, LIMIT)
    if path.suffix.lower() in VECTORS:
        drawn = vectors.read(data)
        return Image(drawn.png, round(drawn.width * 100), round(drawn.height * 100), drawn.data, drawn.outside, drawn.html)
    try:
        with pillow.open(io.BytesIO(data)) as opened:
            kind, turned = opened.format or "", opened.getexif().get(0x0112, 1) not in (0, 1)
            if kind in KEPT and not turned:
                return Image(data, *opened.size)
            upright = ImageOps.exif_transpose(opened)
            buffer = io.BytesIO()
            upright.save(buffer, "JPEG" if kind == "JPEG" else "PNG", quality=92)
            return Image(buffer.getvalue(), *upright.size)
    except (UnidentifiedImageError, OSError, pillow.DecompressionBombError) as error:
        raise ValueError(str(error)) from error


def _placed(image: Image, box: Box, picture: Picture, *, centred: bool) -> tuple[Box, tuple[int, int, int, int]]:
    """Return where the picture stands and how it is cropped: whole at the top of its place, or filling the box around its focus."""
    if picture.fit == "cover":
        return box, _crop(image, box, picture.options)
    scale = min(box.w / image.width, box.h / image.height)
    scale = min(scale, *_asked(image, box, picture.options))
    w, h = round(image.width * scale), round(image.height * scale)
    return Box(box.x + ((box.w - w) // 2 if centred else 0), box.y, w, h), (0, 0, 0, 0)


def _asked(image: Image, box: Box, options: dict[str, str]) -> tuple[float, float]:
    """Return the scales that the options `width` and `height` ask for, endless for none: shares of the place, or pixels of 1/96 inch."""
    made = []
    for name, room, own in (("width", box.w, image.width), ("height", box.h, image.height)):
        found = LENGTH.match(options.get(name, ""))
        length = float(found[1]) * (room / 100 if found[2] == "%" else UNITS[found[2] or "px"]) if found else 0.0
        made.append(length / own)
    return made[0] or ENDLESS, made[1] or ENDLESS


def _crop(image: Image, box: Box, options: dict[str, str]) -> tuple[int, int, int, int]:
    """Return the crop that fills the box and keeps what `focus` names."""
    across, down = focus(options.get("focus", ""))
    wide, asked = image.width / image.height, box.w / max(box.h, 1)
    if wide > asked:
        left, right = _kept(across, asked / wide)
        return left, 0, right, 0
    top, bottom = _kept(down, wide / asked)
    return 0, top, 0, bottom


def _kept(point: float, share: float) -> tuple[int, int]:
    """Return what is cut before and behind so that `share` stays, the point as near its middle as may be."""
    before = min(max(point - share / 2, 0.0), 1 - share)
    first = round(before * 100000)
    return first, round((1 - share) * 100000) - first


def focus(said: str) -> tuple[float, float]:
    """Return the point of a picture that a crop keeps, 0–1 across and down: sides (`left`, `top-right`) or shares (`30% 70%`)."""
    shares = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", said)]
    if len(shares) == 2:
        scale = 100 if "%" in said or max(shares) > 1 else 1
        return min(shares[0] / scale, 1.0), min(shares[1] / scale, 1.0)
    words = said.lower()
    across = 0.0 if "left" in words else 1.0 if "right" in words else 0.5
    return across, 0.0 if "top" in words else 1.0 if "bottom" in words else 0.5


@dataclass(frozen=True)
class Image:
    """A picture's bytes and its size; `vector` is its SVG, without the addresses in `outside` and the text that was HTML."""

    data: bytes
    width: int
    height: int
    vector: bytes = b""
    outside: tuple[str, ...] = ()
    html: bool = False
