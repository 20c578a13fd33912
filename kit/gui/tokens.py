"""The colours of the window in light and dark, and how far two colours stand apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tokens:
    """One palette as #RRGGBB values, named by what they are for.

    `window` lies under everything, `surface` under lists and sheets, `sunken` under fields' surroundings; `line` parts areas,
    `border` outlines controls; every ink is readable on `window`, `surface`, `sunken` and `hover`, each `*_ink` also on its `*_soft`.
    """

    name: str
    window: str
    surface: str
    sunken: str
    hover: str
    line: str
    border: str
    ink: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_ink: str
    success_ink: str
    success_soft: str
    warning_ink: str
    warning_soft: str
    error_ink: str
    error_soft: str
    info_ink: str
    info_soft: str
    shade: str
    handle: str
    series: tuple[str, ...]


LIGHT = Tokens(
    name="light",
    window="#F4F6F6",
    surface="#FFFFFF",
    sunken="#EAEEEE",
    hover="#E6EBEB",
    line="#DAE1E2",
    border="#7A898F",
    ink="#14252B",
    muted="#4B5D64",
    accent="#0E6E64",
    accent_hover="#0A5B53",
    accent_pressed="#074841",
    on_accent="#FFFFFF",
    accent_soft="#D8EDEA",
    accent_ink="#0A5B53",
    success_ink="#17643A",
    success_soft="#DFF2E5",
    warning_ink="#7A4A00",
    warning_soft="#FBEDD2",
    error_ink="#A6211A",
    error_soft="#FBE3E1",
    info_ink="#1B5798",
    info_soft="#E1EDFA",
    shade="#C7D0D2",
    handle="#BCC7CA",
    series=("#0E766C", "#C46F12", "#3F5FA8", "#B3476B", "#6A7B82", "#2F8FBA"),
)

DARK = Tokens(
    name="dark",
    window="#10171A",
    surface="#172024",
    sunken="#0C1214",
    hover="#223036",
    line="#2A383D",
    border="#6F838A",
    ink="#E8EEEF",
    muted="#A5B6BB",
    accent="#4CC2B2",
    accent_hover="#66D1C2",
    accent_pressed="#39A999",
    on_accent="#05211D",
    accent_soft="#143A38",
    accent_ink="#7ADDCF",
    success_ink="#76D596",
    success_soft="#14301F",
    warning_ink="#F2BC6B",
    warning_soft="#3A2B11",
    error_ink="#F59A92",
    error_soft="#401B19",
    info_ink="#93C0F4",
    info_soft="#162B43",
    shade="#000000",
    handle="#3C4D53",
    series=("#4CC2B2", "#E8A04C", "#8FA8E8", "#E58AAB", "#A3B3B9", "#6FC1E6"),
)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two #RRGGBB colours, 1 to 21, after WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
