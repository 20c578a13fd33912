"""The typeface of what is printed: one with Chinese and Latin that this computer has, embedded as the glyphs used."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kit.errors import KitError

WINDOWS = (("msyh.ttc", "msyhbd.ttc"), ("Deng.ttf", "Dengb.ttf"), ("simhei.ttf", "simhei.ttf"), ("simsun.ttc", "simsun.ttc"))
MAC = (
    ("/System/Library/Fonts/PingFang.ttc", "/System/Library/Fonts/PingFang.ttc"),
    ("/System/Library/Fonts/Hiragino Sans GB.ttc", "/System/Library/Fonts/Hiragino Sans GB.ttc"),
    ("/System/Library/Fonts/Supplemental/Arial Unicode.ttf", "/System/Library/Fonts/Supplemental/Arial Unicode.ttf"),
)
LINUX = (
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/noto-cjk",
    "/usr/share/fonts/google-noto-cjk",
    "/usr/share/fonts/google-noto-sans-cjk-fonts",
    "/usr/local/share/fonts",
)
SIMPLIFIED = ("SC", "GB", "YaHei")


@cache
def face() -> Face:
    """Return the typeface to print with; raises KitError when this computer has none with Chinese."""
    for regular, bold in _candidates():
        if regular.is_file():
            strong = bold if bold.is_file() else regular
            return Face(regular, _number(regular, bold=False), strong, _number(strong, bold=True))
    raise KitError("print.font", "No typeface with Chinese is installed: install Noto Sans CJK (fonts-noto-cjk) and print again.")


def _candidates() -> Iterator[tuple[Path, Path]]:
    if os.name == "nt":
        fonts = Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts"
        yield from ((fonts / regular, fonts / bold) for regular, bold in WINDOWS)
    elif sys.platform == "darwin":
        yield from ((Path(regular), Path(bold)) for regular, bold in MAC)
    folders = [Path(folder) for folder in LINUX]
    folders += [Path.home() / ".local/share/fonts"]
    for folder in folders:
        yield folder / "NotoSansCJK-Regular.ttc", folder / "NotoSansCJK-Bold.ttc"
        yield folder / "NotoSansSC-Regular.otf", folder / "NotoSansSC-Bold.otf"


def _number(path: Path, *, bold: bool) -> int:
    """Return which font of a collection is the one for simplified Chinese, in the weight asked for where there are several."""
    if path.suffix.lower() != ".ttc":
        return 0
    from fontTools.ttLib import TTCollection

    with TTCollection(str(path), lazy=True) as fonts:
        names = [f"{font['name'].getBestFullName()}" for font in fonts.fonts]
    wanted = [n for n, name in enumerate(names) if any(word in name.split() or word in name for word in SIMPLIFIED)] or [0]
    weights = ("Semibold", "Bold") if bold else ("Regular",)
    return next((n for n in wanted if any(weight in names[n].split() for weight in weights)), wanted[0])


@dataclass(frozen=True)
class Face:
    """Two font files and which font in each, when it is a collection."""

    regular: Path
    number: int
    bold: Path
    bold_number: int
