"""Typefaces: which families stand in for a deck's where it is not installed, as other programs on the machine choose them."""

from __future__ import annotations

from functools import lru_cache

SANS = ["DejaVu Sans", "Arial", "Liberation Sans", "Helvetica"]
SERIF = ["DejaVu Serif", "Times New Roman", "Liberation Serif", "Times"]
MONO = ["DejaVu Sans Mono", "Consolas", "Liberation Mono", "Menlo", "Courier New"]
CHINESE = ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "SimHei"]
CHINESE_SERIF = ["SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC"]
TWINS = {  # the same widths
    "calibri": ["Carlito"],
    "cambria": ["Caladea"],
    "georgia": ["Gelasio"],
    "arial": ["Liberation Sans", "Helvetica"],
    "helvetica": ["Arial", "Liberation Sans"],
    "arial narrow": ["Liberation Sans Narrow"],
    "times new roman": ["Liberation Serif", "Times"],
    "times": ["Times New Roman", "Liberation Serif"],
    "courier new": ["Liberation Mono", "Courier"],
    "courier": ["Courier New", "Liberation Mono"],
}
SERIFS = ("times", "serif", "cambria", "georgia", "garamond", "palatino", "book antiqua", "century", "bodoni", "roman", "minion")
CHINESE_SERIFS = ("宋", "song", "simsun", "ming", "明", "serif", "楷", "kai", "仿")
MONOS = ("mono", "consolas", "courier", "menlo", "code", "monaco")


@lru_cache(maxsize=512)
def _families(latin: str, chinese: str, east_asian: bool) -> tuple[str, ...]:
    low = latin.lower()
    general = MONO if mono(latin) else SERIF if any(word in low for word in SERIFS) and "sans" not in low else SANS
    own = [latin, *TWINS.get(low, ()), *general] if latin else [*general]
    serif = any(word in chinese.lower() for word in CHINESE_SERIFS) and "sans" not in chinese.lower()
    wide = ([chinese] if chinese else []) + (CHINESE_SERIF + CHINESE if serif else CHINESE)
    return tuple(dict.fromkeys([*wide, *own] if east_asian else [*own, *wide]))


def families(latin: str, chinese: str, east_asian: bool) -> list[str]:
    """Return the families to look for, the wanted one first."""
    return list(_families(latin, chinese, east_asian))


def mono(name: str) -> bool:
    """Tell whether a typeface is one for code."""
    low = name.lower()
    return any(word in low for word in MONOS)
