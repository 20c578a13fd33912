"""Letters above and below the line, in the characters Unicode has for them."""

from __future__ import annotations

ABOVE = dict(zip("0123456789+-=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
BELOW = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def above(text: str) -> str:
    """Return text raised, or as it is where a letter has no raised form."""
    return _turned(text, ABOVE)


def below(text: str) -> str:
    """Return text lowered, or as it is where a letter has no lowered form."""
    return _turned(text, BELOW)


def _turned(text: str, known: dict[str, str]) -> str:
    return "".join(known[c] for c in text) if all(c in known for c in text) else text
