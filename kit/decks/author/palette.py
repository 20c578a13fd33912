"""Colours made from colours: mixed, and darkened or lightened until text in them can be read."""

from __future__ import annotations

import colorsys

from kit.decks.author import contrast

STEP = 0.02


def mixed(one: str, other: str, share: float) -> str:
    """Return `one` with the share (0–1) of `other` in it, RRGGBB."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return _hex(a + (b - a) * share for a, b in pairs)


def legible(value: str, grounds: tuple[str, ...], least: float) -> str:
    """Return the colour nearest in lightness to `value`, same hue, that reaches a contrast on every ground; WCAG 2."""
    if all(contrast.ratio(value, ground) >= least for ground in grounds):
        return value
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in _parts(value)))
    darker = contrast.ratio("000000", grounds[0]) > contrast.ratio("FFFFFF", grounds[0])
    while 0 < light < 1:
        light = max(light - STEP, 0.0) if darker else min(light + STEP, 1.0)
        made = _hex(part * 255 for part in colorsys.hls_to_rgb(hue, light, strength))
        if all(contrast.ratio(made, ground) >= least for ground in grounds):
            return made
    return "000000" if darker else "FFFFFF"


def _parts(value: str) -> tuple[int, ...]:
    return tuple(int(value[i : i + 2], 16) for i in (0, 2, 4))


def _hex(parts: object) -> str:
    return "".join(f"{min(max(round(part), 0), 255):02X}" for part in parts)  # type: ignore[attr-defined]
