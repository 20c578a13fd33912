"""Typefaces: which families stand in for a deck's where it is not installed, how wide it runs beside the measured one."""

from __future__ import annotations

from functools import lru_cache

SANS = ["Arial", "Liberation Sans", "Helvetica", "DejaVu Sans"]
SERIF = ["Times New Roman", "Liberation Serif", "Times", "DejaVu Serif"]
MONO = ["Consolas", "Liberation Mono", "Menlo", "Courier New", "DejaVu Sans Mono"]
CHINESE = ["Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "SimHei"]
CHINESE_SERIF = ["SimSun", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC"]
TWINS = {"calibri": ["Carlito"], "cambria": ["Caladea"], "courier new": ["Liberation Mono"], "georgia": ["Gelasio"]}
SERIFS = ("times", "serif", "cambria", "georgia", "garamond", "palatino", "book antiqua", "century", "bodoni", "roman", "minion")
CHINESE_SERIFS = ("宋", "song", "simsun", "ming", "明", "serif", "楷", "kai", "仿")
MONOS = ("mono", "consolas", "courier", "menlo", "code", "lucida console", "monaco")
WIDTHS = {  # advance of running text beside Arial's
    "calibri": 0.90, "calibri light": 0.90, "carlito": 0.90, "cambria": 0.95, "times new roman": 0.90, "times": 0.90,
    "garamond": 0.83, "georgia": 1.0, "verdana": 1.16, "tahoma": 0.98, "segoe ui": 0.98, "segoe ui light": 0.95, "segoe ui semibold": 1.02,
    "trebuchet ms": 0.96, "arial narrow": 0.82, "century gothic": 1.08, "gill sans mt": 0.90, "corbel": 0.92, "candara": 0.93,
    "constantia": 0.95, "franklin gothic book": 0.94, "tw cen mt": 0.86, "open sans": 1.04, "roboto": 0.98, "lato": 0.97,
    "montserrat": 1.13, "aptos": 0.97, "comic sans ms": 1.03, "impact": 0.92, "palatino linotype": 0.98, "rockwell": 0.98,
}  # fmt: skip


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


def width(name: str) -> float:
    """Return how wide running text of a typeface is beside Arial's."""
    return WIDTHS.get(name.lower(), 1.0)
