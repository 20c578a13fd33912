"""How typefaces that templates use run beside Arial, which fit measures with: taller lines, wider letters."""

from __future__ import annotations

# share of Arial's line height and of its width; from the fonts' own published metrics, rounded up
FACES = {
    "arial": (1.0, 1.0),
    "helvetica": (1.0, 1.0),
    "helvetica neue": (1.04, 1.0),
    "calibri": (1.07, 0.92),
    "calibri light": (1.07, 0.92),
    "carlito": (1.07, 0.92),
    "aptos": (1.1, 1.0),
    "aptos display": (1.1, 1.0),
    "cambria": (1.03, 0.98),
    "candara": (1.07, 0.95),
    "corbel": (1.07, 0.95),
    "century gothic": (1.07, 1.1),
    "gill sans mt": (1.02, 0.93),
    "trebuchet ms": (1.02, 1.0),
    "tw cen mt": (0.96, 0.92),
    "franklin gothic book": (1.0, 0.96),
    "georgia": (1.0, 1.02),
    "times new roman": (1.0, 0.92),
    "garamond": (1.0, 0.88),
    "verdana": (1.07, 1.18),
    "tahoma": (1.06, 1.0),
    "segoe ui": (1.16, 1.02),
    "segoe ui light": (1.16, 1.0),
    "segoe ui semibold": (1.16, 1.06),
    "segoe ui semilight": (1.16, 1.0),
    "roboto": (1.03, 0.99),
    "open sans": (1.19, 1.06),
    "lato": (1.05, 0.97),
    "montserrat": (1.07, 1.15),
    "poppins": (1.31, 1.13),
    "raleway": (1.03, 1.07),
    "nunito": (1.19, 1.02),
    "source sans pro": (1.1, 0.92),
    "proxima nova": (1.07, 1.0),
    "inter": (1.06, 1.06),
    "oswald": (1.29, 0.85),
    "impact": (1.07, 0.95),
    "consolas": (1.03, 1.1),
    "courier new": (1.0, 1.22),
}
OTHER = (1.08, 1.06)
EVERYWHERE = {"arial", "helvetica", "times new roman", "courier new"}  # every system has them, or one with the same widths
STAND_IN = (1.05, 1.15)  # what a system without a typeface may put in its place


def measure(face: str) -> tuple[float, float]:
    """Return how tall and how wide a typeface, or what stands in for it where it is missing, may be beside Arial; never less."""
    name = face.strip().lower()
    tall, wide = FACES.get(name, OTHER if face else (1.0, 1.0))
    least_tall, least_wide = (1.0, 1.0) if name in EVERYWHERE or not face else STAND_IN
    return max(tall, least_tall), max(wide, least_wide)
