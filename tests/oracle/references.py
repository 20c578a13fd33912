"""LibreOffice's pictures of slides, kept in the system's temporary folder by what the deck holds: it draws a deck once."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from kit.content import office
from kit.errors import KitError

FOLDER = Path(tempfile.gettempdir()) / "lectern-references"


def picture(path: Path, page: int, width: int) -> Image.Image | None:
    """Return LibreOffice's picture of a page (from 1, hidden slides not counted) in greys, None where it makes none."""
    made = pdf(path)
    if made is None:
        return None
    png = made.with_name(f"{made.stem}-{width}-{page}.png")
    if not png.is_file():
        size = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-f", str(page), "-l", str(page), "-singlefile", *size, "-png", made, png.with_suffix("")], check=False)
    return Image.open(png).convert("L") if png.is_file() else None


def pdf(path: Path) -> Path | None:
    """Return the deck as LibreOffice prints it, None where it cannot."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made = FOLDER / f"{_key(path)}.pdf"
    if made.is_file():
        return made if made.stat().st_size else None
    with tempfile.TemporaryDirectory() as place:
        try:
            shutil.move(office.convert(path, "pdf", Path(place), FOLDER / "profile"), made)
        except KitError:
            made.touch()
    return made if made.stat().st_size else None


def _key(path: Path) -> str:
    """Return what the picture hangs on: the bytes of the deck and the LibreOffice that draws."""
    known = Path(office.program()).resolve().stat()
    return hashlib.sha256(f"{known.st_size}:{known.st_mtime_ns}:{path.suffix}:".encode() + path.read_bytes()).hexdigest()[:32]
