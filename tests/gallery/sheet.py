"""The contact sheet: one small picture of each layout, the themes in turn, in a PNG for the README."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

ACROSS, WIDE, GAP = 5, 384, 14
GROUND = (226, 229, 232)
COLOURS = 200


def write(shots: Sequence[Path], out: Path, across: int = ACROSS, wide: int = WIDE) -> Path:
    """Write the pictures in rows into one PNG."""
    small = []
    for shot in shots:
        with Image.open(shot) as opened:
            small.append(opened.convert("RGB").resize((wide, round(wide * opened.height / opened.width)), Image.Resampling.LANCZOS))
    high = max(picture.height for picture in small)
    rows = -(-len(small) // across)
    made = Image.new("RGB", (across * (wide + GAP) + GAP, rows * (high + GAP) + GAP), GROUND)
    for place, picture in enumerate(small):
        made.paste(picture, (GAP + place % across * (wide + GAP), GAP + place // across * (high + GAP)))
    made.quantize(COLOURS, dither=Image.Dither.NONE).save(out, optimize=True)
    return out
